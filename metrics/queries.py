"""Reads about measures: frozen values that page, tables and paper all take."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from boards.converters import PeriodKey
from boards.kept import kept
from metrics import held
from metrics.findings import finding, status_of, summary
from metrics.models import Metric, Result
from metrics.phasing import target_to_date


@dataclass(frozen=True)
class Reported:
    """What an earlier quarter reported about a measure, and the target it was held against."""

    period: str
    first_month: int | None
    last_month: int | None
    actual: Decimal | None
    target: Decimal | None
    key: PeriodKey | None = None
    report: int | None = None


@dataclass(frozen=True)
class Restated:
    """A figure of an earlier report that this one puts right."""

    report: int
    period: str
    kind: str
    before: Decimal
    after: Decimal
    because: str


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
    numerator_name: str = ""
    denominator_name: str = ""
    rate_base: int | None = None
    lag_months: int | None = None
    profile: tuple[Decimal, ...] = ()
    quarter: int = 0
    period: str = ""
    state: str = ""
    first_month: int | None = None
    last_month: int | None = None
    actual: Decimal | None = None
    different_target: Decimal | None = None
    different_target_reason: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source: str = ""
    as_at: date | None = None
    national_value: Decimal | None = None
    national_source: str = ""
    national_differs_because: str = ""
    unlikely_because: str = ""
    unavailable_because: str = ""
    expected_on: date | None = None
    comment: str = ""
    off_target_because: str = ""
    mitigation: str = ""
    year_outcome: str = ""
    earlier: tuple[Reported, ...] = ()
    restated: tuple[Restated, ...] = ()

    @property
    def has_figure(self):
        return self.state in Result.STATES_WITH_A_FIGURE

    @property
    def is_typed(self):
        """Whether the figure is this quarter's own: only then do its parts belong to it."""
        return self.state == Result.State.AVAILABLE

    @property
    def has_parts(self):
        """Whether the measure is a share or rate of two numbers that people can give."""
        return bool(self.numerator_name and self.denominator_name and self.rate_base)

    @property
    def last_figure(self):
        """The latest earlier report that holds a figure, or None."""
        return next((item for item in reversed(self.earlier) if item.actual is not None), None)

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
        months = self.first_month, self.last_month
        return target_to_date(self.method, self.annual, *months, self.profile)

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


@kept
def metric_report(quarter, **only):
    """The measures of a quarter as a MetricReport; `only` may name one by its code."""
    metrics = list(Metric.objects.in_year(quarter.year).filter(**only))
    measures = [metric.pk for metric in metrics]
    quarters = [*reversed(quarter.earlier), quarter]
    targets = held.targets(quarter, measures)
    results, revisions = held.results(quarters, measures), held.revisions(quarters, measures)
    return MetricReport(
        rows=tuple(
            _row(
                metric,
                quarter.key,
                targets.get((metric.pk, quarter.year), held.NO_TARGET),
                results.get((quarter.pk, metric.pk)),
                _earlier(metric, quarters[:-1], targets, results, revisions),
                _restated(metric, quarters, revisions),
            )
            for metric in metrics
        )
    )


def _earlier(metric, quarters, targets, results, revisions):
    """What each earlier quarter of the measure's own years reported, from the oldest on."""
    latest = {item.of: item for item in revisions if item.metric == metric.pk}
    return tuple(
        _reported(
            metric,
            quarter,
            targets.get((metric.pk, quarter.year), held.NO_TARGET),
            result,
            latest.get(quarter.pk),
        )
        for quarter in quarters
        if (result := results.get((quarter.pk, metric.pk)))
    )


def _reported(metric, quarter, of_year, result, revision):
    """What a quarter reported; the figure is the restated one where a later report restates it."""
    last_month = (revision and revision.last_month) or result.last_month
    actual = revision.after if revision else result.actual
    months, target = (result.first_month, last_month), result.different_target
    if target is None:
        target = target_to_date(metric.method, of_year.annual, *months, of_year.profile)
    return Reported(
        period=quarter.key.title,
        first_month=result.first_month,
        last_month=last_month,
        actual=actual if result.state in Result.STATES_WITH_A_FIGURE else None,
        target=target,
        key=quarter.key,
        report=quarter.pk,
    )


def _restated(metric, quarters, revisions):
    """What this quarter, the last of them, restates about a measure, the oldest report first."""
    here = quarters[-1].pk, metric.pk
    made = {item.of: item for item in revisions if (item.quarter, item.metric) == here}
    return tuple(
        Restated(
            report=quarter.pk,
            period=quarter.key.title,
            kind=item.kind,
            before=item.before,
            after=item.after,
            because=item.because,
        )
        for quarter in quarters
        if (item := made.get(quarter.pk))
    )


DEFINED = (
    "pk", "code", "name", "definition", "unit", "percentage", "method", "decimals", "lag",
    "numerator_name", "denominator_name", "rate_base", "lag_months",
)  # fmt: skip


def _row(metric, key, of_year, result, earlier, restated):
    reported = result._asdict() if result else {}
    return MetricRow(
        **{name: getattr(metric, name) for name in DEFINED},
        lower_is_better=metric.direction == Metric.Direction.LOWER,
        published_source=metric.source,
        year=key.year,
        quarter=key.quarter,
        annual=of_year.annual,
        profile=of_year.profile,
        period=key.title,
        earlier=earlier,
        restated=restated,
        **reported,
    )
