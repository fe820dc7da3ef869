"""Tables as CSV that spreadsheet programs open as they are: no cell is taken for a formula."""

import csv

# So that programs read UTF-8 as such.
BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet would take for the start of a formula, or cut a cell at (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value):
    """Return a value as it is written in a cell; a text that looks like a formula gets a quote before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def lines(rows):
    """Yield the lines of a CSV file, one for each row, the byte order mark first."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow(map(cell, row))


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line):
        return line
