"""What stands in a text copied from a spreadsheet: rows, figures, headings and totals."""

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from boards.numbers import NotANumber, Unit, parse_number

MOST_ROWS = 2_000
MOST_CHARACTERS = 500_000
_TOTAL = re.compile(r"((grand|sub)[ -]?)?totals?\b|.*\b(sub[ -]?)?totals?$", re.IGNORECASE)


@dataclass(frozen=True)
class PastedRow:
    """One row with the number under which people find it in what they copied."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index):
        """The text in a column, empty where the row is too short or there is no such column."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""

    @property
    def is_blank(self):
        return not any(self.cells)

    def words(self, without):
        """What stands in the row beside its figures, outside one column."""
        return [
            text
            for index, text in enumerate(self.cells)
            if text and index != without and not is_figure(text)
        ]


def rows_of(text, delimiter="\t"):
    """The rows of a text as a spreadsheet copies them: cells between tabs, some in quotes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return tuple(
        PastedRow(number, tuple(_one_line(cell) for cell in cells))
        for number, cells in enumerate(_cells(lines, delimiter), 1)
    )


def _cells(lines, delimiter):
    """Cells row by row; a quote that nothing closes is a character like any other."""
    if lines.count('"') % 2 == 0:
        try:
            return list(csv.reader(StringIO(lines, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            pass
    return [line.split(delimiter) for line in lines.split("\n")]


def _one_line(cell):
    return " ".join(cell.split())


def magnitude(text):
    """The number as it stands, whatever its unit; None for what is no number or blank."""
    for unit in (Unit.POUNDS, Unit.THOUSANDS):
        try:
            amount = parse_number(text, unit)
        except NotANumber:
            continue
        return amount if amount is None else amount / unit.value.multiple
    return None


def is_figure(text):
    return magnitude(text) is not None


def is_total(words):
    """Whether a row names itself a total."""
    return any(_TOTAL.match(text) for text in words)


def is_sum(total, parts):
    """Whether a figure is the sum of others, each of which may have been rounded."""
    return bool(parts) and abs(total - sum(parts, Decimal(0))) * 2 <= len(parts)
