"""Where in a text the words that were searched for stand: pieces to mark, and the passage around the first of them."""

from typing import NamedTuple

from articles.search import words

AROUND = 80
LENGTH = 200


class Piece(NamedTuple):
    """A run of text, and whether it is a word that was searched for."""

    text: str
    is_hit: bool


def marked(text, wanted):
    """Return the text as pieces; ``wanted`` are folded words, and words that begin with one count too."""
    pieces, last = [], 0
    for start, end in words.spans(text):
        if _is_wanted(text[start:end], wanted):
            pieces += [Piece(text[last:start], False), Piece(text[start:end], True)]
            last = end
    pieces.append(Piece(text[last:], False))
    return [piece for piece in pieces if piece.text]


def passage(text, wanted):
    """Return the part of a text around the first hit as pieces, cut at words; nothing where there is no hit."""
    hit = next((start for start, end in words.spans(text) if _is_wanted(text[start:end], wanted)), None)
    if hit is None:
        return []
    start = max(0, hit - AROUND)
    if start:
        start = text.find(" ", start) + 1
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end)
    shown = f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
    return marked(shown, wanted)


def _is_wanted(word, wanted):
    folded = words.fold(word)
    return any(folded == one or (len(one) >= words.SHORTEST_BEGINNING and folded.startswith(one)) for one in wanted)
