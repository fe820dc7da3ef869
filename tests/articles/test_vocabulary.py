import pytest

from articles.vocabulary import CHIPS, AILevel, Part, label_key, strongest


@pytest.mark.parametrize(
    ("levels", "key"),
    [
        ({"body": "none"}, ""),
        ({"body": "data"}, "text.data"),
        ({"body": "aid", "headline": "none"}, ""),
        ({"body": "edited"}, "text.edited.unreviewed"),
        ({"body": "translated", "headline": "generated"}, "text.translated.unreviewed"),
        ({"body": "generated", "headline": "none"}, "text.generated.unreviewed"),
        ({"body": "automated"}, "text.generated.unreviewed"),
        ({"body": "none", "headline": "generated"}, "text.partly"),
        ({"body": "aid", "caption": "edited"}, "text.partly"),
    ],
)
def test_label_follows_the_body_and_names_a_part_where_the_body_has_none(levels, key):
    assert label_key(levels, is_reviewed=False) == key


def test_every_label_has_a_chip():
    keys = {
        label_key({"body": body, "headline": part}, is_reviewed=checked)
        for body in AILevel
        for part in AILevel
        for checked in (True, False)
    }
    assert keys - {"", "text.data"} == set(CHIPS)


def test_strongest_level_wins_in_the_order_of_the_vocabulary():
    assert strongest([AILevel.EDITED, AILevel.TRANSLATED, AILevel.AID]) == AILevel.TRANSLATED


def test_a_part_named_in_a_story_is_one_of_six():
    assert Part.values == ["headline", "standfirst", "body", "summary", "caption", "alt"]
