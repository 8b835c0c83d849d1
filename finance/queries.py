"""Reads about money: each returns frozen values that page, workbook and paper all take."""

from dataclasses import dataclass
from decimal import Decimal

from boards.totals import difference, total
from finance.models import Allocation, Basis, ExpenditureLine, LineReturn
from schemes.models import ReportGroup


@dataclass(frozen=True)
class SpendRow:
    """One line: its plan for the year, and what the quarter reports; amounts in pounds."""

    line: int
    reference: str
    led_by: str
    leader: int | None
    heading: str
    name: str
    stream: str
    stream_is_derived: bool
    plan: Decimal | None
    spent: Decimal | None
    forecast: Decimal | None
    explanation: str

    @property
    def variance(self):
        """Forecast less plan: minus means under plan."""
        return difference(self.forecast, self.plan)


class Totals:
    """Sums over `rows`; each is None while a part of it is missing."""

    @property
    def plan(self):
        return total(row.plan for row in self.rows)

    @property
    def spent(self):
        return total(row.spent for row in self.rows)

    @property
    def forecast(self):
        return total(row.forecast for row in self.rows)

    @property
    def variance(self):
        return difference(self.forecast, self.plan)


@dataclass(frozen=True)
class SpendGroup(Totals):
    """The lines that the board prints under one heading."""

    code: str
    name: str
    short_name: str
    rows: tuple[SpendRow, ...]


@dataclass(frozen=True)
class SpendReport(Totals):
    """Every line of a quarter, in the order and groups in which the board prints them."""

    groups: tuple[SpendGroup, ...]

    @property
    def rows(self):
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def varying(self):
        """The lines whose forecast differs from plan."""
        return tuple(row for row in self.rows if row.variance)

    def missing(self, field):
        """How many lines have no figure in `field`."""
        return sum(getattr(row, field) is None for row in self.rows)


def spend_report(quarter):
    """The spending of a quarter as a SpendReport."""
    returns = {item.line_id: item for item in LineReturn.objects.filter(quarter=quarter)}
    rows_by_stream = {}
    for line in _lines(quarter):
        row = _row(line, returns.get(line.pk))
        rows_by_stream.setdefault(line.stream_id, []).append((line.scheme.order, line.pk, row))
    return SpendReport(groups=tuple(_groups(quarter, rows_by_stream)))


def _lines(quarter):
    return ExpenditureLine.objects.filter(
        scheme__board=quarter.board_id, scheme__year=quarter.year
    ).select_related("scheme__scheme_type", "scheme__led_by", "stream")


def _row(line, line_return):
    return SpendRow(
        line=line.pk,
        reference=line.scheme.reference,
        led_by=line.scheme.led_by_name,
        leader=line.scheme.led_by_id,
        heading=line.scheme.heading,
        name=line.scheme.name,
        stream=line.stream.name,
        stream_is_derived=line.stream_basis == Basis.DERIVED,
        plan=line.plan,
        spent=line_return and line_return.spent,
        forecast=line_return and line_return.forecast,
        explanation=line_return.explanation if line_return else "",
    )


def _groups(quarter, rows_by_stream):
    """Lines by report group; a stream that no group names is printed last, never dropped."""
    groups = ReportGroup.objects.filter(board=quarter.board_id, year=quarter.year)
    for group in groups.prefetch_related("streams"):
        placed = [rows_by_stream.pop(stream.pk, []) for stream in group.streams.all()]
        yield _group(group.code, group.name, group.short_name, placed)
    if rows_by_stream:
        yield _group("other", "Other funding", "Other", rows_by_stream.values())


def _group(code, name, short_name, placed):
    rows = sorted((order, pk, row) for stream in placed for order, pk, row in stream)
    return SpendGroup(code, name, short_name, tuple(row for _, _, row in rows))


@dataclass(frozen=True)
class Income:
    """What one stream brings in a year; amounts in pounds, uplifts in per cent."""

    stream: str
    name: str
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


def income(quarter):
    """The allocations of the quarter's year, a tuple of Income in the order of the streams."""
    allocations = Allocation.objects.filter(board=quarter.board_id, year=quarter.year)
    related = allocations.select_related("stream").prefetch_related("additions")
    return tuple(_income(item) for item in related.order_by("stream"))


def _income(allocation):
    return Income(
        stream=allocation.stream.code,
        name=allocation.stream.name,
        initial=allocation.amount,
        additions=tuple((item.amount, item.note) for item in allocation.additions.all()),
        is_derived=allocation.basis == Basis.DERIVED,
        uplift=allocation.uplift,
        uplift_next_year=allocation.uplift_next_year,
        note=allocation.note,
    )
