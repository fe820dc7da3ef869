from itertools import product

import pytest
from django.conf import settings
from django.utils.translation import override

from articles import statement
from articles.vocabulary import CHIPS, LABELLED, LEVEL_ORDER, AILevel, Need, Part, label_key, need, strongest

YES_NO = (True, False)
# (checked, of public interest) → what the law and the house ask, for words that AI wrote or changed.
ASKED = {
    (True, True): Need.VOLUNTARY,
    (True, False): Need.VOLUNTARY,
    (False, True): Need.MANDATORY,
    (False, False): Need.VOLUNTARY,
}
VECTOR = [
    ("headline", "Harbour  reopens after storm"),
    ("standfirst", "Boats left at dawn."),
    ("body", "The harbour re\u0301opened.\n\nTwo ferries ran."),
    ("caption", "  "),
    ("summary", "Harbour open again."),
]
W3C = {
    "none": ("human-only", "human-only"),
    "data": ("", ""),
    "aid": ("ai-assisted", "ai-assisted"),
    "edited": ("ai-assisted", "ai-autonomous"),
    "translated": ("ai-assisted", "ai-autonomous"),
    "generated": ("ai-assisted", "ai-autonomous"),
    "automated": ("ai-autonomous", "ai-autonomous"),
}
IETF = {
    "none": ("none", "none"),
    "data": ("", ""),
    "aid": ("ai-modified", "ai-modified"),
    "edited": ("ai-modified", "machine-generated"),
    "translated": ("ai-modified", "machine-generated"),
    "generated": ("ai-originated", "machine-generated"),
    "automated": ("machine-generated", "machine-generated"),
}


def test_hash_of_the_words_is_the_specified_one():
    assert statement.content_sha256("en", VECTOR) == "b96f7894adf76aa2aaa6113491c0c550429bc73a757fff7cdb6122655ab6349d"


def test_hash_covers_language_order_and_every_letter():
    words = [("headline", "Boats"), ("body", "One. Two.")]
    others = [("fr", words), ("en", words[::-1]), ("en", [words[0], ("body", "One. two.")]), ("en", words[:1])]
    hashes = {statement.content_sha256(language, parts) for language, parts in [("en", words), *others]}
    assert len(hashes) == 5


@pytest.mark.parametrize(("level", "checked", "interest"), product(AILevel, YES_NO, YES_NO))
def test_need_follows_level_check_and_scope(level, checked, interest):
    expected = ASKED[checked, interest] if level in LABELLED else Need.OFF
    if level == AILevel.AUTOMATED:
        expected = Need.MANDATORY
    assert need(level, is_reviewed=checked, is_public_interest=interest) == expected


@pytest.mark.parametrize(("level", "checked", "interest", "label_reviewed"), product(AILevel, YES_NO, YES_NO, YES_NO))
def test_label_is_left_off_only_by_policy_on_checked_words(level, checked, interest, label_reviewed):
    asked = need(level, is_reviewed=checked, is_public_interest=interest)
    key = label_key({Part.BODY: level}, is_reviewed=checked)
    shown = statement.is_shown(key, asked, is_reviewed=checked, label_reviewed=label_reviewed)
    left_off = checked and not label_reviewed and level != AILevel.AUTOMATED
    assert shown == (level == AILevel.DATA or (level in LABELLED and not left_off))


@pytest.mark.parametrize(("body", "part", "checked"), product(AILevel, AILevel, YES_NO))
def test_label_names_the_body_first_and_a_part_where_the_body_needs_none(body, part, checked):
    key = label_key({Part.BODY: body, Part.HEADLINE: part}, is_reviewed=checked)
    if body in LABELLED:
        said = "generated" if body == AILevel.AUTOMATED else body
        done = "reviewed" if checked and body != AILevel.AUTOMATED else "unreviewed"
        assert key == f"text.{said}.{done}"
    elif part in LABELLED:
        assert key == "text.partly"
    else:
        assert key == ("text.data" if body == AILevel.DATA else "")


@pytest.mark.parametrize(("body", "part"), product(AILevel, AILevel))
def test_strongest_part_decides_for_the_story(body, part):
    assert strongest([body, part]) == max(body, part, key=lambda level: LEVEL_ORDER[level])


@pytest.mark.parametrize(("level", "checked"), product(AILevel, YES_NO))
def test_drafts_carry_the_bodys_value(level, checked):
    levels = {Part.BODY: level}
    assert statement.w3c(levels, is_reviewed=checked) == W3C[level][0 if checked else 1]
    assert statement.ietf(levels, is_reviewed=checked) == IETF[level][0 if checked else 1]


@pytest.mark.parametrize("part", [level for level in AILevel if level != AILevel.NONE])
def test_people_alone_is_claimed_only_where_they_did_every_part(part):
    levels = {Part.BODY: AILevel.NONE, Part.SUMMARY: part}
    assert (statement.w3c(levels, is_reviewed=False), statement.ietf(levels, is_reviewed=False)) == ("", "")


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("key", CHIPS)
def test_wording_begins_with_the_words_of_the_chip(language, key):
    with override(language):
        words = statement.label_words(key, editor="Ada", source_language="fr", parts=[Part.HEADLINE])
        assert words.startswith(str(CHIPS[key]))
        assert "%" not in words


def test_wording_names_editor_language_and_parts():
    said = statement.label_words("text.translated.reviewed", editor="Ada Example", source_language="fr")
    assert said == "Translated by AI from French, checked by Ada Example"
    parts = statement.made_by_ai({"headline": "generated", "body": "none", "summary": "edited"})
    assert statement.label_words("text.partly", parts=parts) == "Partly by AI: headline, summary"


def test_statement_of_an_unassessed_text_claims_nothing():
    made = statement.make(
        language="en", levels={}, label={"need": "off", "key": "", "shown": ""}, source_language="", tools=[],
        ai_role="", review=None, responsible=None, images=[],
    )  # fmt: skip
    assert (made["text"]["level"], made["text"]["digital_source_type"], made["text"]["w3c"]) == (None, None, None)
    assert made["text"]["parts"] == []


def test_hash_of_a_statement_does_not_depend_on_the_order_it_was_stored_in():
    assert statement.sha256({"a": 1, "b": [2]}) == statement.sha256({"b": [2], "a": 1})
