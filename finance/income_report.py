"""The money coming in, as frozen values with their sums."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from boards import formats
from boards.totals import difference, total

THIS, NEXT = "this_year", "next_year"


@dataclass(frozen=True)
class IncomeAddition:
    """Money added to an allocation: announced in the year, or carried forward from the last."""

    amount: Decimal
    announced_on: date
    is_carried: bool = False
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class IncomeRow:
    """A stream of a partner in two years; `runs_in` names the years in which the board has it.

    What stands after `stream` is of the first of the years, but for what names the next. Amounts
    are in pounds; `replaced_by` is the code of the stream of later years that took its place.
    """

    name: str
    contribution: str
    this_year: Decimal | None
    next_year: Decimal | None
    runs_in: tuple[str, ...]
    stream: str = ""
    partner: str = ""
    is_capital: bool = False
    certainty: str = ""
    certainty_next_year: str = ""
    replaced_by: str = ""
    allocation: int | None = None
    initial: Decimal | None = None
    uplift: Decimal | None = None
    additions: tuple[IncomeAddition, ...] = ()
    received: Decimal | None = None
    received_note: str = ""
    previous_received: Decimal | None = None

    @property
    def stream_name(self):
        """The name of the stream alone, for sums over the partners who pay it."""
        return self.name.removesuffix(f" ({self.partner})")

    @property
    def added(self):
        """What was added in the year."""
        return sum((item.amount for item in self.additions if not item.is_carried), Decimal(0))

    @property
    def carried(self):
        """What was brought from the year before."""
        return sum((item.amount for item in self.additions if item.is_carried), Decimal(0))


class IncomeTotals:
    """Sums over `rows`, None while a stream that runs in the year has no amount."""

    @property
    def this_year(self):
        return self.total(THIS)

    @property
    def next_year(self):
        return self.total(NEXT)

    def total(self, field, year=THIS, is_wanted=None):
        """The sum of a field over the rows that run in a year, or over those of them wanted."""
        year = field if field in (THIS, NEXT) else year
        return total(
            getattr(row, field)
            for row in self.rows
            if year in row.runs_in and (is_wanted is None or is_wanted(row))
        )


@dataclass(frozen=True)
class IncomeGroup(IncomeTotals):
    """The streams that one kind of partner pays."""

    name: str
    short_name: str
    rows: tuple[IncomeRow, ...]


@dataclass(frozen=True)
class IncomeReport(IncomeTotals):
    """The money coming in, by who pays it, for the year and the one after where it is known."""

    year: int
    has_next_year: bool
    groups: tuple[IncomeGroup, ...]
    notes: tuple[tuple[str, str], ...]

    @property
    def rows(self):
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True)
class Compared:
    """A stream beside itself a year later, and why the two cannot be held against each other."""

    name: str
    this_year: Decimal | None
    next_year: Decimal | None
    runs_in: tuple[str, ...]
    note: str = ""

    @property
    def change(self):
        """What next year brings more; of a stream that runs in both years alone."""
        if set(self.runs_in) != {THIS, NEXT}:
            return None
        return difference(self.next_year, self.this_year)


def compared(report, display):
    """The rows of an IncomeReport side by side; `display` makes an amount text."""
    before = defaultdict(list)
    for row in report.rows:
        if row.replaced_by and THIS in row.runs_in:
            before[row.replaced_by].append(row)
    coming = {row.stream: row.name for row in report.rows if NEXT in row.runs_in}
    for row in report.rows:
        note = _unlike(report, row, before.get(row.stream, ()), coming, display)
        yield Compared(row.name, row.this_year, row.next_year, row.runs_in, note)


def _unlike(report, row, replaced, coming, display):
    """Why a row is not like for like; empty where it is."""
    if NEXT in row.runs_in and replaced:
        names = formats.listed([old.name for old in replaced])
        together = display(total(old.this_year for old in replaced))
        their = "their sum" if len(replaced) > 1 else "its amount"
        return f"Replaces {names}: compare with {their}, {together}."
    if NEXT not in row.runs_in and row.replaced_by in coming:
        return f"Replaced by {coming[row.replaced_by]}."
    if len(row.runs_in) == 1:
        year = report.year + (NEXT in row.runs_in)
        return f"Only in {formats.financial_year(year)}: not like for like."
    return ""
