"""Preview links: somebody outside sees one story before it is public, and nothing else, for a time."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from articles.models import PreviewLink, Story
from articles.operations import previewing, publishing
from articles.vocabulary import Status
from factories.people import make_user
from factories.pictures import make_picture
from factories.publication import make_publication
from factories.stories import figure, make_author, make_live, make_story, make_tag, withdraw
from newsroom.audit.models import Event, Secret
from newsroom.consent.operations import policy
from newsroom.media.operations import pulling

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def make_link(story, actor=None, days=3, label="Mr Adeyemi", **fields):
    until = timezone.now() + days * DAY
    return previewing.make_link(story, actor=actor or make_user("editor"), label=label, until=until, **fields)


def path(token, prefix=""):
    return f"{prefix}/preview/{token}/"


def screen(story):
    return reverse("admin:articles_story_previews", args=[story.pk])


def plain(answer, token):
    """Return all that an address answers but for its own token."""
    headers = {name: value for name, value in answer.headers.items() if name != "ETag"}
    return answer.status_code, headers, answer.content.replace(token.encode(), b"")


# What the outsider sees.


def test_link_shows_readers_page_of_the_working_copy_with_a_note(client):
    story = make_story(headline="Boats leave", tags=[make_tag("boats")], authors=[make_author("Ada Reed")])
    page = client.get(path(make_link(story).token))
    assert page.status_code == 200
    assert [w for w in ("Boats leave", "boats", "Ada Reed", "Preview: not published") if w not in page.text] == []


def test_link_follows_the_saves(client):
    story = make_story(headline="Boats leave")
    token = make_link(story).token
    Story.objects.update(headline="Boats stay")
    assert "Boats stay" in client.get(path(token)).text


def test_page_is_kept_indexed_and_named_nowhere(client):
    headers = client.get(path(make_link(make_story()).token)).headers
    said = {name: headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")}
    assert said == {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    assert not {"ETag", "Last-Modified", "Set-Cookie"} & set(headers)


def test_page_says_noindex_and_has_no_counter(client):
    policy.install_defaults(analytics_enabled=True)
    page = client.get(path(make_link(make_story()).token)).text
    assert '<meta name="robots" content="noindex' in page
    assert "counter.js" not in page and "/consent/" not in page


def test_page_is_there_in_every_language_of_the_interface(client):
    token = make_link(make_story(headline="Boats leave")).token
    pages = [client.get(path(token, prefix)) for prefix in ("", "/yo", "/ar")]
    assert ["Boats leave" in page.text for page in pages] == [True] * 3
    assert 'dir="rtl"' in pages[2].text.split("<head>")[0]


def test_pictures_are_the_public_files_and_no_other(client):
    lead, second, gone = make_picture(), make_picture(), make_picture()
    story = make_story(lead_picture=lead, body=f"<p>Words.</p>{figure(second)}{figure(gone)}")
    pulling.pull(gone, actor=make_user("editor"), reason="It shows the wrong person.")
    page = client.get(path(make_link(story).token)).text
    shown = set(re.findall(r"/media/[0-9a-f]{2}/[0-9a-f]+/[0-9]+\.jpg", page))
    public = {image["url"] for picture in (lead, second) for spec in picture.renditions for image in
              picture.images(spec, "jpeg")}  # fmt: skip
    assert shown and shown <= public
    assert "/admin/" not in page
    answer = client.get(sorted(shown)[0])
    assert (answer.status_code, bool(answer.getvalue())) == (200, True)


def test_other_peoples_drafts_are_not_around_it(client):
    tag = make_tag("boats")
    make_story(headline="Secret deal", tags=[tag])
    story = make_story(tags=[tag], related=[make_story(headline="Another secret")])
    page = client.get(path(make_link(story).token)).text
    assert "ecret" not in page


# Where it leads once it is over.


def test_published_story_is_read_at_its_own_address(client):
    story = make_story()
    token = make_link(story).token
    edition = publishing.publish(story, actor=make_user("editor"))
    answer = client.get(path(token))
    assert (answer.status_code, answer.url) == (302, edition.get_absolute_url())
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_link_shows_what_is_to_change_in_a_live_story_until_that_is_out(client):
    story = make_live(headline="Boats leave").story
    token = make_link(story).token
    Story.objects.update(headline="Boats stay", version=2)
    assert "Boats stay" in client.get(path(token)).text
    publishing.publish(Story.objects.get(), actor=make_user("editor"), change="minor")
    assert client.get(path(token)).status_code == 302


@pytest.mark.parametrize("leave", [lambda e: publishing.hide(e.story, actor=make_user("editor")), withdraw])
def test_link_brings_nothing_back_that_was_taken_from_readers(client, leave):
    edition = make_live(headline="Boats leave")
    token = make_link(edition.story).token
    leave(edition)
    answer = client.get(path(token), follow=True)
    assert (answer.status_code, "Boats leave" in answer.text) == (410, False)


def revoked(made):
    previewing.revoke(made.link, actor=make_user("editor"))


def expired(made):
    PreviewLink.objects.update(expires_at=timezone.now())


def left(made):
    made.link.made_by.is_active = False
    made.link.made_by.save()


def erased(made):
    made.link.made_by.delete()


def shut_out(made):
    Story.objects.update(is_restricted=True)


@pytest.mark.parametrize("end", [revoked, expired, left, erased, shut_out])
def test_link_that_is_over_answers_as_a_random_address(client, end):
    made = make_link(make_story())
    assert client.get(path(made.token)).status_code == 200
    end(made)
    random = "x" * 43
    assert plain(client.get(path(made.token)), made.token) == plain(client.get(path(random)), random)


def test_tampered_link_is_the_plain_404(client):
    token = make_link(make_story()).token
    tampered = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert client.get(path(tampered)).status_code == 404
    assert client.get(path(token[:-1])).status_code == 404
    assert "no-referrer" not in client.get(path(tampered)).headers["Referrer-Policy"]


# What is kept.


def test_token_is_long_and_only_its_hash_is_kept():
    made = make_link(make_story())
    row = PreviewLink.objects.values().get()
    assert len(made.token) >= 43 and made.token not in repr(row)
    assert row["token_sha256"] == hashlib.sha256(made.token.encode()).hexdigest()
    assert make_link(make_story()).token != made.token


def test_links_are_on_record_without_their_token_or_whom_they_are_for():
    made = make_link(make_story(), label="Mr Adeyemi")
    previewing.revoke(made.link, actor=make_user("editor"))
    previewing.revoke(made.link, actor=make_user("editor"))
    events = Event.objects.filter(action__startswith="preview.").order_by("seq")
    assert [event.action for event in events] == ["preview.made", "preview.revoked"]
    said = "".join(event.payload for event in events)
    assert made.token not in said + repr(list(Secret.objects.values())) and "Adeyemi" not in said


# The screen.


def test_address_is_shown_once_and_works(client):
    client.force_login(make_user("editor"))
    story = make_story(language="yo")
    page = client.post(screen(story), {"label": "Mr Adeyemi", "days": "7"})
    found = re.search(r'value="https://tidewater.example(/yo/preview/[A-Za-z0-9_-]{43}/)"', page.text)[1]
    assert "no-store" in page.headers["Cache-Control"]
    again = client.get(screen(story)).text
    assert "Mr Adeyemi" in again and found.split("/")[3] not in again
    client.logout()
    assert client.get(found).status_code == 200


@pytest.mark.parametrize(("typed", "words"), [
    ({"label": "", "days": "7"}, "Say who it is for"),
    ({"label": "Mr Adeyemi", "days": "4000"}, "Select a valid choice"),
])  # fmt: skip
def test_link_for_nobody_or_for_ever_is_refused_in_words(client, typed, words):
    client.force_login(make_user("editor"))
    answer = client.post(screen(make_story()), typed)
    assert answer.status_code == 422 and words in answer.text
    assert not PreviewLink.objects.exists()


def test_link_is_ended_on_the_screen(client):
    client.force_login(make_user("editor"))
    story = make_story()
    made = make_link(story)
    client.post(screen(story), {"revoke": made.link.pk})
    assert client.get(path(made.token)).status_code == 404
    assert "leads nowhere now" in client.get(screen(story)).text


def test_link_of_another_story_is_not_ended_here(client):
    client.force_login(make_user("editor"))
    made = make_link(make_story())
    assert client.post(screen(make_story()), {"revoke": made.link.pk}).status_code == 404
    assert PreviewLink.objects.get().revoked_at is None


def draft_of(person):
    return make_story(created_by=person)


def of_others(person):
    return make_story()


def restricted(person):
    return make_story(is_restricted=True)


def restricted_and_named(person):
    story = make_story(is_restricted=True)
    story.collaborators.add(person)
    return story


def handed_in(person):
    return make_story(created_by=person, status=Status.IN_REVIEW)


MAY = {
    "reporter": {draft_of, restricted_and_named},
    "editor": {draft_of, of_others, restricted_and_named, handed_in},
    "publisher": {draft_of, of_others, restricted, restricted_and_named, handed_in},
    "administrator": set(),
}


@pytest.mark.parametrize("make", [draft_of, of_others, restricted, restricted_and_named, handed_in])
@pytest.mark.parametrize("role", MAY)
def test_link_is_made_by_those_who_see_and_edit_the_story(client, role, make):
    person = make_user(role)
    client.force_login(person)
    answer = client.post(screen(make(person)), {"label": "Mr Adeyemi", "days": "1"})
    assert (answer.status_code == 200) == (make in MAY[role]) == PreviewLink.objects.exists()


def test_deeds_ask_for_themselves():
    reporter, made = make_user("reporter"), make_link(make_story())
    with pytest.raises(PermissionDenied):
        make_link(make_story(), reporter)
    with pytest.raises(PermissionDenied):
        previewing.revoke(made.link, actor=reporter)


def test_reporter_ends_their_own_link_once_the_story_is_handed_in(client):
    reporter = make_user("reporter")
    client.force_login(reporter)
    story = make_story(created_by=reporter)
    mine, theirs = make_link(story, reporter, label="My source"), make_link(story, label="Our lawyer")
    Story.objects.update(status=Status.IN_REVIEW)
    page = client.get(screen(story)).text
    assert "My source" in page and "Our lawyer" not in page
    client.post(screen(story), {"revoke": mine.link.pk})
    assert client.post(screen(story), {"revoke": theirs.link.pk}).status_code == 403
    assert set(PreviewLink.objects.filter(revoked_at=None)) == {theirs.link}
