"""Reads about income: what each stream brings in a year, and in the next where it is known."""

from dataclasses import dataclass
from decimal import Decimal

from boards.kept import kept
from boards.totals import total
from finance.models import Allocation, Basis
from schemes.models import FundingStream


@dataclass(frozen=True)
class Income:
    """What one stream brings in a year; amounts in pounds, uplifts in per cent."""

    stream: str
    name: str
    payer: str
    mandatory: bool
    initial: Decimal | None
    additions: tuple[tuple[Decimal, str], ...]
    is_derived: bool
    uplift: Decimal | None
    uplift_next_year: Decimal | None
    note: str

    @property
    def added(self):
        return total(amount for amount, _ in self.additions)

    @property
    def allocation(self):
        return None if self.initial is None else self.initial + self.added


@dataclass(frozen=True)
class IncomeRow:
    """A stream in two years; `runs_in` names the years in which the board has it."""

    name: str
    contribution: str
    this_year: Decimal | None
    next_year: Decimal | None
    runs_in: tuple[str, ...]
    stream: str = ""


class IncomeTotals:
    """Sums over `rows`, None while a stream that runs in the year has no amount."""

    @property
    def this_year(self):
        return self._total("this_year")

    @property
    def next_year(self):
        return self._total("next_year")

    def _total(self, year):
        return total(getattr(row, year) for row in self.rows if year in row.runs_in)


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


@kept
def income(quarter):
    """The allocations of the quarter's year, a tuple of Income in the order of the streams."""
    return _by_year(quarter)[quarter.year]


@kept
def income_report(quarter):
    """The income of the quarter's year and the next as an IncomeReport."""
    by_year = _by_year(quarter)
    this_year, next_year = by_year[quarter.year], by_year[quarter.year + 1]
    return IncomeReport(
        year=quarter.year,
        has_next_year=bool(next_year),
        groups=tuple(_groups(this_year, next_year)),
        notes=tuple((item.name, note) for item in this_year if (note := _note(item))),
    )


def _by_year(quarter):
    years = {quarter.year: (), quarter.year + 1: ()}
    allocations = Allocation.objects.filter(board=quarter.board_id, year__in=years)
    related = allocations.select_related("stream").prefetch_related("additions")
    for allocation in related.order_by("stream"):
        years[allocation.year] += (_income(allocation),)
    return years


def _income(allocation):
    return Income(
        stream=allocation.stream.code,
        name=allocation.stream.name,
        payer=allocation.stream.paid_by,
        mandatory=allocation.stream.mandatory,
        initial=allocation.amount,
        additions=tuple((item.amount, item.note) for item in allocation.additions.all()),
        is_derived=allocation.basis == Basis.DERIVED,
        uplift=allocation.uplift,
        uplift_next_year=allocation.uplift_next_year,
        note=allocation.note,
    )


def _groups(this_year, next_year):
    streams = {item.stream: item for item in (*this_year, *next_year)}
    years = {"this_year": this_year, "next_year": next_year}
    amounts = {
        name: {item.stream: item.allocation for item in held} for name, held in years.items()
    }
    for payer in FundingStream.Payer:
        rows = tuple(
            IncomeRow(
                item.name,
                "Minimum" if item.mandatory else "Additional",
                **{name: held.get(code) for name, held in amounts.items()},
                runs_in=tuple(name for name, held in amounts.items() if code in held),
                stream=code,
            )
            for code, item in streams.items()
            if item.payer == payer
        )
        if rows:
            yield IncomeGroup(f"{payer.label} funding", payer.label, rows)


def _note(item):
    """What a reader must know of the figure: whether it is printed, and what was added."""
    parts = [note for _, note in item.additions]
    if item.is_derived:
        parts.append(f"Derived, not printed. {item.note}")
    elif item.note:
        parts.append(item.note)
    return " ".join(part.strip() for part in parts)
