"""A body in pieces, one a block, for who works on it block by block; joined again they are the body."""

from html import escape
from typing import NamedTuple

from newsroom.richtext.document import Container, Figure, Gallery, Insert, Text, start_tag
from newsroom.richtext.sanitiser import blocks, clean, is_plain
from newsroom.richtext.tables import Table

_ANY_PICTURE = '<img src="/admin/media/picture/1/file/" alt="">'


class Told(NamedTuple):
    """The words of a picture, file or embed; ``picture_id`` and ``alt`` are None for what is no picture."""

    picture_id: int | None
    alt: str | None
    caption: str


class Piece(NamedTuple):
    """A block: its markup, its kind as far as that must not change, its words, and the words of what it shows.

    ``is_words`` says that its markup itself is what one writes; else only what is ``told`` in it.
    """

    html: str
    kind: str
    text: str
    told: list
    is_words: bool


def pieces(html):
    """Return the blocks of a body in order."""
    return [_piece(block) for block in blocks(html)]


def joined(markup):
    """Return pieces' markup as one body."""
    return clean("".join(markup))


def with_told(html, told):
    """Return a piece's markup with these (alternative text, caption) for what it shows, in order.

    A caption is markup where a tag is in it, else plain text.
    """
    found = blocks(html)
    shown = [item for block in found for item in _shown(block)]
    for item, (alt, caption) in zip(shown, told, strict=False):
        if isinstance(item, Figure):
            item.alt = " ".join(alt.split())
        item.caption = _caption(caption, item.caption.attributes if item.caption else {})
    return clean("".join(block.html for block in found))


def as_typed(html):
    """Return a piece's markup as a person writes it: plain words where it is a paragraph of nothing else."""
    found = blocks(html)
    is_paragraph = len(found) == 1 and isinstance(found[0], Text) and found[0].tag == "p" and not found[0].attributes
    # An editor reads what it is given as markup: words that could be taken for some stay markup.
    if is_paragraph and _is_plain(found[0]) and not set(found[0].text) & set("<&"):
        return found[0].text
    return html


def _piece(block):
    words = isinstance(block, Text | Container | Table)
    shown = list(_shown(block))
    keys = [str(item.picture_id if isinstance(item, Figure) else item.key) for item in shown]
    told = [
        Told(
            item.picture_id if isinstance(item, Figure) else None,
            item.alt if isinstance(item, Figure) else None,
            _as_written(item.caption) if item.caption else "",
        )
        for item in shown
    ]
    return Piece(block.html, " ".join([block.tag, *keys]), block.text, told, words)


def _shown(block):
    if isinstance(block, Gallery):
        yield from block.figures
    elif isinstance(block, Figure | Insert):
        yield block


def _is_plain(text):
    return all(not marks and "\n" not in run for run, marks in text.runs)


def _as_written(text):
    """Return a caption's words, and its markup only where it has some."""
    return text.text if _is_plain(text) else text.inner_html


def _caption(written, attributes):
    inner = escape(written, quote=False) if is_plain(written) else written
    found = blocks(f"<figure>{_ANY_PICTURE}{start_tag('figcaption', attributes)}{inner}</figcaption></figure>")
    return found[0].caption if found else None
