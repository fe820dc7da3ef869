"""The look's own promises: the font's weight and name, what stands outside the layers."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

from newsroom.assets import CSS

STATIC = Path(__file__).resolve().parents[2] / "static"
FONT = next((STATIC / "fonts").glob("headline.*.woff2"))


def test_font_is_named_after_its_bytes():
    assert FONT.name == f"headline.{hashlib.sha256(FONT.read_bytes()).hexdigest()[:8]}.woff2"
    assert f"/static/fonts/{FONT.name}" in CSS


def test_font_is_light():
    assert FONT.stat().st_size <= 30_000


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "ar"])
def test_font_has_the_letters_of_the_language(language):
    from fontTools.ttLib import TTFont  # slow import

    paths = sorted(settings.BASE_DIR.glob(f"newsroom/locale*/{language}/LC_MESSAGES/django.po"))
    letters = {ord(letter) for path in paths for letter in path.read_text("utf-8")} - {ord("\n"), ord("\t")}
    assert letters - TTFont(FONT).getBestCmap().keys() == set()


def test_font_anchors_tone_marks_on_the_letters_that_carry_them():
    from fontTools.ttLib import TTFont  # slow import

    font = TTFont(FONT)
    glyphs = font.getBestCmap()
    tables = [table for lookup in font["GPOS"].table.LookupList.Lookup for table in lookup.SubTable]
    tables = [getattr(table, "ExtSubTable", table) for table in tables]
    anchored = {
        (base, mark)
        for table in tables
        if table.LookupType == 4
        for base, record in zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True)
        for mark, said in zip(table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True)
        if record.BaseAnchor[said.Class]
    }
    wanted = {(glyphs[ord(letter)], glyphs[mark]) for letter in "ẹọẸỌmnMNịụ" for mark in (0x300, 0x301)}
    assert wanted - anchored == set()


def test_headlines_never_shift():
    assert "font-display:optional" in CSS.replace(" ", "")


def test_base_without_layers_is_under_a_kilobyte():
    unlayered = CSS
    while "@layer" in unlayered:
        unlayered = _without_first_layer(unlayered)
    assert 100 < len(unlayered.encode()) < 1024


def test_no_style_names_a_physical_side():
    sides = re.findall(r"[{;](?:margin|padding|border|inset)-(?:left|right)|[{;](?:left|right):", CSS)
    assert sides == []


def test_no_breakpoint_below_768_pixels():
    # A container's width is that of a picture, not of the screen.
    screens = re.sub(r"@container[^{]*", "", CSS)
    widths = re.findall(r"\((?:min-width|max-width|width) ?[:<>=]+ ?([\d.]+)(\w+)\)", screens)
    assert {unit for _number, unit in widths} == {"rem"}
    assert min(float(number) for number, _unit in widths) == 48


def _without_first_layer(css):
    start = css.index("@layer")
    opening = css.find("{", start)
    statement = css.find(";", start)
    if 0 <= statement < opening:
        return css[:start] + css[statement + 1 :]
    depth, at = 1, opening + 1
    while depth:
        depth += {"{": 1, "}": -1}.get(css[at], 0)
        at += 1
    return css[:start] + css[at:]
