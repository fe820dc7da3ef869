import pytest
from django.urls import reverse

from articles.models import Tag, TagMerge
from articles.operations import merging
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_tag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_publication")]
LIST = "admin:articles_tag_changelist"


@pytest.fixture
def a_publication():
    return make_publication(languages=["en", "yo"])


@pytest.fixture
def desk(client):
    """Sign a person of a role in."""

    def sign_in(role="editor"):
        client.force_login(make_user(role))
        return client

    return sign_in


def merge_data(survivor, *others):
    return {"tag": [survivor.pk, *(tag.pk for tag in others)], "survivor": survivor.pk}


def test_editor_merges_tags_from_the_list(desk):
    ferry, boats = make_tag("ferry"), make_tag("boats")
    client = desk()
    chosen = client.post(reverse(LIST), {"action": "merge", "_selected_action": [ferry.pk, boats.pk]})
    assert "ferry" in client.get(chosen["Location"]).text
    assert client.post(reverse("admin:articles_tag_merge"), merge_data(ferry, boats)).status_code == 302
    assert list(Tag.objects.all()) == [ferry]


def test_one_tag_alone_is_not_merged(desk):
    answer = desk().post(reverse(LIST), {"action": "merge", "_selected_action": [make_tag().pk]}, follow=True)
    assert "Choose two tags or more" in answer.text


def test_merge_without_a_survivor_is_refused_in_words(desk):
    tags = [make_tag(), make_tag()]
    answer = desk().post(reverse("admin:articles_tag_merge"), {"tag": [tag.pk for tag in tags]})
    assert (answer.status_code, "Choose the tag that stays." in answer.text) == (422, True)


def test_merge_is_undone_from_the_tag(desk):
    ferry, boats = make_tag("ferry"), make_tag("boats")
    merge = merging.merge(ferry, [boats], actor=make_user("editor"))
    client, url = desk(), reverse("admin:articles_tag_undo_merge", args=[merge.pk])
    assert url in client.get(reverse("admin:articles_tag_change", args=[ferry.pk])).text
    client.post(url)
    assert {tag.name for tag in Tag.objects.all()} == {"ferry", "boats"}


def test_undoing_twice_says_so(desk):
    merge = merging.merge(make_tag(), [make_tag()], actor=make_user("editor"))
    client, url = desk(), reverse("admin:articles_tag_undo_merge", args=[merge.pk])
    client.post(url)
    assert "undone already" in client.post(url).text


@pytest.mark.parametrize("role", ["reporter", "administrator"])
def test_others_may_not_merge_rename_or_undo(desk, role):
    ferry, boats = make_tag("ferry"), make_tag("boats")
    merge = merging.merge(ferry, [boats], actor=make_user("editor"))
    client, others = desk(role), [make_tag(), make_tag()]
    answers = [
        client.post(reverse("admin:articles_tag_merge"), merge_data(*others)),
        client.post(reverse("admin:articles_tag_undo_merge", args=[merge.pk])),
        client.post(reverse("admin:articles_tag_change", args=[ferry.pk]), {"name": "x", "slug": ""}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert (TagMerge.objects.get().undone_at, Tag.objects.count()) == (None, 3)


def test_renaming_in_the_form_keeps_the_old_address(desk, client):
    tag = make_live(tags=[make_tag("Ferries", slug="ferries")]).tags.get()
    desk().post(reverse("admin:articles_tag_change", args=[tag.pk]), {"name": "Boats", "slug": ""})
    assert client.get("/tags/ferries/")["Location"] == "/tags/boats/"
    assert client.get("/feeds/tags/ferries/rss.xml")["Location"] == "/feeds/tags/boats/rss.xml"


def test_old_address_leads_there_in_every_language(client):
    merging.merge(make_tag("ferry", slug="ferry"), [make_tag("boats", slug="boats")], actor=make_user("editor"))
    assert client.get("/yo/tags/boats/")["Location"] == "/yo/tags/ferry/"


def test_name_that_is_anothers_is_refused_under_the_field(desk):
    make_tag("boats")
    url = reverse("admin:articles_tag_change", args=[make_tag("ferry").pk])
    assert "merge the two instead" in desk().post(url, {"name": "Boats", "slug": ""}).text
