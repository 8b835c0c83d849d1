"""The grid of lines as its template draws it: every figure already in the board's unit."""

from dataclasses import dataclass

from boards import formats
from finance.forms import Cell
from finance.spend import SpendRow
from finance.units import DISPLAYS

TYPED = ("spent", "forecast")


@dataclass(frozen=True)
class Figure:
    """A sum as text, with what a script needs to go on adding: known pence, and figures missing."""

    field: str
    text: str
    pence: int
    missing: int


@dataclass(frozen=True)
class Figures:
    """The figures of a row of totals."""

    revised: Figure
    previous: Figure
    spent: Figure
    forecast: Figure
    variance: str
    movement: str


@dataclass(frozen=True)
class GridLine:
    """A line as text, with the cells to type into."""

    row: SpendRow
    spent: Cell
    forecast: Cell
    outputs: Cell | None
    plan: str
    planned_before: str
    previous: str
    variance: str
    movement: str
    plan_pence: int | None
    previous_pence: int | None
    planned: str
    called: str

    @property
    def amounts(self):
        return self.spent, self.forecast

    @property
    def cells(self):
        return [*self.amounts, self.outputs] if self.outputs else self.amounts

    @property
    def has_error(self):
        return any(cell.error for cell in self.cells)

    @property
    def has_messages(self):
        return any(cell.error or cell.offers for cell in self.cells)

    @property
    def may_be_confirmed(self):
        return self.forecast.editable and not self.row.is_reviewed

    @property
    def tick(self):
        """What ticking a line says of it."""
        return "Reviewed as it is" if self.row.variance else "On plan, reviewed"

    @property
    def review(self):
        """“Reviewed 12 January by finance officer”."""
        if not self.row.is_reviewed:
            return "Not reviewed"
        day, who = formats.day_and_month(self.row.reviewed_on), self.row.reviewed_by
        return f"Reviewed {day} by {who.lower()}"


@dataclass(frozen=True)
class GridGroup:
    """A heading with those of its lines that stand on the page; `ends` when the last one does."""

    code: str
    name: str
    short_name: str
    lines: tuple[GridLine, ...]
    totals: Figures
    ends: bool


def figures(totals, display):
    """The sums of a group or of the whole report as Figures."""
    return Figures(
        *(_figure(totals, name, display) for name in ("revised", "previous", *TYPED)),
        variance=display(totals.variance),
        movement=display(totals.movement),
    )


def _figure(totals, field, display):
    amounts = [getattr(row, field) for row in totals.rows]
    known = [amount for amount in amounts if amount is not None]
    return Figure(
        field, display(getattr(totals, field)), _pence(sum(known)), len(amounts) - len(known)
    )


def _pence(amount):
    return None if amount is None else int(amount * 100)


def grid(report, form):
    """The groups of a SpendReport with the cells of a SpendingForm, a tuple of GridGroup.

    Lines without cells are on another page; their group counts them in its sums all the same.
    """
    cells = form.cells_by_line()
    display = DISPLAYS[form.unit]
    return tuple(
        GridGroup(
            code=group.code,
            name=group.name,
            short_name=group.short_name,
            lines=tuple(_line(row, cells[row.line], form) for row in on_page),
            totals=figures(group, display),
            ends=on_page[-1] is group.rows[-1],
        )
        for group in report.groups
        if (on_page := [row for row in group.rows if row.line in cells])
    )


def _line(row, cells, form):
    display = DISPLAYS[form.unit]
    return GridLine(
        row=row,
        spent=cells["spent"],
        forecast=cells["forecast"],
        outputs=cells.get("outputs"),
        plan=display(row.revised),
        planned_before=display(row.plan) if row.moved else "",
        previous=display(row.previous),
        variance=display(row.variance),
        movement=display(row.movement),
        plan_pence=_pence(row.revised),
        previous_pence=_pence(row.previous),
        planned=_planned(row),
        called=form.called(row),
    )


def _planned(row):
    """“of 1,200 packages”, or the unit alone where the plan says no number."""
    if row.planned_outputs is None:
        return row.output_unit
    return f"of {formats.number(row.planned_outputs)} {row.output_unit}"
