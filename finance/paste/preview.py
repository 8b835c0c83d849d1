"""What a paste would change, as a value: nothing is stored until it is confirmed."""

from dataclasses import dataclass, replace
from decimal import Decimal

from boards import formats
from boards.edits import Edit, stamp
from boards.numbers import NotANumber, Unit, parse_number
from boards.totals import difference, total
from boards.unlikely import Question
from finance.paste.doubts import question
from finance.paste.layout import PASTED_COLUMNS, Layout
from finance.paste.matching import CannotMatch, Item, Matches
from finance.queries import SpendRow
from finance.units import DISPLAYS, EXACT

OUT = "out"


@dataclass(frozen=True)
class PreviewRow:
    """A row of the paste beside the line that it would change.

    `problem` is what keeps it from being saved, `clash` what somebody else did meanwhile.
    """

    item: Item
    line: SpendRow | None
    now: Decimal | None
    new: Decimal | None
    choice: str
    problem: str = ""
    clash: str = ""

    @property
    def number(self):
        return self.item.row.number

    @property
    def name(self):
        return f"row-{self.number}"

    @property
    def is_out(self):
        return self.choice == OUT

    @property
    def asks(self):
        """Whether the person has, or had, to say what the row is for."""
        return bool(self.problem or self.choice or self.item.problem)

    @property
    def is_ready(self):
        return not self.problem and not self.is_out


@dataclass(frozen=True)
class Preview:
    """Everything the page of a paste shows, and the edits that confirming it makes."""

    column: str
    unit: Unit
    layout: Layout
    matches: Matches
    rows: tuple[PreviewRow, ...]
    of_others: tuple[SpendRow, ...]
    mine: tuple[SpendRow, ...]
    all_lines: tuple[SpendRow, ...]
    questions: tuple[Question, ...]
    edits: tuple[Edit, ...]

    @property
    def label(self):
        return PASTED_COLUMNS[self.column]

    @property
    def ready(self):
        return tuple(row for row in self.rows if row.is_ready)

    @property
    def problems(self):
        return tuple(row for row in self.rows if row.problem)

    def totals(self):
        """Now and new of the column over every line of the report; None while one is missing."""
        new = {row.line.line: row.new for row in self.ready}
        now = total(getattr(line, self.column) for line in self.all_lines)
        then = total(new.get(line.line, getattr(line, self.column)) for line in self.all_lines)
        return now, then, difference(then, now)

    def totals_of_rows(self):
        """Now and new of the rows that would be saved."""
        now, then = total(row.now for row in self.ready), total(row.new for row in self.ready)
        return now, then, difference(then, now)


@dataclass(frozen=True)
class Asked:
    """What the person said of a paste: its column, which row is for what, what they were shown."""

    column: str
    choices: dict[int, str]
    shown: dict[int, str]


def preview(matches, layout, lines, asked, *, unit, times):
    """The Preview of matched rows; `times` is how far a likely forecast is from the last one."""
    mine = {line.line: line for line in lines.mine}
    placed = [_placed(item, asked, mine) for item in matches.items]
    of_others = tuple(line for _, line in placed if line and line.line not in mine)
    rows = [
        _row(item, line, asked, unit) for item, line in placed if line is None or line.line in mine
    ]
    if not rows:
        raise CannotMatch("Every row is a line that another organisation enters. Paste your own")
    rows = _told_apart(rows)
    return Preview(
        column=asked.column,
        unit=unit,
        layout=layout,
        matches=matches,
        rows=tuple(rows),
        of_others=of_others,
        mine=lines.mine,
        all_lines=lines.all,
        questions=tuple(_questions(rows, asked.column, unit, times)),
        edits=tuple(_edits(rows, asked)),
    )


def _placed(item, asked, mine):
    """A row with its line: the one chosen by the person, where they were asked."""
    choice = asked.choices.get(item.row.number, "")
    chosen = mine.get(int(choice)) if choice.isascii() and choice.isdigit() else None
    return item, chosen or item.line


def _row(item, line, asked, unit):
    choice = asked.choices.get(item.row.number, "")
    now = getattr(line, asked.column) if line else None
    row = PreviewRow(item, line, now, None, choice)
    if row.is_out:
        return row
    try:
        row = replace(row, new=_read(item, now, unit))
    except NotANumber as error:
        return replace(row, problem=_not_a_number(row, asked.column, unit, error))
    if line is None:
        return replace(row, problem=item.problem)
    return replace(row, clash=_clash(row, asked, unit))


def _read(item, now, unit):
    """The figure of a row; what is pasted as it is shown leaves the exact figure alone."""
    new = parse_number(item.typed, unit)
    is_shown = now is not None and new == parse_number(DISPLAYS[unit](now), unit)
    return now if is_shown else new


def _not_a_number(row, column, unit, error):
    where, typed = f"Row {row.number}, {PASTED_COLUMNS[column]}", row.item.typed
    if any(character in "0123456789" for character in typed):
        return f"{where} {error}"
    keep = "" if row.now is None else f" to keep {DISPLAYS[unit](row.now)}"
    return f"{where}: “{typed}” is not a number. Enter 0 or leave it blank{keep}"


def _clash(row, asked, unit):
    """What somebody else stored since the person was shown the figure."""
    shown = asked.shown.get(row.line.line, stamp(row.now))
    if shown == stamp(row.now) or row.new == row.now:
        return ""
    before = DISPLAYS[unit](Decimal(shown) if shown else None)
    return (
        f"Row {row.number}: {row.line.name} was changed by somebody else while you were checking. "
        f"It was {before}, it is now {DISPLAYS[unit](row.now)}"
    )


def _told_apart(rows):
    """The rows, with a problem for those that are for the same line as another."""
    numbers = {}
    for row in rows:
        if row.is_ready:
            numbers.setdefault(row.line.line, []).append(row.number)
    return [
        replace(row, problem=_twice(numbers[row.line.line], row.line))
        if row.is_ready and len(numbers[row.line.line]) > 1
        else row
        for row in rows
    ]


def _twice(numbers, line):
    rows = formats.listed([str(number) for number in numbers])
    return f"Rows {rows} are for {line.reference} {line.name}. Keep one, and leave the others out"


def _questions(rows, column, unit, times):
    for row in rows:
        if row.is_ready and row.new != row.now:
            asked = question(row.line, column, row.new, times=times, display=EXACT[unit])
            if asked:
                yield asked


def _edits(rows, asked):
    for row in rows:
        if row.is_ready:
            shown = asked.shown.get(row.line.line, stamp(row.now))
            yield Edit(row.line.line, asked.column, shown, row.new)
