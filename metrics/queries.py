"""Reads about measures: frozen values that page, tables and paper all take."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.findings import finding, status_of, summary
from metrics.models import Metric, Result, Target
from metrics.phasing import target_to_date


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
    targets = Target.objects.filter(board=quarter.board_id, year=quarter.year)
    annual = {target.metric_id: target.annual for target in targets}
    results = {result.metric_id: result for result in Result.objects.filter(quarter=quarter)}
    return MetricReport(
        rows=tuple(
            _row(metric, quarter.year, annual.get(metric.pk), results.get(metric.pk))
            for metric in Metric.objects.in_year(quarter.year)
        )
    )


REPORTED = (
    "state", "first_month", "last_month", "actual", "different_target",
    "different_target_reason", "source", "unavailable_because", "expected_on", "comment",
    "mitigation",
)  # fmt: skip


def _row(metric, year, annual, result):
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
        year=year,
        annual=annual,
        **reported,
    )
