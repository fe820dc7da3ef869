"""The bar of the story form over HTTP: the preview of what is typed, who may use the bar, and the next in review."""

import pytest
from django.urls import reverse

from articles.models import Edition, Story
from articles.vocabulary import AILevel, Status
from factories.desk import ADD, change_url, desk, form_data
from factories.desk import bar_url as url
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_section, make_story, make_tag, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def preview(client, story=None, ui="en", **typed):
    return client.post(f"{url('live_preview', story)}?ui={ui}", form_data(story, **typed))


@pytest.mark.parametrize(
    "typed",
    [
        {"section": "999"},
        {"section": "²"},
        {"lead_picture": "x"},
        {"language": "xx"},
        {"headline": "h" * 300},
        {"tags": ["e\u0301" + "\u0301" * 300]},
        {"slug": "🎉"},
        {"ai_body": "telepathy"},
        {"ai_tools": ["9" * 30]},
        {"sources": "http://nowhere at all://x"},
        {"kind": "gossip"},
        {"bylines": [("9" * 30, "x", "y")], "related": [("x", 0)]},
        {"bylines-TOTAL_FORMS": "9" * 30},
    ],
)
@pytest.mark.parametrize("is_new", [True, False])
def test_odd_values_break_neither_check_nor_preview_nor_keeping(client, typed, is_new):
    desk(client)
    story = None if is_new else make_story()
    typed = form_data(story, **{name: value for name, value in typed.items() if "TOTAL" not in name}) | {
        name: value for name, value in typed.items() if "TOTAL" in name
    }
    for name in ("publish_check", "live_preview", "autosave"):
        assert client.post(url(name, story), typed).status_code == 200
    assert client.get(change_url(story) if story else reverse(ADD)).status_code == 200


def test_preview_is_the_readers_page_of_what_is_typed(client):
    desk(client)
    author = make_author("Ada Reed")
    story = make_story(headline="One boat", tags=[make_tag("harbour")])
    typed = {
        "headline": "Two boats",
        "tags": ["rain"],
        "bylines": [(author.pk, "reporting", 0)],
        "ai_body": "generated",
    }
    page = preview(client, story, **typed).content.decode()
    for words in ("Two boats", "Ada Reed", "rain", "Preview: not published"):
        assert words in page
    assert "One boat" not in page
    assert "Reported by AI" in page or "AI" in page
    assert Story.objects.get().headline == "One boat"


def test_preview_of_a_new_story_in_another_language_of_the_interface(client):
    desk(client)
    make_section()
    page = preview(client, ui="yo", headline="Two boats", section=make_section("rain").pk).content.decode()
    assert '<html lang="yo"' in page
    assert "Two boats" in page


def test_preview_has_readers_policy_and_only_the_desk_frames_it(client):
    desk(client)
    story = make_story()
    response = preview(client, story)
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "default-src 'none'" in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert response.headers["Cache-Control"].startswith("private, no-store")
    assert response.headers["X-Robots-Tag"] == "noindex"
    for address in (change_url(story), reverse("admin:articles_story_preview", args=[story.pk]), "/"):
        other = client.get(address)
        assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
        assert other.headers["X-Frame-Options"] == "DENY"


ROLES = ["reporter", "other reporter", "editor", "publisher", "administrator", "superuser", "anonymous"]


@pytest.mark.parametrize("role", ROLES)
def test_who_may_check_and_preview(client, role):
    story = make_story(headline="Secret harbour deal")
    if role == "superuser":
        client.force_login(make_user(superuser=True))
    elif role != "anonymous":
        person = desk(client, role.removeprefix("other "))
        if role == "reporter":
            Story.objects.update(created_by=person)
    allowed = role not in {"other reporter", "administrator", "anonymous"}
    for name in ("publish_check", "live_preview"):
        assert (client.post(url(name, story), form_data(story)).status_code == 200) == allowed
        assert (client.post(url(name), form_data()).status_code == 200) == (allowed or role == "other reporter")
        assert client.get(url(name, story)).status_code in {405, 302}


def test_next_in_review_is_the_one_that_waits_longest(client):
    desk(client)
    first, second, third = (make_story(status=Status.IN_REVIEW) for _ in range(3))
    assert client.get(url("next", first)).headers["Location"] == change_url(second)
    assert client.get(url("next", third)).headers["Location"] == change_url(first)
    Story.objects.exclude(pk=first.pk).update(status=Status.DRAFT)
    assert client.get(url("next", first)).headers["Location"] == reverse("admin:articles_story_changelist")


def test_next_in_review_is_no_story_that_one_does_not_see(client):
    reporter = desk(client, "reporter")
    mine = make_story(created_by=reporter)
    make_story(status=Status.IN_REVIEW)
    assert client.get(url("next", mine)).headers["Location"] == reverse("admin:articles_story_changelist")


# Bad input at the form itself.


def test_pasted_document_of_200_pages_is_saved_kept_and_merged(client):
    desk(client)
    story, body = make_story(), "<p>Ọjà ṣí ní òwúrọ̀. The ferry came home late and wet.</p>" * 9000
    stale = form_data(story, body=body)
    assert client.post(url("autosave", story), stale).status_code == 200
    client.post(change_url(story), form_data(story, headline="Two boats"))
    assert client.post(change_url(story), stale).status_code == 409
    story.refresh_from_db()
    client.post(change_url(story), stale | {"opened_version": story.version})
    assert len(Story.objects.get().body) > 450_000


def test_tag_of_300_combining_marks_is_refused_with_everything_kept(client):
    desk(client)
    tag = "e" + "\u0301" * 300
    response = client.post(reverse(ADD), form_data(tags=["harbour", tag], headline="Typed"))
    form = response.context["adminform"].form
    assert list(form.errors) == ["tags"]
    assert (form["headline"].value(), form["tags"].value()) == ("Typed", ["harbour", tag])


def test_row_of_another_storys_byline_is_refused_and_stays_there(client):
    desk(client)
    author = make_author()
    other = make_story(authors=[author])
    row, story = other.bylines.get(), make_story()
    rows = {"bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 1, "bylines-0-id": row.pk, "bylines-0-story": story.pk}
    rows |= {"bylines-0-author": author.pk, "bylines-0-role": "editing", "bylines-0-position": 0}
    for deleted in ({}, {"bylines-0-DELETE": "on"}):
        response = client.post(change_url(story), form_data(story, headline="Typed") | rows | deleted)
        assert deleted or response.context["adminform"].form["headline"].value() == "Typed"
        row.refresh_from_db()
        assert (row.story, row.role) == (other, "reporting")
        assert not story.bylines.exists()


def test_posted_fields_that_the_form_does_not_show_change_nothing(client):
    desk(client)
    story = make_live().story
    hidden = {"status": "approved", "is_live": "", "version": 99, "first_published_on": "2020-01-01", "created_by": "1"}
    hidden |= {"embargo_until": "2030-01-01", "is_restricted": "on", "translation_key": "x", "ai_ever": "automated"}
    client.post(change_url(story), form_data(story, headline="Typed") | hidden)
    stored = Story.objects.get()
    assert (stored.headline, stored.status, stored.is_live, stored.version) == ("Typed", Status.DRAFT, True, 2)
    assert (stored.first_published_on, stored.is_restricted) == (story.first_published_on, False)
    assert (stored.ai_ever, stored.created_by, stored.embargo_until) == (AILevel.NONE, None, None)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("role", ["reporter", "editor", "publisher"])
@pytest.mark.parametrize("rows", [1, 8])
def test_form_opens_with_a_constant_number_of_queries(client, role, rows, django_assert_max_num_queries):
    person = desk(client, role)
    authors = [make_author() for _ in range(rows)]
    related = [make_live().story for _ in range(rows)]
    tags = [make_tag() for _ in range(rows)]
    story = make_story(authors=authors, related=related, tags=tags, created_by=person)
    for _ in range(2):
        client.get(change_url(story))
        with django_assert_max_num_queries(25):
            client.get(change_url(story))
        if role != "reporter":
            publish(story, change="update")
