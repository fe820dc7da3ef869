"""Reads safe but untidy markup, ours or another program's, into the blocks of a body."""

import re
from html.parser import HTMLParser

from newsroom.richtext.document import Container, Figure, Gallery, Insert, Rule, Text, composed, printable
from newsroom.richtext.markup import INSERTS, PICTURE_SOURCE, is_allowed
from newsroom.richtext.tables import TableReader

RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "menu": "ul"}
TEXT_BLOCKS = {"p", "h2", "h3"}
CONTAINERS = {"ul", "ol", "li", "blockquote", "aside"}
LISTS = {"ul", "ol"}
MARKS = {"strong", "em", "sup", "sub", "a", "span"}
# Read as the end of one paragraph and the start of another.
BREAKS = {
    "address", "article", "center", "dd", "details", "div", "dl", "dt", "fieldset", "footer", "form", "header",
    "legend", "main", "nav", "pre", "section", "summary", "tfoot",
}  # fmt: skip
MAX_DEPTH = 8

_STYLED = [
    ("strong", re.compile(r"(?<![\w-])font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)),
    ("em", re.compile(r"(?<![\w-])font-style\s*:\s*italic", re.IGNORECASE)),
    ("sup", re.compile(r"(?<![\w-])vertical-align\s*:\s*super", re.IGNORECASE)),
    ("sub", re.compile(r"(?<![\w-])vertical-align\s*:\s*sub\b", re.IGNORECASE)),
]
_UNSTYLED = {
    "strong": re.compile(r"(?<![\w-])font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE),
    "em": re.compile(r"(?<![\w-])font-style\s*:\s*normal", re.IGNORECASE),
}
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_SPACES = re.compile(r"[ \t\n\r\f]+")


class Reader(HTMLParser):
    """Reads well-formed markup into ``blocks``; what has no place in a body leaves only its words."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.blocks = []
        self._containers, self._marks, self._undo = [], (), []
        self._block = self._text = self._figure = self._caption = self._gallery = self._table = None
        self._waiting = []
        self.feed(html)
        self.close()
        self._end_text()
        self.blocks = _filled(self.blocks)
        self._level_headings()

    def handle_starttag(self, tag, attrs):
        tag = RENAMED.get(tag, tag)
        values = {name: printable(value or "") for name, value in sorted(attrs, reverse=True)}
        attributes = {name: value for name, value in values.items() if is_allowed(tag, name, value)}
        if tag == "br":
            self._add("\n")
        elif tag == "img":
            self._add_picture(attributes)
        elif tag == "hr":
            self._end_text()
            if not self._containers and self._figure is self._gallery is self._table is None:
                self.blocks.append(Rule())
        else:
            self._undo.append(self._start(tag, attributes, values))

    def handle_endtag(self, tag):
        if self._undo and tag not in ("br", "img", "hr"):
            self._undo.pop()()

    def handle_data(self, data):
        data = printable(data)
        paragraphs = [data] if self._undo else _BLANK_LINE.split(data)
        for number, paragraph in enumerate(paragraphs):
            if number:
                self._end_text()
            self._add(_SPACES.sub(" ", paragraph))

    def _start(self, tag, attributes, values):
        """Enter an element; return what leaves it again."""
        if tag in MARKS:
            before, self._marks = self._marks, _with_marks(self._marks, tag, attributes, values.get("style", ""))
            return lambda: setattr(self, "_marks", before)
        if self._caption is not None:
            self._add(" ")
            return lambda: self._add(" ")
        if self._table is not None and tag not in ("figure", "figcaption"):
            return self._start_in_table(tag, attributes, values)
        self._end_text()
        if tag == "table":
            self._table = TableReader(attributes)
            return self._end_table
        if tag == "figure" and self._figure is None:
            return self._start_figure(attributes)
        if tag == "figcaption" and self._figure and self._figure.caption is None:
            self._caption = Text("figcaption", attributes)
            return self._end_caption
        if tag in TEXT_BLOCKS and self._block is None:
            self._block = (tag, attributes)
            return self._end_block
        if tag in CONTAINERS and self._fits(tag, attributes):
            container = Container(tag, attributes)
            (self._containers[-1].children if tag == "li" else self._children()).append(container)
            self._containers.append(container)
            return self._end_container
        return self._end_text

    def _start_figure(self, attributes):
        if "data-gallery" in attributes and self._gallery is None:
            self._gallery = Gallery()
            return self._end_gallery
        kind = next((name for name in INSERTS if name in attributes), "")
        self._figure = Insert(kind, attributes[kind]) if kind else Figure()
        return self._end_figure

    def _start_in_table(self, tag, attributes, values):
        table = self._table
        if table.cell is not None:
            table.break_line()
            return table.break_line
        if tag in ("th", "td"):
            table.start_cell(tag, attributes, values.get("colspan", ""), values.get("rowspan", ""))
            return table.end_cell
        if tag == "tr":
            table.start_row()
        elif tag == "caption" and table.caption is None:
            self._caption = Text("caption", attributes)
            return self._end_table_caption
        elif tag == "thead":
            table.in_head = True
            return lambda: setattr(table, "in_head", False)
        return lambda: None

    def _fits(self, tag, attributes):
        parent = self._containers[-1].tag if self._containers else ""
        if tag == "li":
            return parent in LISTS
        if tag == "aside":
            return not parent and "class" in attributes
        # A list has items in it, even where the markup leaves them out.
        depth = sum(2 if container.tag in LISTS else container.tag != "li" for container in self._containers)
        return parent != "aside" and depth < MAX_DEPTH

    def _children(self):
        """Return the list that the next block is added to."""
        if not self._containers:
            return self.blocks
        container = self._containers[-1]
        if container.tag in LISTS:
            if not container.children:
                container.children.append(Container("li", {}))
            return container.children[-1].children
        return container.children

    def _add(self, text):
        if self._caption is not None:
            self._caption.runs.append((text, self._marks))
            return
        if self._table is not None and self._table.cell is not None:
            self._table.add(text, self._marks)
            return
        if self._text is None:
            if not text.strip(" \n"):
                return
            tag, attributes = self._block or ("p", {})
            self._text = Text("p" if self._containers else tag, attributes)
        self._text.runs.append((text, self._marks))

    def _end_text(self):
        if self._text is not None:
            if self._text.tidy().text:
                self._children().append(self._text)
            self._text = None

    def _end_block(self):
        self._end_text()
        self._block = None

    def _end_container(self):
        self._end_text()
        self._containers.pop()
        self._place_waiting()

    def _add_picture(self, attributes):
        if "src" not in attributes:
            return
        picture_id = int(PICTURE_SOURCE.fullmatch(attributes["src"])[1])
        is_decorative = "role" in attributes
        alt = "" if is_decorative else composed(_SPACES.sub(" ", attributes.get("alt", "")).strip())
        if isinstance(self._figure, Figure) and not self._figure.picture_id:
            self._figure.picture_id, self._figure.alt, self._figure.is_decorative = picture_id, alt, is_decorative
        else:
            self._place(Figure(picture_id, alt, is_decorative=is_decorative))

    def _end_figure(self):
        self._end_text()
        figure, self._figure = self._figure, None
        if isinstance(figure, Insert) or figure.picture_id:
            self._place(figure)

    def _end_caption(self):
        if self._caption.tidy().text:
            self._figure.caption = self._caption
        self._caption = None

    def _end_gallery(self):
        self._end_text()
        gallery, self._gallery = self._gallery, None
        if gallery.figures:
            self._place(gallery if len(gallery.figures) > 1 else gallery.figures[0])

    def _end_table(self):
        table, self._table = self._table.table(), None
        if table:
            self._place(table)
        self._place_waiting()

    def _end_table_caption(self):
        """Keep the words alone: editors write them in a plain field."""
        words = self._caption.tidy().text
        if words:
            self._table.caption = Text("caption", {}, [(words, ())]).tidy()
        self._caption = None

    def _place(self, block):
        """Pictures, tables and inserts stand between the outermost blocks."""
        if self._caption is None:
            self._end_text()
        if self._gallery is not None and isinstance(block, Figure):
            self._gallery.figures.append(block)
        elif self._containers or self._table is not None:
            self._waiting.append(block)
        else:
            self.blocks.append(block)

    def _place_waiting(self):
        """What stood inside another block follows it."""
        if not self._containers and self._table is None:
            self.blocks += self._waiting
            self._waiting = []

    def _level_headings(self):
        """Raise the headings before the first h2, so that the page's outline skips no level."""
        for block in self.blocks:
            if block.tag == "h2":
                return
            if block.tag == "h3":
                block.tag = "h2"


def _filled(children):
    """Return the blocks without lists, items and quotations in which nothing stands."""
    for child in children:
        if isinstance(child, Container):
            child.children = _filled(child.children)
    return [child for child in children if not isinstance(child, Container) or child.children]


def _with_marks(marks, tag, attributes, style):
    """Return the marks with those that a tag (or, in pasted text, its style) adds."""
    found = [tag] if tag not in ("a", "span") or attributes else []
    found = [name for name in found if not (name in _UNSTYLED and _UNSTYLED[name].search(style))]
    found += [name for name, pattern in _STYLED if name not in found and pattern.search(style)]
    for name in found:
        mark = (name, tuple(attributes.items()) if name == tag else ())
        if mark not in marks:
            marks = (*(other for other in marks if other[0] != name), mark)
    return marks
