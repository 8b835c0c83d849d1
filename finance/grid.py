"""The grid of lines as its template draws it: every figure already in the board's unit."""

from dataclasses import dataclass
from dataclasses import fields as dataclass_fields

from finance.forms import DISPLAYS, Cell
from finance.queries import SpendRow


@dataclass(frozen=True)
class Figures:
    """The figures of a row of totals as text."""

    plan: str
    previous: str
    spent: str
    forecast: str
    variance: str


@dataclass(frozen=True)
class GridLine:
    row: SpendRow
    cells: tuple[Cell, ...]
    plan: str
    previous: str
    variance: str

    @property
    def has_error(self):
        return any(cell.error for cell in self.cells)

    @property
    def has_messages(self):
        return any(cell.error or cell.asks_about_credit for cell in self.cells)


@dataclass(frozen=True)
class GridGroup:
    name: str
    short_name: str
    lines: tuple[GridLine, ...]
    totals: Figures


def figures(totals, display):
    """The sums of a group or of the whole report as Figures."""
    return Figures(*(display(getattr(totals, field.name)) for field in dataclass_fields(Figures)))


def grid(report, form):
    """The groups of a SpendReport with the cells of a SpendingForm, a tuple of GridGroup."""
    cells = form.cells_by_line()
    display = DISPLAYS[form.unit]
    return tuple(
        GridGroup(
            name=group.name,
            short_name=group.short_name,
            lines=tuple(
                GridLine(
                    row,
                    tuple(cells[row.line]),
                    *(display(amount) for amount in (row.plan, row.previous, row.variance)),
                )
                for row in group.rows
            ),
            totals=figures(group, display),
        )
        for group in report.groups
    )
