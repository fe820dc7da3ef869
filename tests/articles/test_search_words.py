import string
from datetime import date

import pytest

from articles.search import passages, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Ọ̀rọ̀", "oro"), ("ìpàdé", "ipade"), ("ÉCOLE", "ecole"), ("Straße", "strasse"), ("مُدُن", "مدن"), ("東京", "東京")],
)
def test_marks_dots_and_case_are_folded(written, folded):
    assert words.fold(written) == folded


def test_words_are_the_same_however_their_marks_are_stored():
    assert words.words("ẹ́kọ̀ọ́") == words.words("e\u0323\u0301ko\u0323\u0300o\u0323\u0301")


def test_query_is_words_and_quoted_phrases():
    query = words.parse("“Night boat” Kessara")
    assert query.phrases == (("night", "boat"), ("kessara",))
    assert query.exact == ("night", "boat", "kessara")


@pytest.mark.parametrize("text", ["", " ", '"', "*", "''''", "AND OR NOT ( : ^", string.punctuation, "\u0301\u0301"])
def test_nothing_a_reader_types_is_an_error(text):
    words.parse(text)


def test_query_is_bounded():
    query = words.parse(" ".join(f"word{n}" for n in range(500)) + ' "' + "x " * 500 + '"')
    assert len(query.folded) <= words.MOST_WORDS
    assert len(words.parse("a" * 9000).folded[0]) == words.LONGEST


def test_months_stand_for_a_long_period_and_days_for_a_short_one():
    assert words.days_back(date(2026, 11, 2), 7)[-1] == "d20261027"
    assert words.days_back(date(2026, 11, 2), 366)[0] == "d202511"


def test_hits_are_marked_as_they_are_written():
    pieces = passages.marked("Ìgbà ọ̀rọ̀ pọ̀", ("oro",))
    assert [piece.text for piece in pieces if piece.is_hit] == ["ọ̀rọ̀"]
    assert "".join(piece.text for piece in pieces) == "Ìgbà ọ̀rọ̀ pọ̀"


def test_passage_is_cut_at_words_around_the_first_hit():
    text = "word " * 100 + "ferry " + "word " * 100
    shown = "".join(piece.text for piece in passages.passage(text, ("ferry",)))
    assert shown.startswith("… word") and shown.endswith("word …") and "ferry" in shown
    assert len(shown) < 260
