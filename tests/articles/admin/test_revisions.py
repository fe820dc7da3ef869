"""The revisions of a story at the desk: kept by each save and deed, compared by words, brought back by who may."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Edition, Revision, Story
from articles.operations import revisions
from articles.vocabulary import AILevel
from factories.desk import ADD, change_url, deed_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import (
    figure,
    make_author,
    make_live,
    make_picture,
    make_section,
    make_story,
    make_tag,
    make_tool,
)
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db
WHY = "The tool was named by mistake."


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def desk(client, role="editor", **fields):
    person = make_user(role, **fields)
    client.force_login(person)
    return person


def save(client, story, **typed):
    story.refresh_from_db()
    client.post(change_url(story), form_data(story, **typed))
    story.refresh_from_db()
    return story


def url(view, story, *more):
    return reverse(f"admin:articles_story_{view}", args=[story.pk, *more])


def page_of(client, address):
    return client.get(address).content.decode()


def kept(story):
    return list(story.revisions.order_by("pk").values_list("deed", "version"))


def restore(client, story, revision, **typed):
    return client.post(url("restore", story, revision.pk), typed, follow=True).content.decode()


def test_every_save_keeps_a_revision_and_the_first_what_was_before(client):
    editor, story = desk(client), make_story(headline="One boat")
    save(client, story, headline="Two boats")
    save(client, story, headline="Three boats")
    assert kept(story) == [("before", 1), ("save", 2), ("save", 3)]
    assert [row.content["headline"] for row in story.revisions.all()] == ["Three boats", "Two boats", "One boat"]
    assert story.revisions.first().made_by == editor


def test_new_story_keeps_its_first_words(client):
    desk(client)
    author, tag, other = make_author("Ada Reed"), make_tag("harbour"), make_live().story
    rows = {"bylines": [(author.pk, "reporting", 0)], "related": [(other.pk, 0)]}
    client.post(reverse(ADD), form_data(tags=["harbour"], ai_headline="generated", **rows))
    content = Revision.objects.get(deed="save").content
    assert content["tags"] == [tag.name]
    assert (content["bylines"], content["related"]) == ([[author.pk, "reporting"]], [other.pk])
    assert content["levels"] == {"body": "none", "headline": "generated"}


def test_save_without_a_change_keeps_nothing(client):
    desk(client)
    story = make_story()
    save(client, story)
    assert "save" not in dict(kept(story))


def test_deed_at_the_door_keeps_a_revision(client):
    desk(client)
    story = make_story()
    client.post(deed_url(story, "publish"))
    assert kept(story) == [("publish", 1)]


def test_history_says_who_when_and_what_changed(client):
    desk(client, username="ada")
    story = make_story()
    save(client, story, headline="Two boats", standfirst="Late.")
    page = page_of(client, url("history", story))
    assert "<td>ada</td>" in page
    assert "<td>Saved</td>" in page
    assert "Headline, Standfirst" in page


def test_two_revisions_are_compared_by_words(client):
    desk(client)
    story = make_story(body="<p>The ferry came home at dawn.</p>")
    save(client, story, body="<p>The ferry came home at noon.</p>")
    first, second = story.revisions.order_by("pk")
    page = page_of(client, f"{url('compare', story)}?from={first.pk}&to={second.pk}")
    assert "taken out: </span>dawn." in page
    assert "put in: </span>noon." in page
    assert "The ferry came home at" in page


def test_compare_says_where_only_the_setting_differs(client):
    desk(client)
    story = make_story(body="<p>The ferry came home.</p>")
    save(client, story, body="<p>The <strong>ferry</strong> came home.</p>")
    page = page_of(client, f"{url('compare', story)}?from={story.revisions.last().pk}")
    assert "how they are set differs" in page


def test_compare_names_a_related_story_only_as_far_as_the_person_may_read_it(client):
    reporter = desk(client, "reporter")
    story = make_story(created_by=reporter)
    revisions.keep(story, "save", actor=reporter)
    story.related_links.create(related=make_story(headline="Secret harbour deal"))
    page = page_of(client, f"{url('compare', story)}?from={story.revisions.get().pk}")
    assert "A story that you do not see" in page
    assert "Secret harbour deal" not in page


@pytest.mark.parametrize("query", ["from=x", "from=0", "to=²", f"from={'9' * 40}"])
def test_revision_that_is_none_is_not_found(client, query):
    desk(client)
    assert client.get(f"{url('compare', make_story())}?{query}").status_code == 404


def test_revision_of_another_story_is_not_found(client):
    desk(client)
    other = revisions.keep(make_story(headline="Secret"), "save", actor=None)
    story = make_story()
    assert client.get(f"{url('compare', story)}?from={other.pk}").status_code == 404
    assert client.post(url("restore", story, other.pk)).status_code == 404


def test_restore_brings_everything_back_as_a_new_save(client):
    editor = desk(client)
    author, other, picture = make_author("Ada Reed"), make_live().story, make_picture()
    story = make_story(
        headline="One boat", authors=[author], related=[other], tags=[make_tag("harbour")], lead_picture=picture
    )
    save(client, story, headline="Two boats", body="<p>Else.</p>", tags=["rain"], lead_picture="")
    story.bylines.all().delete()
    first = story.revisions.last()
    restore(client, story, first)
    story.refresh_from_db()
    assert (story.headline, story.lead_picture, story.version) == ("One boat", picture, 3)
    assert (story.authors.get(), story.related.get(), story.tags.get().name) == (author, other, "harbour")
    newest = story.revisions.first()
    assert (newest.deed, newest.made_by, newest.content["headline"]) == ("restore", editor, "One boat")
    assert Event.objects.filter(action="story.restored").exists()


def test_restore_never_touches_readers(client):
    desk(client)
    story = make_live(headline="One boat").story
    save(client, story, headline="Two boats")
    client.post(deed_url(story, "publish"), {"change": "minor"})
    first = story.revisions.filter(content__headline="One boat").first()
    restore(client, story, first)
    assert Edition.objects.live().get().headline == "Two boats"
    assert Story.objects.get(pk=story.pk).state == "Live · unpublished changes"


def test_what_is_gone_is_named_and_left_out(client):
    desk(client)
    section, author, lead, inside = make_section("fire"), make_author("Ada Reed"), make_picture(), make_picture()
    body = f"<p>One.</p>{figure(inside)}"
    story = make_story(section=section, authors=[author], lead_picture=lead, body=body)
    named = str(lead)
    save(client, story, section=make_section("rain").pk, lead_picture="", body="<p>Two.</p>")
    story.bylines.all().delete()
    for gone in (author, section, lead, inside):
        type(gone).objects.filter(pk=gone.pk).delete()
    page = restore(client, story, story.revisions.last())
    story.refresh_from_db()
    assert (story.section.slug, story.lead_picture, story.body) == ("rain", None, "<p>One.</p>")
    for words in ("The section “Fire” is gone", named, "Ada Reed is no longer", "1 picture in the body"):
        assert words in page


def test_answer_about_ai_never_comes_back_weaker_without_a_reason(client):
    desk(client)
    story = make_story()
    save(client, story, ai_body="generated", ai_tools=[make_tool().pk])
    page = restore(client, story, story.revisions.last())
    assert "What AI did" in page
    assert story.disclosures.get(part="body").level == AILevel.GENERATED
    assert story.ai_tools.exists()


def test_answer_about_ai_comes_back_weaker_with_a_reason(client):
    desk(client)
    story = make_story()
    save(client, story, ai_body="generated")
    refused = client.post(url("restore", story, story.revisions.last().pk), {"reason": "Wrong."})
    assert refused.status_code == 422
    restore(client, story, story.revisions.last(), reason=WHY)
    story.refresh_from_db()
    assert (story.disclosures.get(part="body").level, story.ai_reason) == (AILevel.NONE, WHY)
    assert story.ai_ever == AILevel.GENERATED


def test_stronger_answer_about_a_part_comes_back_and_none_is_taken_away(client):
    desk(client)
    story = make_story(levels={"headline": AILevel.GENERATED})
    save(client, story, ai_body="edited", ai_headline="")
    restore(client, story, story.revisions.last())
    said = dict(story.disclosures.values_list("part", "level"))
    assert said == {"body": "edited", "headline": "generated"}


def test_restore_of_a_story_saved_meanwhile_is_refused(client):
    desk(client)
    story = make_story()
    save(client, story, headline="Two boats")
    seen = client.get(url("restore", story, story.revisions.last().pk)).context["seen"]
    save(client, story, headline="Three boats")
    response = client.post(url("restore", story, story.revisions.last().pk), {"seen": seen})
    assert response.status_code == 422
    assert Story.objects.get().headline == "Three boats"


ROLES = ["reporter", "other reporter", "editor", "publisher", "administrator", "superuser", "anonymous"]


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_and_restores(client, role):
    story = make_story(headline="Secret harbour deal")
    first = revisions.keep(story, "save", actor=None)
    if role == "superuser":
        client.force_login(make_user(superuser=True))
    elif role != "anonymous":
        person = desk(client, role.removeprefix("other "))
        if role == "reporter":
            Story.objects.update(created_by=person)
    desk_of = role in {"editor", "publisher", "superuser"}
    for address in (url("history", story), url("compare", story), f"{url('compare', story)}?from={first.pk}"):
        response = client.get(address, follow=True)
        assert ("Secret harbour deal" in response.content.decode()) == (desk_of or role == "reporter"), address
    for response in (client.get(url("restore", story, first.pk)), client.post(url("restore", story, first.pk))):
        assert (response.status_code in {200, 302} and "login" not in response.get("Location", "")) == desk_of
    assert story.revisions.filter(deed="restore").exists() == desk_of


def test_scheduled_story_is_not_restored(client):
    desk(client)
    story = make_story()
    first = revisions.keep(story, "save", actor=None)
    Story.objects.update(status="scheduled", scheduled_for="2027-01-01T12:00Z")
    assert client.post(url("restore", story, first.pk)).status_code == 403


def test_djangos_history_is_no_side_door(client):
    desk(client)
    story = make_story()
    save(client, story, headline="Secret harbour deal")
    assert LogEntry.objects.exists()
    desk(client, "reporter")
    assert client.get(url("history", story)).status_code == 404


@pytest.mark.parametrize("saves", [1, 6])
def test_history_asks_a_constant_number_of_queries(client, saves, django_assert_max_num_queries):
    desk(client)
    story = make_story()
    for number in range(saves):
        save(client, story, headline=f"{number} boats")
    with django_assert_max_num_queries(14):
        client.get(url("history", story))
