"""The tables of the income page as its template draws them: amounts in the board's unit."""

from dataclasses import dataclass
from functools import cached_property

from boards import formats
from boards.totals import difference
from finance.forms import Cell
from finance.income_report import NEXT, THIS, IncomeRow, compared
from finance.models import Allocation
from finance.units import DISPLAYS

CERTAINTY = dict(Allocation.Certainty.choices)
CONFIRMED = Allocation.Certainty.CONFIRMED
MINIMUM = "Minimum"
OF_WHICH = (
    ("of which minimum contributions", lambda row: row.contribution == MINIMUM),
    ("of which additional contributions", lambda row: row.contribution != MINIMUM),
    ("of which capital", lambda row: row.is_capital),
    ("of which revenue", lambda row: not row.is_capital),
)


@dataclass(frozen=True)
class Sums:
    """A row of totals: what it is of, and its figures in the order of the columns."""

    name: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A stream of a partner, with the box for what was received."""

    row: IncomeRow
    words: str
    certainty: str
    figures: tuple[str, ...]
    cell: Cell | None


@dataclass(frozen=True)
class Group:
    """What one kind of partner pays."""

    name: str
    lines: tuple[Line, ...]
    sums: Sums


class IncomeTable:
    """The allocations of the year, by who pays them."""

    def __init__(self, report, form):
        self.report, self.display = report, DISPLAYS[form.unit]
        self.cells = {line: cells["received"] for line, cells in form.cells_by_line().items()}

    @cached_property
    def groups(self):
        return [
            self._group(group)
            for group in self.report.groups
            if any(THIS in row.runs_in for row in group.rows)
        ]

    @property
    def total(self):
        return self._sums("Total", self.report)

    @property
    def of_which(self):
        """The parts of the total that there are: contributions, then capital and revenue."""
        return [
            self._sums(name, self.report, is_wanted)
            for name, is_wanted in OF_WHICH
            if any(is_wanted(row) for row in self._rows(self.report))
        ]

    @property
    def partners(self):
        """The sums of each partner that an allocation names, and of the rest beside them."""
        for group in self.report.groups:
            names = dict.fromkeys(row.partner for row in self._rows(group))
            if any(names):
                for partner in names:
                    name = partner or f"{group.short_name}, no partner named"
                    yield self._sums(name, group, lambda row, of=partner: row.partner == of)

    @property
    def without_amount(self):
        """The names of the streams of which no amount is known."""
        return [row.name for row in self._rows(self.report) if row.this_year is None]

    @property
    def additions(self):
        """What was added in the year: (name of the stream, IncomeAddition, amount)."""
        return [
            (row.name, item, self.display(item.amount))
            for row in self.report.rows
            for item in row.additions
        ]

    def _rows(self, of):
        return [row for row in of.rows if THIS in row.runs_in]

    def _group(self, group):
        lines = tuple(map(self._line, self._rows(group)))
        return Group(group.name, lines, self._sums(f"{group.short_name} subtotal", group))

    def _line(self, row):
        words = f"{row.contribution} contribution{', capital' if row.is_capital else ''}"
        figures = (
            self.display(row.initial),
            "not stated" if row.uplift is None else formats.percentage(row.uplift),
            self.display(row.added),
            self.display(row.carried),
            self.display(row.this_year),
        )
        return Line(row, words, certainty(row.certainty), figures, self.cells.get(row.allocation))

    def _sums(self, name, of, is_wanted=None):
        fields = ("initial", "", "added", "carried", "this_year", "received")
        return Sums(
            name,
            tuple(
                self.display(of.total(field, is_wanted=is_wanted)) if field else ""
                for field in fields
            ),
        )

    def compared(self):
        """The two years side by side: each stream with its amounts, and the totals below."""
        return [self._compared(item, row) for item, row in self._pairs()]

    @property
    def total_of_both(self):
        """The totals of the two years, and what the later one brings more."""
        years = self.report.this_year, self.report.next_year
        return [self.display(amount) for amount in (*years, difference(years[1], years[0]))]

    def _pairs(self):
        return zip(compared(self.report, self.display), self.report.rows, strict=True)

    def _compared(self, item, row):
        return {
            "name": item.name,
            "this_year": self._amount(item, THIS, row.certainty),
            "next_year": self._amount(item, NEXT, row.certainty_next_year),
            "change": "" if item.change is None else self.display(item.change),
            "note": item.note,
        }

    def _amount(self, item, year, how_sure):
        """An amount with how sure it is, or that the stream does not run in the year."""
        if year not in item.runs_in:
            return "does not run"
        said = certainty(how_sure).lower()
        return f"{self.display(getattr(item, year))}{f' ({said})' if said else ''}"


def certainty(code):
    """“Approximate” or “Not confirmed”; nothing of what is confirmed."""
    return "" if code in ("", CONFIRMED) else CERTAINTY[code]
