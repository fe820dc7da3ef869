import pytest

from newsroom.media.alt_text import PATTERNS, SAME_AS_CAPTION, concerns

FILE, BEGINNING = (sentence for _pattern, sentence in PATTERNS)


@pytest.mark.parametrize("text", ["DSC_0042.JPG", "harbour-final.png", "IMG 20261123", "pxl_20261123", "dscf1234"])
def test_file_name_is_noticed(text):
    assert concerns(text) == [FILE]


@pytest.mark.parametrize("text", ["Image of a ferry", "A picture of a ferry", "Photo showing a ferry"])
def test_image_of_is_noticed(text):
    assert concerns(text) == [BEGINNING]


def test_caption_again_is_noticed():
    assert concerns("The first ferry", " the first FERRY ") == [SAME_AS_CAPTION]


@pytest.mark.parametrize(
    "text", ["", "A red ferry", "Photographers at the quay", "A picture hangs on a wall", "Imagery"]
)
def test_good_text_raises_no_concern(text):
    assert concerns(text) == []
