"""Which pieces of an original and its translation stand beside each other."""

import pytest
from django.utils.text import Truncator

from articles.admin import side_by_side
from articles.models import Edition
from factories.stories import figure, make_picture


def beside(theirs, ours, held=None):
    """Return (what became of it, the original's words, the translation's) of each piece of a body."""
    words = Edition(body=theirs, headline="Boats")
    before = Edition(body=held, headline="Boats") if held is not None else None
    found = dict.fromkeys(["headline", "standfirst", "summary", "lead_picture"], "") | {"body": ours}
    rows = [row for row in side_by_side.rows(words, before, found, {}) if row.name.startswith("piece-")]
    return [(row.state, _text(row.left), _own(row)) for row in rows]


def _text(markup):
    return Truncator(str(markup)).words(1, html=True, truncate="").replace("<p>", "").replace("</p>", "").split()[:1]


def _own(row):
    return _text(row.boxes[0].get("read", "")) if row.boxes else []


def body(*words):
    return "".join(f"<p>{word}</p>" for word in words)


LONG, SHORT = "long " * 40, "short"


def test_equal_bodies_stand_piece_by_piece():
    assert beside(body("One", "Two"), body("Un", "Deux")) == [("same", ["One"], ["Un"]), ("same", ["Two"], ["Deux"])]


def test_paragraph_that_the_translation_lacks_stands_beside_nothing():
    found = beside(body("A " + LONG, "B", "C " + LONG), body("X " + LONG, "Z " + LONG))
    assert found == [("same", ["A"], ["X"]), ("same", ["B"], []), ("same", ["C"], ["Z"])]


def test_paragraph_that_only_the_translation_has_keeps_its_place():
    found = beside(body("A " + LONG, "C " + LONG), body("X " + LONG, "Y", "Z " + LONG))
    assert found == [("same", ["A"], ["X"]), ("own", [], ["Y"]), ("same", ["C"], ["Z"])]


def test_headings_stand_beside_headings():
    found = beside("<p>One</p><h2>Two</h2><p>Three</p>", "<h2>Deux</h2><p>Trois</p>")
    assert [own for _state, _left, own in found][1:] == [["<h2>Deux</h2>"], ["Trois"]]


def test_new_changed_and_gone_pieces_are_found_where_they_stand():
    held, live = body("A", "B", "C", "D"), body("A", "New", "B!", "D")
    found = beside(live, body("W", "X", "Y", "Z"), held)
    assert found[0] == ("same", ["A"], ["W"])
    assert found[-1] == ("same", ["D"], ["Z"])
    assert sorted(state for state, _left, _own in found) == ["changed", "changed", "same", "same"]


def test_piece_put_in_between_stands_beside_nothing():
    found = beside(body("A", "New", "B"), body("X", "Y"), body("A", "B"))
    assert found == [("same", ["A"], ["X"]), ("new", ["New"], []), ("same", ["B"], ["Y"])]


def test_piece_taken_out_keeps_its_translation_in_sight():
    found = beside(body("A", "C"), body("X", "Y", "Z"), body("A", "B", "C"))
    assert found == [("same", ["A"], ["X"]), ("gone", [], ["Y"]), ("same", ["C"], ["Z"])]


@pytest.mark.django_db
def test_picture_stands_beside_the_same_picture():
    one, two = make_picture(), make_picture()
    found = beside(figure(one) + figure(two), figure(two, caption="Le quai"))
    assert len(found) == 2


@pytest.mark.parametrize(("theirs", "ours"), [("", ""), (body("A"), ""), ("", body("X"))])
def test_empty_body_is_a_body(theirs, ours):
    assert len(beside(theirs, ours)) == bool(theirs or ours)
