"""Reads about spending: frozen values that page, workbook and paper all take."""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Min, Q

from boards.kept import kept
from boards.models import Organisation
from finance.budgets import Budget, budgets
from finance.models import Basis, ExpenditureLine, LineReturn, SpendingMinimum
from finance.spend import SpendGroup, SpendReport, SpendRow
from finance.thresholds import threshold_of
from schemes.models import ReportGroup, led_by_name

WITH_FIGURES = (
    Q(returns__spent__isnull=False)
    | Q(returns__forecast__isnull=False)
    | Q(returns__outputs__isnull=False)
)
STREAM_NOT_STATED = "not stated"
LAST_QUARTER = 4
PLACE = itemgetter(0, 1)


@kept
def spend_report(quarter):
    """The spending of a quarter as a SpendReport."""
    previous = _previous_quarter(quarter)
    returns = _returns([quarter.pk, previous and previous.pk])
    planned, rows = budgets(quarter), {}
    for line in _lines(quarter):
        held = returns.get((quarter.pk, line.pk), NOTHING)
        earlier = returns.get((previous.pk, line.pk), NOTHING) if previous else NOTHING
        row = _row(line, held, earlier, planned.get(line.pk, Budget()), quarter.key)
        rows.setdefault(_place(line), []).append((line.scheme__order, line.pk, row))
    return SpendReport(
        groups=tuple(_groups(quarter, rows)),
        previous_period=previous.key.title if previous else "",
        entry_unit=quarter.board.entry_unit,
        threshold=threshold_of(quarter.board),
        is_year_end=quarter.period.quarter == LAST_QUARTER,
        outturn_is_final=quarter.outturn_is_final,
    )


def _previous_quarter(quarter):
    """The board's last quarter before this one in the same year, whose lines are the same."""
    return next((last for last in quarter.earlier if last.year == quarter.year), None)


class Returned(NamedTuple):
    """What a quarter holds of a line, read without making a model of it."""

    quarter: int | None = None
    line: int | None = None
    spent: Decimal | None = None
    forecast: Decimal | None = None
    outputs: Decimal | None = None
    explanation: str = ""
    main_reason: str = ""
    effect: str = ""
    money_use: str = ""
    reviewed_on: date | None = None
    reviewed_by: str = ""
    unlikely_because: str = ""


NOTHING = Returned()
# Fields that a SpendRow takes over as they are held.
TAKEN = Returned._fields[2:]


def _returns(quarters):
    held = LineReturn.objects.filter(quarter__in=[pk for pk in quarters if pk])
    found = map(Returned._make, held.values_list(*Returned._fields))
    return {(item.quarter, item.line): item for item in found}


def _lines(quarter):
    """The lines of the year with what is printed of them, read without making models of them."""
    return ExpenditureLine.objects.asked_in(quarter).filter(
        scheme__board=quarter.board_id, scheme__year=quarter.year
    ).values_list(
        "pk", "plan", "stream", "stream__name", "stream__code", "stream_basis", "scheme__order",
        "scheme__reference", "scheme__name", "scheme__local_heading", "scheme__scheme_type__name",
        "scheme__scheme_type__output_unit", "scheme__planned_outputs", "scheme__led_by",
        "scheme__led_by__short_name", "scheme__is_joint", "scheme__report_group",
        "stream__is_minimum_contribution", "scheme__led_by__kind", "scheme__area_of_spend__name",
        "scheme__area_of_spend__is_social_care", "scheme__area_of_spend__is_out_of_hospital",
        named=True,
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


def _row(line, held, earlier, budget, key):
    return SpendRow(
        line=line.pk,
        reference=line.scheme__reference,
        led_by=led_by_name(line.scheme__led_by__short_name, line.scheme__is_joint),
        leader=line.scheme__led_by,
        heading=line.scheme__scheme_type__name or line.scheme__local_heading,
        name=line.scheme__name,
        stream=line.stream__name or STREAM_NOT_STATED,
        stream_is_derived=line.stream_basis == Basis.DERIVED,
        stream_code=line.stream__code or "",
        output_unit=line.scheme__scheme_type__output_unit or "",
        planned_outputs=line.scheme__planned_outputs,
        plan=line.plan,
        previous=earlier.forecast,
        previous_spent=earlier.spent,
        moved=budget.moved,
        budget_to_date=budget.to_date(line.plan, key.last_month),
        area=line.scheme__area_of_spend__name or "",
        counts_towards=tuple(_counts_towards(line)),
        **dict(zip(TAKEN, held[2:], strict=True)),
    )


def _counts_towards(line):
    """The kinds of SpendingMinimum that money of the line counts towards."""
    if not line.stream__is_minimum_contribution:
        return
    if line.scheme__area_of_spend__is_social_care:
        yield SpendingMinimum.Kind.SOCIAL_CARE.value
    is_nhs = line.scheme__led_by__kind == Organisation.Kind.ICB
    if is_nhs and line.scheme__area_of_spend__is_out_of_hospital:
        yield SpendingMinimum.Kind.OUT_OF_HOSPITAL.value


def _groups(quarter, rows):
    """Lines by report group; what no group names is printed last, never dropped."""
    for (pk, *names), streams in _report_groups(quarter):
        places = [("group", pk), *(("stream", stream) for stream in streams)]
        placed = [rows.pop(place, []) for place in places]
        yield _group(*names, placed)
    if rows:
        yield _group("other", "Other funding", "Other", rows.values())


def _report_groups(quarter):
    """Pairs of (id and names of a group, ids of its streams) in the year's order."""
    groups = ReportGroup.objects.filter(board=quarter.board_id, year=quarter.year)
    found = groups.values_list("pk", "code", "name", "short_name", "streams")
    for names, together in groupby(
        found.order_by("order", "pk", "streams"), key=itemgetter(0, 1, 2, 3)
    ):
        yield names, [stream for *_, stream in together if stream]


def _group(code, name, short_name, placed):
    rows = sorted(((order, pk, row) for found in placed for order, pk, row in found), key=PLACE)
    return SpendGroup(code, name, short_name, tuple(row for _, _, row in rows))
