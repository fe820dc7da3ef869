"""The blocks a body is made of, and the one tidy form in which they are written."""

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from operator import itemgetter

from newsroom.richtext.markup import DECORATIVE

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]")
# At the ends, or more than one: one character between words stays as it is.
_WHITE_SPACE = re.compile(r"\A[ \n\0]+|[ \n\0]+\Z|[ \n\0]{2,}")


def printable(text):
    """Return the text without control characters, lone surrogates and non-characters."""
    return _UNPRINTABLE.sub("", text)


@dataclass
class Text:
    """A paragraph, heading or caption: runs of characters, each with its marks; "\\n" is a line break."""

    tag: str
    attributes: dict
    runs: list = field(default_factory=list)

    def tidy(self):
        """Remove the spaces and characters that mean nothing, and join runs with equal marks."""
        runs = _joined(self.runs)
        texts = _WHITE_SPACE.sub(_squeezed, "\0".join(text for text, _ in runs)).split("\0")
        self.runs = _joined(zip(texts, [marks for _, marks in runs], strict=False))
        return self

    @property
    def text(self):
        return "".join(text for text, _ in self.runs).replace("\n", " ").strip()

    @property
    def inner_html(self):
        html, open_marks = [], ()
        for text, marks in [*self.runs, ("", ())]:
            shared = 0
            while shared < min(len(open_marks), len(marks)) and open_marks[shared] == marks[shared]:
                shared += 1
            html += [f"</{tag}>" for tag, _ in reversed(open_marks[shared:])]
            html += [start_tag(tag, dict(attributes)) for tag, attributes in marks[shared:]]
            html.append(escape(text, quote=False).replace("\n", "<br>"))
            open_marks = marks
        return "".join(html)

    @property
    def html(self):
        return f"{start_tag(self.tag, self.attributes)}{self.inner_html}</{self.tag}>"


@dataclass
class Container:
    """A list, list item, quotation or pull quote."""

    tag: str
    attributes: dict
    children: list = field(default_factory=list)

    @property
    def text(self):
        return " ".join(child.text for child in self.children)

    @property
    def html(self):
        return f"{start_tag(self.tag, self.attributes)}{''.join(self._parts())}</{self.tag}>"

    def _parts(self):
        """Yield the children; the only paragraph of a list item needs no tag."""
        paragraphs = [child for child in self.children if child.tag == "p"]
        for child in self.children:
            is_bare = self.tag == "li" and paragraphs == [child] and child is self.children[0] and not child.attributes
            yield child.inner_html if is_bare else child.html


@dataclass
class Figure:
    """A picture of the library, with the words it has in this body; a decorative one has none for listeners."""

    picture_id: int = 0
    alt: str = ""
    caption: Text | None = None
    is_decorative: bool = False
    tag = "figure"
    text = ""

    def used_alt(self, picture):
        """Return the alternative text here: its own, else the library's picture's; "" where it is decorative."""
        return "" if self.is_decorative else self.alt or (picture.alt if picture else "")

    @property
    def html(self):
        attributes = {"src": f"/admin/media/picture/{self.picture_id}/file/", "alt": self.alt}
        image = start_tag("img", attributes | ({"role": DECORATIVE} if self.is_decorative else {}))
        return f"<figure>{image}{self.caption.html if self.caption else ''}</figure>"


@dataclass
class Gallery:
    """Several pictures shown together."""

    figures: list = field(default_factory=list)
    tag = "figure"
    text = ""

    @property
    def html(self):
        return f"{start_tag('figure', {'data-gallery': ''})}{''.join(figure.html for figure in self.figures)}</figure>"


@dataclass
class Insert:
    """What is no text and no picture: a file, a recording or a page of another site, with its words in this body.

    ``kind`` is one of ``markup.INSERTS``; ``key`` is the number of the file or the address.
    """

    kind: str
    key: str
    caption: Text | None = None
    tag = "figure"
    text = ""

    @property
    def html(self):
        return f"{start_tag('figure', {self.kind: self.key})}{self.caption.html if self.caption else ''}</figure>"


@dataclass
class Rule:
    """A thematic break."""

    tag = "hr"
    text = ""
    html = "<hr>"


def start_tag(tag, attributes):
    return f"<{tag}{''.join(f' {name}="{escape(value)}"' for name, value in attributes.items())}>"


def _squeezed(match):
    """Return the white space around runs (they are told apart by NUL) as a browser would show it."""
    found = match[0]
    if match.start() == 0 or match.end() == len(match.string):
        return found.replace(" ", "").replace("\n", "")
    if "\n" in found:
        return found.replace(" ", "")
    head, space, rest = found.partition(" ")
    return head + space + rest.replace(" ", "")


def _joined(runs):
    """Return the runs that have text, neighbours with equal marks as one."""
    groups = groupby((run for run in runs if run[0]), key=itemgetter(1))
    joined = [(composed("".join(text for text, _ in group)), marks) for marks, group in groups]
    return [run for run in joined if run[0]]


def composed(text):
    """Return the text in NFC, and so that composing the whole page cannot join it to the tag before it."""
    return re.sub("(^|\n)[ \u0338]*\u0338", r"\1", unicodedata.normalize("NFC", text))
