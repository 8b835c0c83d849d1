"""Reads about measures: frozen values that page, tables and paper all take."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from boards.models import BoardQuarter
from metrics.findings import finding, status_of, summary
from metrics.models import Metric, Result, Target
from metrics.phasing import target_to_date

QUARTERS_SHOWN = 8


@dataclass(frozen=True)
class Reported:
    """What an earlier quarter reported about a measure, and the target it was held against."""

    period: str
    first_month: int | None
    last_month: int | None
    actual: Decimal | None
    target: Decimal | None


@dataclass(frozen=True)
class MetricRow:
    """One measure in one quarter: definition, targets, and the figure or why there is none."""

    pk: int
    code: str
    name: str
    definition: str
    unit: str
    percentage: bool
    lower_is_better: bool
    method: str
    decimals: int
    lag: str
    published_source: str
    year: int
    annual: Decimal | None
    period: str = ""
    state: str = ""
    first_month: int | None = None
    last_month: int | None = None
    actual: Decimal | None = None
    different_target: Decimal | None = None
    different_target_reason: str = ""
    source: str = ""
    unavailable_because: str = ""
    expected_on: date | None = None
    comment: str = ""
    mitigation: str = ""
    earlier: tuple[Reported, ...] = ()

    @property
    def has_figure(self):
        return self.state in Result.STATES_WITH_A_FIGURE

    @property
    def previous(self):
        """What the quarter before reported, or None where there is none."""
        return self.earlier[-1] if self.earlier else None

    @property
    def reports(self):
        """What each quarter reported, this one the last, as a tuple of Reported."""
        actual = self.actual if self.has_figure else None
        months = (self.first_month, self.last_month)
        return (*self.earlier, Reported(self.period, *months, actual, self.target))

    @property
    def computed_target(self):
        """The annual target for the months covered, at full precision."""
        return target_to_date(self.method, self.annual, self.first_month, self.last_month)

    @property
    def target(self):
        """The target the figure is held against: a different one where one was given."""
        return self.computed_target if self.different_target is None else self.different_target

    @property
    def status(self):
        return status_of(self)

    @property
    def finding(self):
        return finding(self)


@dataclass(frozen=True)
class MetricReport:
    """The measures of a quarter in the order in which they are printed."""

    rows: tuple[MetricRow, ...]

    def with_status(self, *statuses):
        return tuple(row for row in self.rows if row.status in statuses)

    @property
    def summary(self):
        """One sentence for the whole set."""
        return summary(self)


def metric_report(quarter):
    """The measures of a quarter as a MetricReport."""
    metrics = list(Metric.objects.in_year(quarter.year))
    annual = _annual_targets(quarter)
    quarters = _quarters_to(quarter)
    results = _results(quarters)
    return MetricReport(
        rows=tuple(
            _row(
                metric,
                quarter.key,
                annual.get((metric.pk, quarter.year)),
                results.get((quarter.pk, metric.pk)),
                _earlier(metric, quarters[:-1], annual, results),
            )
            for metric in metrics
        )
    )


def _annual_targets(quarter):
    targets = Target.objects.filter(board=quarter.board_id, year__lte=quarter.year)
    return {(target.metric_id, target.year): target.annual for target in targets}


def _quarters_to(quarter):
    """The board's last quarters in order, this one the last."""
    until = Q(period__year=quarter.year, period__quarter__lt=quarter.period.quarter)
    before = BoardQuarter.objects.filter(
        Q(period__year__lt=quarter.year) | until, board=quarter.board_id
    ).select_related("period")
    latest = before.order_by("-period__year", "-period__quarter")[: QUARTERS_SHOWN - 1]
    return [*reversed(latest), quarter]


def _results(quarters):
    held = Result.objects.filter(quarter__in=quarters)
    return {(item.quarter_id, item.metric_id): item for item in held}


def _earlier(metric, quarters, annual, results):
    """What each earlier quarter of the measure's own years reported, from the oldest on."""
    return tuple(
        _reported(metric, quarter, annual.get((metric.pk, quarter.year)), result)
        for quarter in quarters
        if (result := results.get((quarter.pk, metric.pk)))
    )


def _reported(metric, quarter, annual, result):
    target = result.different_target
    if target is None:
        target = target_to_date(metric.method, annual, result.first_month, result.last_month)
    return Reported(
        period=quarter.key.title,
        first_month=result.first_month,
        last_month=result.last_month,
        actual=result.actual if result.state in Result.STATES_WITH_A_FIGURE else None,
        target=target,
    )


REPORTED = (
    "state", "first_month", "last_month", "actual", "different_target",
    "different_target_reason", "source", "unavailable_because", "expected_on", "comment",
    "mitigation",
)  # fmt: skip


def _row(metric, key, annual, result, earlier):
    reported = {name: getattr(result, name) for name in REPORTED} if result else {}
    return MetricRow(
        pk=metric.pk,
        code=metric.code,
        name=metric.name,
        definition=metric.definition,
        unit=metric.unit,
        percentage=metric.percentage,
        lower_is_better=metric.direction == Metric.Direction.LOWER,
        method=metric.method,
        decimals=metric.decimals,
        lag=metric.lag,
        published_source=metric.source,
        year=key.year,
        annual=annual,
        period=key.title,
        earlier=earlier,
        **reported,
    )
