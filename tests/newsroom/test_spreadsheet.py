import pytest

from newsroom import spreadsheet


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_text_that_looks_like_a_formula_is_quoted(start):
    assert spreadsheet.cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["Boats", "1=1", " =", "", 5, -5, None])
def test_anything_else_stays_as_it_is(value):
    assert spreadsheet.cell(value) == value


def test_table_begins_with_the_mark_of_utf8_and_is_made_line_by_line():
    lines = spreadsheet.lines(iter([["Ṣọ́ọ̀ṣì", 'a "b", c'], ["=1", 2]]))
    assert next(lines) + next(lines) == '\ufeffṢọ́ọ̀ṣì,"a ""b"", c"\r\n'
    assert list(lines) == ["'=1,2\r\n"]
