"""What search takes for a word, and how two spellings of one meet. Pure; no database.

Words are folded in Python for both databases, so that they find the same: marks and dots are dropped, case is folded,
and "oro" finds "ọ̀rọ̀". Beside each folded word stands the word as it is written, so that exact spellings come first.
"""

import re
import unicodedata
from datetime import timedelta
from typing import NamedTuple

MOST_WORDS = 12
LONGEST = 40
# Shorter beginnings stand for too many words.
SHORTEST_BEGINNING = 3
# What is found of a very long text: PostgreSQL has no room for more than a megabyte of words and their places.
MOST_BYTES = 300_000
QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')


class Query(NamedTuple):
    """What a reader asks for: phrases of one folded word or more, and the same words as they were typed."""

    phrases: tuple
    exact: tuple

    def __bool__(self):
        return bool(self.phrases)

    @property
    def folded(self):
        """Every folded word, once."""
        return tuple(dict.fromkeys(word for phrase in self.phrases for word in phrase))


def words(text):
    """Return the words of a text as they are written, in small letters and NFC."""
    text = unicodedata.normalize("NFC", text).casefold()
    return [text[start:end][:LONGEST] for start, end in spans(text)]


def fold(word):
    """Return a word without marks and dots, in small letters.

    >>> fold("Ọ̀rọ̀")
    'oro'
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return unicodedata.normalize("NFKC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def plain(text):
    """Return the words of a text folded, with one space between.

    >>> plain("Adé, Ọjà 2")
    'ade oja 2'
    """
    return " ".join(map(fold, words(text)))


def cut(terms):
    """Return as much of some terms, as text with one space between, as an index has room for."""
    return terms.encode()[:MOST_BYTES].decode(errors="ignore")


def parse(text):
    """Return what a reader's words ask for; nothing in them is an error. Quotation marks make a phrase."""
    phrases, exact = [], []
    rest = QUOTED.sub(" ", text)
    for phrase in QUOTED.findall(text):
        typed = words(phrase)
        phrases.append(tuple(map(fold, typed)))
        exact += typed
    for typed in words(rest):
        phrases.append((fold(typed),))
        exact.append(typed)
    kept, room = [], MOST_WORDS
    for phrase in dict.fromkeys(filter(None, phrases)):
        if room <= 0:
            break
        kept.append(phrase[:room])
        room -= len(phrase)
    return Query(tuple(kept), tuple(dict.fromkeys(exact))[:MOST_WORDS])


def as_written(word):
    """Return the term that stands for a word exactly as it is written, in letters that no database folds.

    >>> as_written("ọrọ")
    'ye1bb8d72e1bb8d'
    """
    return f"x{word}" if word.isascii() else f"y{word.encode().hex()}"


def facets(edition):
    """Return the terms an edition is filtered by: its language, section, who made its words, month and day."""
    day = edition.path_date
    made = "ai" if edition.label_key and edition.label_key != "text.data" else "people"
    return [
        f"l{edition.language.replace('-', '')}",
        f"s{edition.section_id}",
        f"m{made}",
        f"d{day:%Y%m}",
        f"d{day:%Y%m%d}",
    ]


def days_back(today, days):
    """Return the terms of a period that ends today: days, or months where there are many."""
    if days <= 31:
        return [f"d{today - timedelta(days=back):%Y%m%d}" for back in range(days)]
    return sorted({f"d{today - timedelta(days=back):%Y%m}" for back in range(days)})


def spans(text):
    """Yield where the words of a text begin and end: runs of letters and digits with the marks on them."""
    start = None
    for place, character in enumerate(text):
        kind = unicodedata.category(character)[0]
        if kind in "LN" or (start is not None and kind == "M"):
            start = place if start is None else start
        elif start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(text)
