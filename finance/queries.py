"""Reads about spending: frozen values that page, workbook and paper all take."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Min, Q

from boards.models import BoardQuarter
from boards.totals import difference, total
from finance.models import Basis, ExpenditureLine, LineReturn
from schemes.models import ReportGroup, led_by_name

WITH_FIGURES = (
    Q(returns__spent__isnull=False)
    | Q(returns__forecast__isnull=False)
    | Q(returns__outputs__isnull=False)
)
STREAM_NOT_STATED = "not stated"


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
    previous: Decimal | None = None

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
    def previous(self):
        return total(row.previous for row in self.rows)

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
    """Every line of a quarter, in the order and groups in which the board prints them.

    `previous_period` names the quarter of the same year whose forecast is each row's `previous`;
    it is empty where the year has no earlier quarter.
    """

    groups: tuple[SpendGroup, ...]
    previous_period: str = ""

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

    def is_empty(self, field):
        """Whether no line has a figure in `field`."""
        return self.missing(field) == len(self.rows)


def spend_report(quarter):
    """The spending of a quarter as a SpendReport."""
    previous = _previous_quarter(quarter)
    returns = _returns([quarter.pk, previous and previous.pk])
    rows = {}
    for line in _lines(quarter):
        held = returns.get((quarter.pk, line.pk), NOTHING)
        earlier = returns.get((previous.pk, line.pk), NOTHING) if previous else NOTHING
        row = _row(line, held, earlier.forecast)
        rows.setdefault(_place(line), []).append((line.scheme__order, line.pk, row))
    return SpendReport(
        groups=tuple(_groups(quarter, rows)),
        previous_period=previous.key.title if previous else "",
    )


def _previous_quarter(quarter):
    """The board's last quarter before this one in the same year, whose lines are the same."""
    return (
        BoardQuarter.objects.filter(
            board=quarter.board_id,
            period__year=quarter.year,
            period__quarter__lt=quarter.period.quarter,
        )
        .select_related("period")
        .order_by("-period__quarter")
        .first()
    )


class Returned(NamedTuple):
    """What a quarter holds of a line, read without making a model of it."""

    quarter: int | None
    line: int | None
    spent: Decimal | None
    forecast: Decimal | None
    explanation: str


NOTHING = Returned(None, None, None, None, "")


def _returns(quarters):
    held = LineReturn.objects.filter(quarter__in=[pk for pk in quarters if pk])
    found = map(Returned._make, held.values_list(*Returned._fields))
    return {(item.quarter, item.line): item for item in found}


def _lines(quarter):
    """The lines of the year with what is printed of them, read without making models of them."""
    return ExpenditureLine.objects.asked_in(quarter).filter(
        scheme__board=quarter.board_id, scheme__year=quarter.year
    ).values_list(
        "pk", "plan", "stream", "stream__name", "stream_basis", "scheme__order",
        "scheme__reference", "scheme__name", "scheme__local_heading", "scheme__scheme_type__name",
        "scheme__led_by", "scheme__led_by__short_name", "scheme__is_joint",
        "scheme__report_group", named=True,
    )  # fmt: skip


def left_out(quarters):
    """How many lines of stopped schemes each quarter does not ask for: by (quarter, leader).

    The ids of quarters and of the organisations that lead; one query for all of them, by the rule
    of `asked_in`.
    """
    boards = {quarter.board_id for quarter in quarters}
    lines = ExpenditureLine.objects.filter(
        scheme__board__in=boards, scheme__stops_on__isnull=False
    ).annotate(reported=Min("returns__quarter__period__quarter", filter=WITH_FIGURES))
    stopped = lines.order_by().values_list(
        "scheme__board", "scheme__year", "scheme__stops_on", "reported", "scheme__led_by"
    )
    return Counter(
        (quarter.pk, leader)
        for board, year, stops_on, reported, leader in stopped
        for quarter in quarters
        if (quarter.board_id, quarter.year) == (board, year)
        and stops_on < quarter.key.first_day
        and (reported is None or reported > quarter.key.quarter)
    )


def _place(line):
    """Where a line is printed: in its scheme's own group, else in the group of its stream."""
    if line.scheme__report_group:
        return "group", line.scheme__report_group
    return "stream", line.stream


def _row(line, held, previous):
    return SpendRow(
        line=line.pk,
        reference=line.scheme__reference,
        led_by=led_by_name(line.scheme__led_by__short_name, line.scheme__is_joint),
        leader=line.scheme__led_by,
        heading=line.scheme__scheme_type__name or line.scheme__local_heading,
        name=line.scheme__name,
        stream=line.stream__name or STREAM_NOT_STATED,
        stream_is_derived=line.stream_basis == Basis.DERIVED,
        plan=line.plan,
        spent=held.spent,
        forecast=held.forecast,
        explanation=held.explanation,
        previous=previous,
    )


def _groups(quarter, rows):
    """Lines by report group; what no group names is printed last, never dropped."""
    for (pk, *names), streams in _report_groups(quarter):
        places = [("group", pk), *(("stream", stream) for stream in streams)]
        yield _group(*names, [rows.pop(place, []) for place in places])
    if rows:
        yield _group("other", "Other funding", "Other", rows.values())


def _report_groups(quarter):
    """Pairs of (id and names of a group, the ids of its streams) in the order of the year."""
    groups = ReportGroup.objects.filter(board=quarter.board_id, year=quarter.year)
    found = groups.values_list("pk", "code", "name", "short_name", "streams").order_by(
        "order", "pk", "streams"
    )
    for names, together in groupby(found, key=itemgetter(0, 1, 2, 3)):
        yield names, [stream for *_, stream in together if stream]


def _group(code, name, short_name, placed):
    rows = sorted((order, pk, row) for found in placed for order, pk, row in found)
    return SpendGroup(code, name, short_name, tuple(row for _, _, row in rows))
