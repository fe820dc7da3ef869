"""Cleans bodies: nothing is stored or shown that has not passed through ``clean``."""

import re
from functools import lru_cache
from html import escape, unescape

import nh3

from newsroom.richtext.document import Figure, Gallery, Insert, printable
from newsroom.richtext.markup import ALLOWED, EMBED, LINK_SCHEMES, is_allowed
from newsroom.richtext.reader import BREAKS, RENAMED, Reader

# Elements whose words are not words of the story.
_REMOVED_WHOLE = {
    "applet", "audio", "base", "button", "canvas", "embed", "frameset", "head", "iframe", "link", "map", "math", "meta",
    "noembed", "noframes", "noscript", "object", "optgroup", "option", "param", "plaintext", "script", "select",
    "style", "svg", "template", "textarea", "title", "video", "xmp",
}  # fmt: skip
# Only safe tags, but those of other programs too, so that the reader can turn them into ours.
_coarse = nh3.Cleaner(
    tags=set(ALLOWED) | set(RENAMED) | BREAKS,
    clean_content_tags=_REMOVED_WHOLE,
    attributes={tag: {*ALLOWED.get(tag, ()), "style"} for tag in ALLOWED.keys() | RENAMED.keys()}
    | {tag: {*ALLOWED[tag], "style", "colspan", "rowspan"} for tag in ("th", "td")},
    url_schemes=LINK_SCHEMES,
    link_rel=None,
)
_HREF = re.compile('<a href="([^"]*)"')
_KNOWN = ALLOWED.keys() | RENAMED.keys() | BREAKS | _REMOVED_WHOLE
_KNOWN_TAG = re.compile(rf"</?({'|'.join(sorted(_KNOWN))})([\s/][^<>]*)?>", re.IGNORECASE)


def _blocks(html):
    return Reader(_coarse.clean(printable(html or ""))).blocks


@lru_cache(maxsize=64)
def clean(html):
    """Return the markup in the form we store: allowed tags only, tidy, NFC. Cleaning twice changes nothing."""
    return strict("".join(block.html for block in _blocks(html)))


def strict(html, link_rel=""):
    """Return the markup without anything that is not allowed, and otherwise as it is; links get this ``rel``."""
    return _strict(link_rel).clean(html)


@lru_cache(maxsize=8)
def _strict(link_rel):
    return nh3.Cleaner(
        tags=set(ALLOWED),
        clean_content_tags=_REMOVED_WHOLE,
        attributes={tag: attributes for tag, attributes in ALLOWED.items() if attributes},
        attribute_filter=lambda tag, name, value: value if name == "rel" or is_allowed(tag, name, value) else None,
        url_schemes=LINK_SCHEMES,
        link_rel=link_rel or None,
    )


def blocks(html):
    """Return the blocks of the cleaned markup, in order."""
    return _blocks(clean(html))


def from_text(text):
    """Return plain text as markup: a blank line ends a paragraph, a line end is a line break."""
    paragraphs = re.split(r"\n\s*\n", printable(text).replace("\r\n", "\n").strip())
    return clean("".join(f"<p>{escape(paragraph).replace('\n', '<br>')}</p>" for paragraph in paragraphs))


def is_plain(text):
    """Return whether no tag that a body may have, in ours or another program's hand, is in the text."""
    return not _KNOWN_TAG.search(text)


def figures(html):
    """Return the pictures in the body, those of galleries too, in order: ``picture_id``, ``alt`` and ``caption``."""
    return list(_figures(blocks(html)))


def _figures(found):
    for block in found:
        if isinstance(block, Gallery):
            yield from block.figures
        elif isinstance(block, Figure):
            yield block


def inserts(html):
    """Return the files, recordings and embeds in the body, in order: ``kind``, ``key`` and ``caption``."""
    return [block for block in blocks(html) if isinstance(block, Insert)]


def attachment_ids(html):
    """Return the keys of the files and recordings in the body, each once, in order."""
    return list(dict.fromkeys(int(insert.key) for insert in inserts(html) if insert.kind != EMBED))


def embed_addresses(html):
    """Return the addresses of other sites' pages in the body, in order."""
    return [insert.key for insert in inserts(html) if insert.kind == EMBED]


def link_addresses(html):
    """Return the addresses that links in the body lead to, each once, in order."""
    found = (address for block in blocks(html) for address in _HREF.findall(block.html))
    return list(dict.fromkeys(map(unescape, found)))


def picture_ids(html):
    """Return the keys of the pictures in the body, each once, in order."""
    return list(dict.fromkeys(figure.picture_id for figure in figures(html)))


def with_alts(html, pictures):
    """Return the body with the library's alternative text in every figure that has none and is not
    decorative; ``pictures`` are by key."""
    found = blocks(html)
    silent = [figure for figure in _figures(found) if not figure.alt and figure.picture_id in pictures]
    for figure in silent:
        figure.alt = figure.used_alt(pictures[figure.picture_id])
    return strict("".join(block.html for block in found)) if silent else html


def without_pictures(html, gone):
    """Return the body without the figures of these pictures' keys; a gallery left with one picture is a figure."""
    kept = []
    for block in blocks(html):
        if isinstance(block, Gallery):
            block.figures = [figure for figure in block.figures if figure.picture_id not in gone]
            kept += block.figures if len(block.figures) < 2 else [block]
        elif not (isinstance(block, Figure) and block.picture_id in gone):
            kept.append(block)
    return strict("".join(block.html for block in kept))


def plain_text(html):
    """Return the words of the body: block texts joined by one space, without captions and alternative texts."""
    return " ".join(paragraphs(html))


def paragraphs(html):
    """Return the words of the body block by block, without captions and alternative texts."""
    return [block.text for block in blocks(html) if block.text]
