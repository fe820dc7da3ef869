"""Every catalogue is whole, well formed and compiled; `.ci/catalogues.py` also compares it with the code."""

import gettext
import re
import runpy
import shutil
import tomllib
import unicodedata

import pytest
from django.conf import settings
from django.utils.translation import override

from articles import statement
from newsroom.media import vocabulary

TOOL = runpy.run_path(str(settings.BASE_DIR / ".ci" / "catalogues.py"))
FOLDERS = [settings.BASE_DIR / "newsroom" / name for name in ("locale", "locale_django")]
PATHS = [path for folder in FOLDERS for path in sorted(folder.glob("*/LC_MESSAGES/django.po"))]
OWN = FOLDERS[0]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
MARKUP = re.compile(r"<[^>]+>")
PREVIEWS = settings.PREVIEW_LANGUAGES
PUBLIC_NOTES = [
    "A check of this story’s words was taken back.",
    "A picture in this story was first labelled “%(before)s”. Its label is: %(after)s.",
    "A picture in this story was first labelled “%(label)s”. It needs no label.",
    "A picture in this story was first published without its label: %(label)s.",
    "This story was first labelled “%(before)s”. Its label is: %(after)s.",
    "This story was first labelled “%(label)s”. It needs no label.",
    "This story was first published without its label: %(label)s.",
    "What AI did in this story was first stated wrongly. It is now stated as it was.",
]

of_each_catalogue = pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parts[-4]}-{path.parts[-3]}")


def messages(path):
    return TOOL["read"](path)


def compiled(path):
    with path.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def texts_of(language):
    """A language's translations as a reader sees them, without markup and placeholders."""
    path = OWN / language / "LC_MESSAGES" / "django.po"
    return [PLACEHOLDER.sub("", MARKUP.sub("", text)) for message in messages(path) for text in message.texts]


def may_leave_out_the_number(path, form):
    """Whether a plural form stands for one single number."""
    plural = compiled(path).plural
    return sum(plural(number) == form for number in range(1000)) == 1


def test_every_language_offered_has_a_catalogue():
    with_catalogue = {path.parts[-3] for path in PATHS if path.is_relative_to(OWN)}
    assert with_catalogue == {code for code, _name in settings.LANGUAGES} - {"en"}


def test_catalogues_translate_the_same_messages():
    ids = [{(m.context, m.id, m.plural) for m in messages(path)} for path in PATHS if path.is_relative_to(OWN)]
    assert all(each == ids[0] for each in ids)


def test_previews_are_languages_offered_and_never_english():
    assert set(PREVIEWS) < {code for code, _name in settings.LANGUAGES} - {"en"}
    assert TOOL["previews"]() == PREVIEWS


@of_each_catalogue
def test_catalogue_leaves_nothing_untranslated_or_fuzzy_but_in_a_preview(path):
    may_lack = path.is_relative_to(OWN) and path.parts[-3] in PREVIEWS
    lacking = [m for m in messages(path) if not all(m.texts) and not (may_lack and not any(m.texts))]
    assert [m.id for m in lacking] == [m.id for m in messages(path) if m.is_fuzzy] == []


@of_each_catalogue
def test_nothing_is_still_in_english(path):
    is_forgotten, language = TOOL["is_same_as_english"], path.parts[-3]
    assert path.is_relative_to(FOLDERS[1]) or [m.id for m in messages(path) if is_forgotten(m, language)] == []


@pytest.mark.parametrize(
    ("english", "text", "is_forgotten"),
    [("Go", "Go", True), ("Go", "Ir", False), ("%(a)s: <b>", "%(a)s: <b>", False), ("Cookie", "Cookie", False)],
)
def test_what_equals_the_english_is_forgotten(english, text, is_forgotten):
    message = TOOL["Message"]("", english, "", [text], is_fuzzy=False, settled_by="")
    assert TOOL["is_same_as_english"](message, "pt") == is_forgotten


@pytest.mark.parametrize("language", PREVIEWS)
def test_preview_has_the_words_of_every_label(language):
    labels = [*statement.WORDS.values(), *statement.PART_WORDS.values(), *vocabulary.LABELS.values()]
    with override("en"):
        english = [str(label) for label in labels]
    with override(language):
        assert [label for label, words in zip(labels, english, strict=True) if str(label) == words] == []


@pytest.mark.parametrize("language", PREVIEWS)
def test_preview_has_the_words_of_every_public_note(language):
    """A note is frozen with the story, in the story's language, so that nothing can mark it."""
    words = {m.id for m in messages(OWN / language / "LC_MESSAGES" / "django.po") if any(m.texts)}
    assert [note for note in PUBLIC_NOTES if note not in words] == []


@pytest.fixture
def add(tmp_path, monkeypatch):
    """The tool's step for a new language, in a copy of what it writes to."""
    shutil.copytree(settings.BASE_DIR / "newsroom", tmp_path / "newsroom", ignore=shutil.ignore_patterns("*.py[co]"))
    monkeypatch.setitem(TOOL["add"].__globals__, "ROOT", tmp_path)
    return TOOL["add"]


def test_language_that_django_does_not_know_is_added_with_formats_and_words_to_fill_in(add, tmp_path):
    add("zu", "Zulu", "isiZulu")
    rows = tomllib.loads((tmp_path / "newsroom/languages.toml").read_text("utf-8"))
    assert rows["zu"] == {"name": "Zulu", "own_name": "isiZulu", "preview": True}
    assert (tmp_path / "newsroom/formats/zu/formats.py").read_text("utf-8").startswith('"""Zulu dates')
    asked = messages(tmp_path / "newsroom/locale_django/zu/LC_MESSAGES/django.po")
    assert "January" in [m.id for m in asked] and not any(any(m.texts) for m in asked)


def test_language_that_django_knows_is_added_by_its_code(add, tmp_path):
    add("de")
    assert tomllib.loads((tmp_path / "newsroom/languages.toml").read_text("utf-8"))["de"]["own_name"] == "Deutsch"
    assert not any((tmp_path / "newsroom" / folder / "de").exists() for folder in ("formats", "locale_django"))


@pytest.mark.parametrize("arguments", [("zu",), ("yo",), ("ha", "Hausa", "Hausa")])
def test_language_without_a_name_or_there_already_is_not_added(add, arguments):
    with pytest.raises(SystemExit):
        add(*arguments)


def test_new_catalogue_has_a_header_to_check_and_a_preview_no_guesses():
    new = '# SOME DESCRIPTIVE TITLE.\nmsgid ""\nmsgstr ""\n"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"'
    guess = '#, fuzzy, python-format\n#| msgid "Old"\nmsgid "New %(a)s"\nmsgstr "Altes %(a)s"\n'
    made = TOOL["_tidied"](f"{new}\n\n{guess}", "ha")
    assert "#, fuzzy\nmsgid" in made and '"Language: ha\\n"' in made and "nplurals=2" in made
    assert made.endswith('\n\n#, python-format\nmsgid "New %(a)s"\nmsgstr ""\n')
    assert TOOL["_tidied"](f"#\n\n{guess}", "pt").endswith(guess)


@of_each_catalogue
def test_catalogue_is_compiled_as_it_stands(path):
    expected = {}
    for message in [message for message in messages(path) if any(message.texts)]:
        key = f"{message.context}\x04{message.id}" if message.context else message.id
        forms = {(key, form): text for form, text in enumerate(message.texts)}
        expected |= forms if message.plural else {key: message.texts[0]}
    found = {key: text for key, text in compiled(path)._catalog.items() if key}
    assert found == expected


@of_each_catalogue
def test_translation_keeps_placeholders_and_markup(path):
    for message in messages(path):
        for form, text in enumerate(filter(None, message.texts)):
            is_free = message.plural and may_leave_out_the_number(path, form)
            if not is_free or PLACEHOLDER.search(text):
                assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(message.id)), text
            assert sorted(MARKUP.findall(text)) == sorted(MARKUP.findall(message.id)), text


@of_each_catalogue
def test_catalogue_is_nfc_and_isolates_nothing_by_hand(path):
    text = path.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)


@of_each_catalogue
def test_every_plural_has_the_forms_of_its_header(path):
    forms = int(re.search(r"nplurals=(\d)", path.read_text(encoding="utf-8"))[1])
    assert {len(m.texts) for m in messages(path) if m.plural} <= {forms}


def test_plural_forms_are_those_of_the_language():
    chosen = {path.parts[-3]: compiled(path).plural for path in PATHS if path.is_relative_to(OWN)}
    assert [chosen["ar"](number) for number in (0, 1, 2, 3, 11, 100)] == [0, 1, 2, 3, 4, 5]
    assert all([chosen[code](number) for number in (1, 2, 1_000_000)] == [0, 2, 1] for code in ("es", "fr", "pt"))
    assert [chosen[code](2) for code in ("yo", "ig", "ha", "sw")] == [0, 0, 1, 1]


def test_french_has_narrow_spaces_before_its_marks():
    assert [text for text in texts_of("fr") if re.search("(?<!\u202f)[:;!?»]|«(?!\u202f)|'", text)] == []


def test_spanish_opens_what_it_asks_and_exclaims():
    assert [
        text for text in texts_of("es") if (text.count("¿"), text.count("¡")) != (text.count("?"), text.count("!"))
    ] == []


def test_arabic_has_its_own_marks():
    assert [text for text in texts_of("ar") if re.search("[,;?]", text)] == []


def test_arabic_has_one_word_for_a_label():
    assert not [text for text in texts_of("ar") if "إشار" in text]


def test_guide_lists_the_drafts_of_the_catalogues():
    guide = TOOL["GUIDE"].read_text(encoding="utf-8")
    assert guide == TOOL["with_list"](guide)
