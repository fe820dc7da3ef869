"""What nobody may see who is not named on it, at every door of the desk: a restricted story, and others' drafts."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from articles.models import Autosave, FrontPage, Notice, Story, Tag
from articles.operations import planning, publishing, revisions
from articles.vocabulary import AILevel
from factories.desk import change_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import figure, make_author, make_live, make_picture, make_section, make_story, make_tag

pytestmark = pytest.mark.django_db
SECRET = "Zaffrevault"
STORIES = "/admin/articles/story/"


def screens():
    """Every address of the story admin that names a story."""
    resolver = next(one for one in get_resolver().url_patterns if str(one.pattern) == "admin/")
    stories = next(one for one in resolver.url_patterns if str(one.pattern) == "articles/story/")
    named = [one for one in stories.url_patterns if isinstance(one, URLPattern) and one.name]
    return sorted({one.name for one in named if {"pk", "object_id"} & set(one.pattern.converters)})


@pytest.fixture
def publisher():
    return make_user("publisher")


@pytest.fixture(params=["editor", "reporter"])
def outsider(request, client):
    """Somebody of the desk who is not named on the story."""
    make_publication()
    person = make_user(request.param)
    client.force_login(person)
    return person


@pytest.fixture
def secret(outsider, publisher):
    """A restricted draft with a headline, words, a tag, a picture, a translation and others that point to it."""
    picture, tag = make_picture(), make_tag("harbour")
    story = make_story(
        headline=f"{SECRET} headline",
        standfirst=f"{SECRET} standfirst",
        body=f"<p>{SECRET} body</p>{figure(picture)}",
        desk_note=f"{SECRET} note",
        tags=[tag],
        level=AILevel.GENERATED,
        lead_picture=picture,
        authors=[make_author("Ada Reed")],
        section=make_section("vault"),
        status="in_review",
        created_by=publisher,
        is_restricted=True,
    )
    revisions.keep(story, revisions.SAVE, actor=publisher)
    return story


def shows(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return SECRET in content.decode()


@pytest.mark.parametrize("name", screens())
def test_screen_of_a_story_is_not_there_for_who_does_not_see_it(client, secret, name):
    args = [secret.pk, secret.revisions.first().pk][: 2 if name.endswith("_restore") else 1]
    address = reverse(f"admin:{name}", args=args)
    before = list(Story.objects.values())
    for response in (client.get(address), client.post(address, form_data(secret, note="x", to="open", reason="x"))):
        assert response.status_code in {302, 403, 404, 405}
        assert not shows(response)
        assert not shows(client.get(response["Location"])) if response.status_code == 302 else True
    assert list(Story.objects.values()) == before


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/articles/",
        STORIES,
        f"{STORIES}?q={SECRET.lower()}",
        f"{STORIES}?state=in_review",
        f"{STORIES}?restricted=yes",
        f"{STORIES}?check=needed",
        f"{STORIES}checks/",
        f"{STORIES}compliance/",
        f"{STORIES}compliance.csv",
        f"{STORIES}stories.csv",
        f"{STORIES}related-options/?term={SECRET.lower()}",
        f"{STORIES}related-options/?term=",
        f"{STORIES}tag-options/?term=",
        "/admin/articles/tag/",
        f"/admin/articles/tag/?q={SECRET.lower()}",
        "/admin/articles/author/",
        "/admin/articles/section/",
        "/admin/articles/aireport/",
        "/admin/articles/frontpage/",
        "/admin/media/picture/",
        "/admin/audit/event/",
        f"/admin/autocomplete/?app_label=articles&model_name=relatedstory&field_name=related&term={SECRET.lower()}",
        f"/admin/autocomplete/?app_label=articles&model_name=story&field_name=translation_of&term={SECRET.lower()}",
        f"/admin/autocomplete/?app_label=articles&model_name=frontpin&field_name=story&term={SECRET.lower()}",
        f"/admin/autocomplete/?app_label=articles&model_name=breaking&field_name=story&term={SECRET.lower()}",
    ],
)
def test_list_or_search_does_not_show_it(client, secret, address):
    assert not shows(client.get(address))


def test_what_surrounds_it_does_not_show_it(client, secret):
    picture, tag, author = secret.lead_picture, secret.tags.get(), secret.authors.get()
    for address in (
        reverse("admin:media_picture_change", args=[picture.pk]),
        reverse("admin:media_picture_delete", args=[picture.pk]),
        reverse("admin:articles_tag_change", args=[tag.pk]),
        reverse("admin:articles_tag_delete", args=[tag.pk]),
        reverse("admin:articles_tag_merge") + f"?tag={tag.pk}&tag={make_tag().pk}",
        reverse("admin:articles_author_change", args=[author.pk]),
        reverse("admin:articles_author_delete", args=[author.pk]),
        reverse("admin:articles_section_change", args=[secret.section.pk]),
        reverse("admin:articles_section_delete", args=[secret.section.pk]),
        reverse("admin:articles_story_changelist") + f"?section__id__exact={secret.section.pk}",
    ):
        assert not shows(client.get(address)), address


def test_deleting_several_does_not_show_it(client, secret):
    for model, key in (
        ("tag", Tag.objects.get().pk),
        ("section", secret.section_id),
        ("author", secret.authors.get().pk),
    ):
        posted = {"action": "delete_selected", "_selected_action": key, "index": 0}
        assert not shows(client.post(f"/admin/articles/{model}/", posted, follow=True)), model
    posted = {"action": "delete_selected", "_selected_action": secret.lead_picture_id, "index": 0}
    assert not shows(client.post("/admin/media/picture/", posted, follow=True))


def test_story_that_points_to_it_does_not_show_it_and_keeps_pointing(client, outsider, secret):
    story = make_story(created_by=outsider, related=[secret], language="yo")
    Story.objects.filter(pk=story.pk).update(translation_key=secret.translation_key, translation_of=secret)
    row = story.related_links.get()
    page = client.get(change_url(story))
    assert not shows(page)
    offered = page.context["adminform"].form
    data = form_data(story, headline="Mended", translation_of=offered["translation_of"].value())
    data |= {
        "related_links-TOTAL_FORMS": 1,
        "related_links-INITIAL_FORMS": 1,
        "related_links-0-id": row.pk,
        "related_links-0-story": story.pk,
        "related_links-0-related": secret.pk,
        "related_links-0-position": 0,
    }
    response = client.post(change_url(story), data)
    story.refresh_from_db()
    assert (response.status_code, story.headline) == (302, "Mended")
    assert (story.related_links.get().related_id, story.translation_key) == (secret.pk, secret.translation_key)
    for address in ("history", "preview"):
        assert not shows(client.get(change_url(story).replace("change", address)))
    assert not shows(client.get(reverse("admin:articles_story_compare", args=[story.pk])))


def test_story_is_not_newly_related_to_it_nor_made_its_translation(client, outsider, secret):
    story = make_story(created_by=outsider, language="yo")
    client.post(change_url(story), form_data(story, related=[(secret.pk, 0)], headline="Pried"))
    client.post(change_url(story), form_data(story, translation_of=secret.pk, headline="Pried"))
    story.refresh_from_db()
    assert (story.headline != "Pried", story.related_links.count()) == (True, 0)
    assert story.translation_key != secret.translation_key


def test_publish_check_and_live_preview_of_another_story_do_not_show_it(client, outsider, secret):
    story = make_story(created_by=outsider)
    for name in ("publish_check", "live_preview", "readers_see"):
        address = reverse(f"admin:articles_story_{name}", args=[story.pk])
        data = form_data(story, related=[(secret.pk, 0)], translation_of=secret.pk)
        assert not shows(client.post(address, data))


def test_what_one_did_to_it_before_is_not_told_afterwards(client, outsider, publisher, secret):
    planning.restrict(secret, False, actor=publisher)
    planning.assign(secret, actor=publisher, assignee=outsider, collaborators=[])
    Story.objects.filter(pk=secret.pk).update(status="draft")
    secret.refresh_from_db()
    client.post(change_url(secret), form_data(secret, headline=f"{SECRET} again"))
    assert shows(client.get("/admin/"))
    planning.assign(secret, actor=publisher, assignee=None, collaborators=[])
    planning.restrict(secret, True, actor=publisher)
    assert not shows(client.get("/admin/"))


def test_notice_reaches_nobody_who_does_not_see_it(outsider, publisher, secret):
    Story.objects.filter(pk=secret.pk).update(status="draft")
    secret.refresh_from_db()
    publishing.submit(secret, actor=publisher)
    assert not Notice.objects.filter(person=outsider).exists()


def test_next_in_review_leads_past_it(client, outsider, secret):
    story = make_story(created_by=outsider)
    response = client.get(reverse("admin:articles_story_next", args=[story.pk]))
    assert str(secret.pk) not in response["Location"].split("/")


def test_headline_readers_see_is_all_that_is_told_of_a_live_one(client, outsider, publisher):
    live = make_live(headline="Ferry sinks").story
    Story.objects.filter(pk=live.pk).update(headline=f"{SECRET} sank it", is_restricted=True, version=9)
    response = client.get(f"{STORIES}related-options/?term=ferry")
    assert response.json()["results"] == [{"id": str(live.pk), "text": "Ferry sinks"}]
    FrontPage.objects.create(language="en").pins.create(story=live)
    page = client.get(reverse("admin:articles_frontpage_change", args=[FrontPage.objects.get().pk]))
    assert not shows(page)


def test_words_typed_into_it_are_kept_for_nobody_else(client, outsider, secret, publisher):
    Autosave.objects.create(
        person=publisher, story=secret, form=f"headline={SECRET}", opened_version=1, saved_at="2026-01-01T00:00Z"
    )
    assert client.get(reverse("admin:articles_story_autosave", args=[secret.pk])).status_code in {403, 404}


def test_reporter_does_not_see_what_others_write(client):
    make_publication()
    reporter, other = make_user("reporter"), make_user("reporter")
    story = make_story(headline=f"{SECRET} draft", created_by=other, tags=[make_tag()])
    client.force_login(reporter)
    for name in screens():
        args = [story.pk, 1][: 2 if name.endswith("_restore") else 1]
        response = client.get(reverse(f"admin:{name}", args=args))
        assert response.status_code in {302, 403, 404, 405}, name
        assert not shows(response), name
    for query in ("", f"?q={SECRET.lower()}", "?state=draft", "?whose=named"):
        assert not shows(client.get(f"{STORIES}{query}"))
    assert not shows(client.get(f"{STORIES}related-options/?term={SECRET.lower()}"))


@pytest.mark.parametrize("person", ["named", "publisher", "superuser"])
def test_named_people_publishers_and_superusers_see_it(client, publisher, person):
    make_publication()
    story = make_story(headline=SECRET, is_restricted=True)
    people = {"named": make_user("editor"), "publisher": publisher, "superuser": make_user(superuser=True)}
    planning.assign(story, actor=publisher, assignee=None, collaborators=[people["named"]])
    client.force_login(people[person])
    assert shows(client.get(change_url(story)))
    assert shows(client.get(f"{STORIES}?q={SECRET.lower()}"))
