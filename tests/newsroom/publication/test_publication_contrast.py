"""The accent colour can be read on both papers."""

import pytest
from django.core.exceptions import ValidationError

from newsroom.publication import contrast
from newsroom.publication.validators import check_accent, check_accent_dark


@pytest.mark.parametrize(
    ("colour", "paper", "expected"),
    [("#000000", "#FFFFFF", 21), ("#1F3F8F", contrast.LIGHT_PAPER, 9.28), ("#9DB7FF", "#121419", 9.34)],
)
def test_ratio_is_the_one_of_wcag(colour, paper, expected):
    assert contrast.ratio(colour, paper) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("paper", [contrast.LIGHT_PAPER, contrast.DARK_PAPER])
@pytest.mark.parametrize("colour", ["#E0457B", "#FFFF00", "#808080", "#000000", "#FFFFFF"])
def test_nearest_shade_has_the_contrast(colour, paper):
    assert contrast.ratio(contrast.reach(colour, paper), paper) >= contrast.MINIMUM


def test_shade_that_will_do_stays_as_it_is():
    assert contrast.reach("#1F3F8F", contrast.LIGHT_PAPER) == "#1F3F8F"


def test_pale_colour_is_refused_with_its_ratio_and_one_that_will_do():
    with pytest.raises(ValidationError) as refused:
        check_accent("#E0457B")
    assert refused.value.messages == [
        "#E0457B has a contrast of 3.7:1 on light paper (#FBFAF6); 7:1 is needed so that everyone can read it. "
        "The nearest shade that will do is #A41B4B, with 7:1."
    ]


def test_dark_colour_is_refused_on_dark_paper():
    with pytest.raises(ValidationError, match=r"on dark paper \(#1B1E25\)"):
        check_accent_dark("#1F3F8F")


@pytest.mark.parametrize("value", ["red", "#12345", "#GGGGGG", "1F3F8F", "#1F3F8F;}"])
def test_what_is_no_colour_is_refused_in_words(value):
    with pytest.raises(ValidationError, match="is no colour"):
        check_accent(value)
