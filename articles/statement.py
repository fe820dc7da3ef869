"""What is said of AI in a story, to readers and to machines. Pure functions; no database.

The statement is the whole truth, frozen with an edition; label, header, meta, structured data and feeds are
projections of it.
"""

import hashlib
import unicodedata

from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from articles.vocabulary import LABELLED, AILevel, Need, Part
from newsroom.audit import chain
from newsroom.media import vocabulary as pictures

# The IPTC digital source type of a text by its body's level.
TERMS = {
    AILevel.NONE: "digitalCreation",
    AILevel.AID: "digitalCreation",
    AILevel.DATA: "dataDrivenMedia",
    AILevel.EDITED: "compositeWithTrainedAlgorithmicMedia",
    AILevel.TRANSLATED: "compositeWithTrainedAlgorithmicMedia",
    AILevel.GENERATED: "trainedAlgorithmicMedia",
    AILevel.AUTOMATED: "trainedAlgorithmicMedia",
}
# Level → (checked by a person, not checked): the values of two drafts, whose versions stand in newsroom.drafts.
W3C = {
    AILevel.NONE: ("human-only", "human-only"),
    AILevel.AID: ("ai-assisted", "ai-assisted"),
    AILevel.EDITED: ("ai-assisted", "ai-autonomous"),
    AILevel.TRANSLATED: ("ai-assisted", "ai-autonomous"),
    AILevel.GENERATED: ("ai-assisted", "ai-autonomous"),
    AILevel.AUTOMATED: ("ai-autonomous", "ai-autonomous"),
}
IETF = {
    AILevel.NONE: ("none", "none"),
    AILevel.AID: ("ai-modified", "ai-modified"),
    AILevel.EDITED: ("ai-modified", "machine-generated"),
    AILevel.TRANSLATED: ("ai-modified", "machine-generated"),
    AILevel.GENERATED: ("ai-originated", "machine-generated"),
    AILevel.AUTOMATED: ("machine-generated", "machine-generated"),
}
# The whole wording of each label; it begins with the words of its chip.
WORDS = {
    "text.generated.unreviewed": gettext_lazy("Reported by AI. Not checked by an editor."),
    "text.generated.reviewed": gettext_lazy("Reported by AI, checked by %(editor)s"),
    "text.edited.unreviewed": gettext_lazy("Changed by AI. Not checked by an editor."),
    "text.edited.reviewed": gettext_lazy("Edited with AI, checked by %(editor)s"),
    "text.translated.unreviewed": gettext_lazy("Translated by AI from %(language)s. Not checked."),
    "text.translated.reviewed": gettext_lazy("Translated by AI from %(language)s, checked by %(editor)s"),
    "text.partly": gettext_lazy("Partly by AI: %(parts)s"),
    "text.data": gettext_lazy("Automatic report from data"),
}
# Moves on when the meaning of a wording changes, so that the record says which one readers saw.
WORDS_REVISION = 1
PART_WORDS = {
    Part.HEADLINE: pgettext_lazy("part of a story", "headline"),
    Part.STANDFIRST: pgettext_lazy("part of a story", "standfirst"),
    Part.BODY: pgettext_lazy("part of a story", "text"),
    Part.SUMMARY: pgettext_lazy("part of a story", "summary"),
    Part.CAPTION: pgettext_lazy("part of a story", "captions"),
    Part.ALT: pgettext_lazy("part of a story", "picture descriptions"),
}


def canonical_bytes(language, parts):
    """Return the bytes of a text that a review is bound to: ``parts`` is [(name, text)] in the order of display.

    NFC, runs of white space as one space, parts without text left out.
    """
    folded = [[str(name), " ".join(unicodedata.normalize("NFC", text).split())] for name, text in parts]
    return chain.canonical_json({"lang": language, "parts": [part for part in folded if part[1]], "v": 1}).encode()


def content_sha256(language, parts):
    """Return the SHA-256 of a text's canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical_bytes(language, parts)).hexdigest()


def sha256(statement):
    """Return the SHA-256 of a statement's one JSON text, in hexadecimal."""
    return hashlib.sha256(chain.canonical_json(statement).encode()).hexdigest()


def w3c(levels, *, is_reviewed):
    """Return the value of the W3C draft for ``{part: level}``, the body's; "" where nothing may be claimed."""
    return _claim(W3C, levels, is_reviewed)


def ietf(levels, *, is_reviewed):
    """Return the mode of the IETF draft for ``{part: level}``, the body's; "" where nothing may be claimed."""
    return _claim(IETF, levels, is_reviewed)


def _claim(table, levels, is_reviewed):
    """That people alone did it is claimed only where they did every part."""
    body = levels.get(Part.BODY)
    if body == AILevel.NONE and set(levels.values()) != {AILevel.NONE}:
        return ""
    return table.get(body, ("", ""))[0 if is_reviewed else 1]


def label_words(key, *, editor="", source_language="", parts=()):
    """Return the whole wording of a label in the active language; "" for no key."""
    if key not in WORDS:
        return ""
    named = _(", ").join(str(PART_WORDS[part]) for part in parts)
    said = {"editor": editor, "language": language_name(source_language), "parts": named}
    return str(WORDS[key]) % said


def language_name(code):
    """Return a language's name in the active language, or the code where nobody has named it."""
    try:
        return _(get_language_info(code)["name"])
    except KeyError:
        return code


def made_by_ai(levels):
    """Return the parts whose words AI made or changed, in the order of the vocabulary."""
    return [part for part in Part if levels.get(part) in LABELLED]


def term_uri(level):
    """Return the IPTC address of a body's level, "" for a text nobody has assessed."""
    return pictures.uri(TERMS[level]) if level in TERMS else ""


def make(*, language, levels, label, source_language, tools, ai_role, review, responsible, images, **facts):
    """Return the statement an edition freezes; what depends on an address is added where it is read.

    ``label`` has need, key and the words shown ("" where they are left off); ``review`` and ``responsible`` are dicts
    or None; ``images`` the pictures' facts. Empty ``levels`` make a statement without any claim.
    """
    body = levels.get(Part.BODY, "")
    text = {
        "level": body or None,
        "digital_source_type": term_uri(body) or None,
        "w3c": w3c(levels, is_reviewed=review is not None) or None,
        "label": label | {"revision": WORDS_REVISION},
        "parts": [{"part": str(part), "level": str(levels[part])} for part in Part if part in levels],
        "tools": tools,
        "ai_role": ai_role,
    }
    if source_language:
        text["translated_from"] = source_language
    return {
        "version": 1,
        "lang": language,
        **facts,
        "text": text,
        "review": review,
        "editorial_responsibility": responsible,
        "images": images,
    }


def is_shown(key, need, *, is_reviewed, label_reviewed):
    """Say whether readers see a label's words: always, unless it is by choice, checked, and the policy says no."""
    if need == Need.OFF:
        return key == "text.data"
    return need == Need.MANDATORY or label_reviewed or not is_reviewed
