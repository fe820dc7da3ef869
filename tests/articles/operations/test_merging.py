import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import EditionTag, StoryTag, Tag, TagAlias
from articles.operations import merging, taxonomy
from factories.people import make_user
from factories.stories import make_live, make_story, make_tag
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user("editor")


def names(story):
    return list(StoryTag.objects.filter(content_object=story).order_by("pk").values_list("tag__name", flat=True))


def shown(edition):
    return list(edition.tag_links.values_list("tag__name", flat=True))


def test_merging_leaves_the_survivor_in_the_old_ones_place(editor):
    ferry, boats, sea = make_tag("ferry"), make_tag("boats"), make_tag("sea")
    draft, edition = make_story(tags=[boats, sea]), make_live(tags=[boats, sea])
    merging.merge(ferry, [boats], actor=editor)
    assert (names(draft), shown(edition)) == (["ferry", "sea"], ["ferry", "sea"])


def test_merging_drops_pairs_and_counts_again(editor):
    ferry, boats = make_tag("ferry"), make_tag("boats")
    make_live(tags=[ferry, boats])
    make_live(tags=[boats])
    merging.merge(ferry, [boats], actor=editor)
    assert (EditionTag.objects.count(), Tag.objects.get().live_count) == (2, 2)


def test_typing_a_merged_name_yields_the_survivor(editor):
    ferry, boats = make_tag("ferry"), make_tag("Boats")
    merging.merge(ferry, [boats], actor=editor)
    assert taxonomy.tags_for(["boats", "ferry"], actor=editor) == [ferry]


def test_merge_can_be_undone(editor):
    ferry, boats = make_tag("ferry"), make_tag("boats", slug="old-boats")
    both, alone, edition = make_story(tags=[ferry, boats]), make_story(tags=[boats]), make_live(tags=[boats])
    merge = merging.merge(ferry, [boats], actor=editor)
    (back,) = merging.undo(merge, actor=editor)
    assert (back.slug, back.live_count, TagAlias.objects.count()) == ("old-boats", 1, 0)
    assert (names(both), names(alone), shown(edition)) == (["ferry", "boats"], ["boats"], ["boats"])


def test_merge_is_undone_once(editor):
    merge = merging.merge(make_tag("ferry"), [make_tag("boats")], actor=editor)
    merging.undo(merge, actor=editor)
    with pytest.raises(ValidationError, match="undone already"):
        merging.undo(merge, actor=editor)


def test_undoing_is_refused_where_the_name_was_taken_since(editor):
    merge = merging.merge(make_tag("ferry"), [make_tag("boats")], actor=editor)
    TagAlias.objects.all().delete()
    make_tag("boats")
    with pytest.raises(ValidationError, match="rename that one first"):
        merging.undo(merge, actor=editor)


def test_merging_follows_older_aliases(editor):
    ferry, boats, ships = make_tag("ferry"), make_tag("boats"), make_tag("ships")
    merging.merge(boats, [ships], actor=editor)
    merging.merge(ferry, [boats], actor=editor)
    assert taxonomy.tags_for(["ships"], actor=editor) == [ferry]


def test_renaming_keeps_the_old_name_and_address(editor):
    tag = merging.rename(make_tag("Ferry boats", slug="ferry-boats"), name="Ferries", actor=editor)
    assert (tag.slug, taxonomy.tags_for(["ferry boats"], actor=editor)) == ("ferries", [tag])
    assert TagAlias.objects.get().slug == "ferry-boats"


def test_renaming_back_takes_the_old_name_from_the_aliases(editor):
    tag = merging.rename(make_tag("Ferries", slug="ferries"), name="Boats", actor=editor)
    merging.rename(tag, name="Ferries", actor=editor)
    assert list(TagAlias.objects.values_list("name", flat=True)) == ["Boats"]


def test_another_spelling_keeps_the_address(editor):
    tag = merging.rename(make_tag("ferry", slug="the-ferry"), name="Ferry", actor=editor)
    assert (tag.slug, TagAlias.objects.exists()) == ("the-ferry", False)


@pytest.mark.parametrize(
    ("name", "words"), [("boats", "merge the two"), ("", "needs a word"), ("x" * 61, "at most 60")]
)
def test_name_that_cannot_be_is_refused(editor, name, words):
    make_tag("Boats")
    with pytest.raises(ValidationError, match=words):
        merging.rename(make_tag("ferry"), name=name, actor=editor)


def test_old_name_of_another_tag_is_refused(editor):
    merging.merge(make_tag("ferry"), [make_tag("boats")], actor=editor)
    with pytest.raises(ValidationError, match="old name of “ferry”"):
        merging.rename(make_tag("ships"), name="Boats", actor=editor)


@pytest.mark.parametrize("role", ["reporter", "administrator"])
def test_only_the_desk_renames_and_merges(role):
    actor, ferry, boats = make_user(role), make_tag("ferry"), make_tag("boats")
    with pytest.raises(PermissionDenied):
        merging.merge(ferry, [boats], actor=actor)
    with pytest.raises(PermissionDenied):
        merging.rename(ferry, name="Ferries", actor=actor)


def test_merge_is_on_record_with_what_it_moved(editor):
    ferry, boats = make_tag("ferry"), make_tag("boats")
    story = make_story(tags=[boats])
    merging.merge(ferry, [boats], actor=editor)
    assert Event.objects.get(action="tag.merged").content["data"]["merged"][0]["stories"]["moved"] == [story.pk]
