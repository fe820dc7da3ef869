"""The inbox at the desk and the choice of mails: a person's own, and nobody else's."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Notice, Story
from articles.operations import notices
from articles.vocabulary import NoticeKind
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_story
from newsroom.accounts.models import User

pytestmark = pytest.mark.django_db
INBOX, READ, MAILS = (f"/admin/articles/story/{place}/" for place in ("notices", "notices/read", "mails"))
SECRET = "The mayor resigns"


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def sign_in(client, role="editor", **fields):
    person = make_user(role, **fields)
    client.force_login(person)
    return person


def tell(person, text="It was sent back.", story=None, kind=NoticeKind.SENT_BACK):
    return notices.tell([person], kind, story or make_story(created_by=person), text)[0]


def shown(client):
    return [notice.text for notice, _story, _at in client.get(INBOX).context["rows"]]


def test_inbox_shows_ones_own_the_unread_and_the_newest_first(client):
    person = sign_in(client)
    first, _second, _third = (tell(person, text) for text in ("one", "two", "three"))
    tell(make_user("editor"), "Somebody else’s.")
    notices.mark_read(person, Notice.objects.get(text="three").pk)
    assert shown(client) == ["two", "one", "three"]
    assert reverse("admin:articles_story_change", args=[first.story_id]) in client.get(INBOX).text


def test_inbox_names_the_zone_of_its_times(client):
    tell(sign_in(client))
    assert "WAT</small>" in client.get(INBOX).text


def test_header_of_every_page_counts_what_is_unread(client):
    person = sign_in(client, "reporter")
    tell(person)
    for page in ("/admin/", INBOX, "/admin/articles/story/", "/admin/search/"):
        assert f'<a href="{INBOX}">Notices (1 unread)</a>' in client.get(page).text
    notices.mark_read(person)
    assert f'<a href="{INBOX}">Notices</a>' in client.get("/admin/").text


def test_person_without_stories_has_no_notices_in_the_header(client):
    sign_in(client, "administrator")
    assert INBOX not in client.get("/admin/").text


def test_one_notice_is_marked_as_read_and_leads_to_its_story(client):
    person = sign_in(client)
    notice, other = tell(person), tell(person)
    answer = client.post(READ, {"notice": notice.pk, "open": "1"})
    assert answer.url == reverse("admin:articles_story_change", args=[notice.story_id])
    assert list(notices.unread(person)) == [other]


def test_all_are_marked_as_read_at_once(client):
    person, other = sign_in(client), make_user("editor")
    [tell(one) for one in (person, person, other)]
    assert "2 are marked as read." in client.post(READ, follow=True).text
    assert [notices.unread(one).count() for one in (person, other)] == [0, 1]


@pytest.mark.parametrize("key", ["theirs", "x", "²", "-1", "9" * 40])
def test_nobody_marks_what_is_not_theirs(client, key):
    theirs = tell(make_user("editor"))
    sign_in(client)
    assert client.post(READ, {"notice": theirs.pk if key == "theirs" else key}).status_code == 404
    assert Notice.objects.get().read_at is None


def test_nothing_is_marked_by_following_a_link(client):
    notice = tell(sign_in(client))
    assert client.get(READ, {"notice": notice.pk}).status_code == 405
    assert Notice.objects.get().read_at is None


def test_story_that_was_closed_to_a_person_since_is_not_named(client):
    person = sign_in(client)
    story = make_story(headline=SECRET)
    tell(person, f"{SECRET} was handed in.", story, NoticeKind.SUBMITTED)
    assert SECRET in client.get(INBOX).text
    Story.objects.update(is_restricted=True)
    html = client.get(INBOX).text
    assert (SECRET in html, "a story that you see no longer" in html) == (False, True)


def test_empty_inbox_says_when_one_comes(client):
    sign_in(client)
    html = client.get(INBOX).text
    assert ("There are no notices." in html, "Mark all as read" in html) == (True, False)


def test_inbox_asks_as_much_for_many_as_for_one(client, django_assert_num_queries):
    person = sign_in(client)
    for number in (1, 4):
        for _ in range(number):
            tell(person)
        client.get(INBOX)
        with django_assert_num_queries(10):
            assert len(shown(client)) in (1, 5)


def test_inbox_is_read_page_by_page(client):
    person, now = sign_in(client), timezone.now()
    story = make_story()
    Notice.objects.bulk_create(
        Notice(person=person, kind="approved", story=story, text=str(n), created_at=now) for n in range(35)
    )
    assert [notice.text for notice, *_ in client.get(f"{INBOX}?page=2").context["rows"]] == ["4", "3", "2", "1", "0"]


def boxes(client):
    form = client.get(MAILS).context["form"]
    return {str(box.data["value"]) for box in form["mailed"]}, set(form.initial["mailed"])


def test_every_kind_is_mailed_until_it_is_switched_off(client):
    person = sign_in(client, "publisher", email="ada@tidewater.example")
    assert boxes(client) == (set(NoticeKind.values), set(NoticeKind.values))
    client.post(MAILS, {"mailed": ["approved", "hidden"]})
    assert boxes(client)[1] == {"approved", "hidden"}
    assert set(User.objects.get(pk=person.pk).muted) == set(NoticeKind.values) - {"approved", "hidden"}


def test_kinds_that_a_role_never_gets_are_not_offered(client):
    sign_in(client, "reporter")
    assert set(NoticeKind.values) - boxes(client)[0] == {"submitted", "hidden"}


def test_choice_that_is_not_offered_stays_as_it_was_and_is_not_taken(client):
    person = sign_in(client, "reporter", muted=["hidden"])
    client.post(MAILS, {"mailed": ["approved"]})
    assert "hidden" in User.objects.get(pk=person.pk).muted
    answer = client.post(MAILS, {"mailed": ["hidden"]})
    assert "not one of the available choices" in answer.text


def test_choice_is_ones_own(client):
    other = make_user("editor")
    sign_in(client)
    client.post(MAILS, {"mailed": [], "person": other.pk})
    assert User.objects.get(pk=other.pk).muted == []


def test_person_without_an_address_is_told_so(client):
    sign_in(client)
    assert "your account has no e-mail address" in client.get(MAILS).text
    sign_in(client, email="ada@tidewater.example")
    assert "Mails go to ada@tidewater.example." in client.get(MAILS).text


@pytest.mark.parametrize("address", [INBOX, READ, MAILS])
def test_nobody_gets_there_without_signing_in(client, address):
    assert [client.get(address).status_code, client.post(address).status_code] == [302, 302]
