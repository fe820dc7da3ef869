import pytest

from articles.admin.differences import REMOVED, by_words, numbered


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Two boats", ["Two boats"], [[("same", "Two boats")]]),
        ("Two boats", ["Three boats"], [[("removed", "Two"), ("added", "Three"), ("same", "boats")]]),
        ("", ["Two", "boats"], [[("added", "Two")], [("added", "boats")]]),
        ("Two boats", [""], [[("removed", "Two boats")]]),
        ("Two boats left", ["Two", "boats left"], [[("same", "Two")], [("same", "boats left")]]),
        ("a b c", ["a", "x c"], [[("same", "a")], [("removed", "b"), ("added", "x"), ("same", "c")]]),
    ],
)
def test_what_changed_is_told_word_by_word_in_todays_paragraphs(before, after, found):
    assert by_words(before, after) == found


def test_parts_of_the_same_name_are_told_apart_by_their_place():
    assert numbered([["alt", "A"], ["body", "B"], ["alt", "C"]]) == {("alt", 1): "A", ("body", 1): "B", ("alt", 2): "C"}


def test_long_text_written_anew_is_compared_whole():
    before = " ".join(f"w{number % 700}" for number in range(20_000))
    after = " ".join(f"w{number * 7 % 900}" for number in range(20_000))
    [runs] = by_words(before, [after])
    assert " ".join(run.text for run in runs if run.kind != REMOVED) == after
