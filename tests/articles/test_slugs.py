import unicodedata

import pytest

from articles.slugs import MAX_LENGTH, fold, is_slug, make_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ferry runs again", "ferry-runs-again"),
        ("Ìbàdàn ń dúró", "ibadan-n-duro"),
        ("Ọjà ṣí ní òwúrọ̀", "oja-si-ni-owuro"),
        ("It’s the mayor's day", "its-the-mayors-day"),
        ("ميناء الفجر", "ميناء-الفجر"),
        ("東京の港", "東京の港"),
        ("Ünïcödé — und so", "unicode-und-so"),
        ("100 % more", "100-more"),
        ("  --  ", ""),
        ("🎉🎉", ""),
    ],
)
def test_slug_is_readable_in_any_script(text, slug):
    assert make_slug(text) == slug


def test_slug_falls_back_where_no_word_is_left():
    assert make_slug("🎉", fallback="story-7") == "story-7"


def test_long_slug_is_cut_at_a_word():
    slug = make_slug("harbour " * 40)
    assert len(slug) <= MAX_LENGTH
    assert slug.endswith("harbour")


def test_long_slug_never_parts_a_letter_from_its_marks():
    slug = make_slug("ბ" + "क्ष" * 60)
    assert not unicodedata.combining(slug[-1]) or slug[-2] == "ष"


@pytest.mark.parametrize("text", ["Ọjà", "Ìròyìn tuntun", "ميناء", "東京", "a" * 300, "कि बात", "ß and Ω"])
def test_slug_of_a_slug_is_itself(text):
    assert is_slug(make_slug(text))


@pytest.mark.parametrize("text", ["", "Upper", "two words", "-x", "x--y", "a/b"])
def test_other_text_is_no_slug(text):
    assert not is_slug(text)


def test_one_tag_typed_in_two_normal_forms_has_one_key():
    assert fold(unicodedata.normalize("NFD", "Ọ̀yọ́ ")) == fold("ọ̀yọ́")
