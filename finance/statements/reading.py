"""The rows of a statement as they are copied from a spreadsheet."""

from dataclasses import dataclass
from decimal import Decimal

from boards.numbers import NotANumber, parse_number
from boards.texts import CannotKeepText, parse_text
from finance.paste.reading import is_figure, rows_of
from finance.statements.values import COLUMNS, StatementRow

MOST_ROWS = 200
MOST_CHARACTERS = 50_000
LONGEST_NAME = 200
# A place spends more than any line of the fund.
LARGEST = Decimal(100_000_000_000)
TOTAL = "total"
WIDTH = 1 + len(COLUMNS)


@dataclass(frozen=True)
class Read:
    """The rows, the printed total where there is one, and what could not be read."""

    rows: tuple[StatementRow, ...]
    printed: StatementRow | None
    problems: tuple[str, ...]


def read_rows(text, unit):
    """The Read of a pasted text, whose amounts are in a unit; everything wrong is told at once."""
    if len(text) > MOST_CHARACTERS:
        return _refused(f"Rows must be {MOST_CHARACTERS:,} characters or fewer")
    pasted = [row for row in rows_of(text, "\t" if "\t" in text else ",") if not row.is_blank]
    if pasted and _is_heading(pasted[0]):
        pasted = pasted[1:]
    if not pasted:
        return _refused("Paste the rows: the name and six amounts of each")
    if len(pasted) > MOST_ROWS:
        return _refused(f"You pasted {len(pasted):,} rows. Paste {MOST_ROWS:,} rows or fewer")
    return _read(pasted, unit)


def _refused(problem):
    return Read((), None, (problem,))


def _is_heading(row):
    return len(row.cells) > 1 and not any(map(is_figure, row.cells[1:]))


def _read(pasted, unit):
    problems, rows, totals = [], [], []
    for row in pasted:
        read = _row(row, unit, problems)
        if read is None:
            continue
        is_total = read.name.casefold() == TOTAL
        if is_total and totals:
            problems.append(f"Row {row.number} is a second total. Keep one row called Total")
        (totals if is_total else rows).append(read)
    if not rows and not problems:
        problems.append("Paste the rows above the total too")
    return Read(tuple(rows), totals[0] if totals else None, tuple(problems))


def _row(row, unit, problems):
    """The StatementRow, or None with what is wrong put among the problems."""
    cells = list(row.cells)
    while len(cells) > WIDTH and not cells[-1]:
        cells.pop()
    if len(cells) != WIDTH:
        problems.append(_wrong_width(row.number, len(cells)))
        return None
    wrong = len(problems)
    name = _name(row.number, cells[0], problems)
    amounts = {
        column: _amount(f"Row {row.number}, {label}", cell, unit, problems)
        for (column, label), cell in zip(COLUMNS.items(), cells[1:], strict=True)
    }
    return None if len(problems) > wrong else StatementRow(name, **amounts)


def _wrong_width(number, width):
    columns = "1 column" if width == 1 else f"{width} columns"
    advice = ". Amounts with commas have to be copied from Excel" if width > WIDTH else ""
    return f"Row {number} has {columns}. Paste {WIDTH}: the name and six amounts{advice}"


def _name(number, cell, problems):
    try:
        name = parse_text(cell, LONGEST_NAME)
    except CannotKeepText as error:
        problems.append(f"Row {number}, name {error}")
        return ""
    if not name:
        problems.append(f"Row {number} has no name. Enter one, or remove the row")
    return name


def _amount(where, cell, unit, problems):
    try:
        return parse_number(cell, unit, largest=LARGEST)
    except NotANumber as error:
        problems.append(f"{where} {error}")
        return None
