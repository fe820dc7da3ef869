"""A table as a body keeps it: a regular grid of words, whose header cells say what they head."""

from dataclasses import dataclass

from newsroom.richtext.document import Text, start_tag

# Cells are filled in up to here; what was written further out stays.
MOST_FILLED = 40
MOST_ACROSS, MOST_DOWN = 20, 100


@dataclass
class Table:
    """Rows of cells, each a ``Text``; the first rows may head the columns, the first cells their rows."""

    attributes: dict
    caption: Text | None
    head: list
    body: list
    tag = "table"

    @property
    def text(self):
        texts = [self.caption, *(cell for row in self.head + self.body for cell in row)]
        return " ".join(text.text for text in texts if text and text.text)

    @property
    def html(self):
        caption = self.caption.html if self.caption else ""
        head = f"<thead>{_rows(self.head)}</thead>" if self.head else ""
        return f"{start_tag('table', self.attributes)}{caption}{head}<tbody>{_rows(self.body)}</tbody></table>"


class TableReader:
    """Takes what a table holds in the order of its markup; ``cell`` is the one being read, None between two."""

    def __init__(self, attributes):
        self.attributes = attributes
        self.caption = self.cell = None
        self.in_head = False
        self._rows = []
        self._is_new_line = False

    def start_row(self):
        self._rows.append((self.in_head, []))

    def start_cell(self, tag, attributes, across, down):
        """Begin a cell; ``across`` and ``down`` are its colspan and rowspan as written."""
        if not self._rows:
            self.start_row()
        words = {name: value for name, value in attributes.items() if name != "scope"}
        self.cell = Text(tag, words)
        self._is_new_line = False
        self._rows[-1][1].append((self.cell, _span(across, MOST_ACROSS), _span(down, MOST_DOWN)))

    def break_line(self):
        """Have what follows in the cell begin on a line of its own."""
        self._is_new_line = True

    def add(self, text, marks):
        if self._is_new_line and text.strip(" \n"):
            if self.cell.runs:
                self.cell.runs.append(("\n", ()))
            self._is_new_line = False
        self.cell.runs.append((text, marks))

    def end_cell(self):
        self.cell.tidy()
        self.cell = None

    def table(self):
        """Return the table, or None where no cell has a word in it."""
        grid = _grid([cells for _, cells in self._rows])
        if not any(cell.text for row in grid for cell in row):
            return None
        heads = next((number for number, (in_head, _) in enumerate(self._rows) if not in_head), 0)
        is_all_head = all(in_head for in_head, _ in self._rows)
        if not heads and not is_all_head and len(grid) > 1 and _is_header(grid[0]):
            heads = 1
        head, body = grid[:heads], grid[heads:]
        for row in head:
            for cell in row:
                _mark(cell, "col" if cell.text else "")
        for row in body:
            for place, cell in enumerate(row):
                heads_row = cell.tag == "th" and cell.text and not place and not is_all_head
                _mark(cell, "row" if heads_row else "")
        return Table(self.attributes, self.caption, head, body)


def _grid(rows):
    """Return rows of equal length: a merged cell keeps its words in its first place, the others are empty."""
    grid, covered = [], {}
    for row in rows:
        cells = []
        for cell, across, down in row:
            _fill_covered(cells, covered)
            for place in range(len(cells), min(len(cells) + across, MOST_FILLED)):
                covered[place] = down
            cells.append(cell)
            cells += [_empty() for _ in range(min(across - 1, MOST_FILLED - len(cells)))]
        _fill_covered(cells, covered)
        covered = {place: down - 1 for place, down in covered.items() if down > 1}
        grid.append(cells)
    width = min(max((len(cells) for cells in grid), default=0), MOST_FILLED)
    return [cells + [_empty() for _ in range(width - len(cells))] for cells in grid]


def _fill_covered(cells, covered):
    """Add an empty cell wherever one of a row above reaches down."""
    while len(cells) in covered:
        cells.append(_empty())


def _empty():
    return Text("td", {})


def _span(written, most):
    return min(int(written), most) if written.isascii() and written.isdigit() and int(written) else 1


def _is_header(row):
    """Return whether a row heads the columns although its table does not set it apart."""
    said = [cell for cell in row if cell.text]
    return bool(said) and all(cell.tag == "th" for cell in said)


def _mark(cell, scope):
    """Make it the header cell of its column or row, or a plain cell for ""."""
    cell.tag = "th" if scope else "td"
    if scope:
        cell.attributes = {"scope": scope} | cell.attributes


def _rows(rows):
    return "".join(f"<tr>{''.join(cell.html for cell in row)}</tr>" for row in rows)
