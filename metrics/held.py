"""What is held about measures, read without making models of it."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from metrics.models import Result, Revision, Target


class YearTarget(NamedTuple):
    annual: Decimal | None
    profile: tuple[Decimal, ...]


NO_TARGET = YearTarget(None, ())


def targets(quarter, measures):
    """The targets of the board up to this year, by measure and year, as YearTargets."""
    held = Target.objects.filter(
        board=quarter.board_id, year__lte=quarter.year, metric__in=measures
    ).order_by("profile__month")
    annual, months = {}, defaultdict(list)
    for *place, of_year, month in held.values_list("metric", "year", "annual", "profile__value"):
        annual[tuple(place)] = of_year
        months[tuple(place)] += [] if month is None else [month]
    return {place: YearTarget(annual[place], tuple(months[place])) for place in annual}


class Entered(NamedTuple):
    """What a quarter holds of a measure, read without making a model of it."""

    state: str
    first_month: int | None
    last_month: int | None
    actual: Decimal | None
    different_target: Decimal | None
    different_target_reason: str
    numerator: Decimal | None
    denominator: Decimal | None
    source: str
    as_at: date | None
    national_value: Decimal | None
    national_source: str
    national_differs_because: str
    unlikely_because: str
    unavailable_because: str
    expected_on: date | None
    comment: str
    off_target_because: str
    mitigation: str
    year_outcome: str


def results(quarters, measures):
    """What the quarters hold, by quarter and measure."""
    held = Result.objects.filter(quarter__in=quarters, metric__in=measures)
    return {
        (quarter, metric): Entered(*entered)
        for quarter, metric, *entered in held.values_list("quarter", "metric", *Entered._fields)
    }


class Revised(NamedTuple):
    """What one quarter puts right in the report `of` an earlier one."""

    quarter: int
    metric: int
    of: int
    last_month: int | None
    kind: str
    before: Decimal
    after: Decimal
    because: str


def revisions(quarters, measures):
    """What these quarters restated, the latest last."""
    held = Revision.objects.filter(quarter__in=quarters, metric__in=measures).order_by()
    place = {quarter.pk: number for number, quarter in enumerate(quarters)}
    found = map(Revised._make, held.values_list(*Revised._fields))
    return sorted(found, key=lambda item: place[item.quarter])
