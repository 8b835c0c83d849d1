"""Reads across sections and boards."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from boards import formats
from boards.models import BoardQuarter
from boards.permissions import Permission, with_permissions
from finance.models import ExpenditureLine, LineReturn
from metrics.models import Metric, Result

ENTERING = frozenset({Permission.EDIT_METRICS, Permission.EDIT_SPENDING})


@dataclass(frozen=True)
class QuarterLine:
    """One report in the list of a person's reports, and what in it has no entry yet."""

    quarter: BoardQuarter
    metrics: int
    metrics_entered: int
    lines: int
    lines_entered: int

    @property
    def is_waiting(self):
        """Whether the person can enter something that is missing."""
        return bool(ENTERING & self.quarter.allowed.now) and bool(self._missing())

    @property
    def waiting_for(self):
        """“2 measures and 35 forecasts”."""
        return formats.listed(self._missing())

    @property
    def entered(self):
        """How far the report is, in words."""
        measures = formats.counted(self.metrics, "measure")
        forecasts = formats.counted(self.lines, "forecast")
        return f"{self.metrics_entered} of {measures}, {self.lines_entered} of {forecasts}"

    def _missing(self):
        missing = {
            "measure": self.metrics - self.metrics_entered,
            "forecast": self.lines - self.lines_entered,
        }
        return [formats.counted(count, name) for name, count in missing.items() if count > 0]


def your_reports(user, on):
    """The reports that a person may read, newest first, in two queries: a list of QuarterLine."""
    quarters = BoardQuarter.objects.visible_to(user, on).annotate(
        metrics_due=_count(_metrics_of_year()),
        metrics_entered=_count(Result.objects.filter(quarter=OuterRef("pk"))),
        lines_due=_count(_lines_of_year()),
        lines_entered=_count(
            LineReturn.objects.filter(quarter=OuterRef("pk"), forecast__isnull=False)
        ),
    )
    return [
        QuarterLine(
            quarter,
            quarter.metrics_due,
            quarter.metrics_entered,
            quarter.lines_due,
            quarter.lines_entered,
        )
        for quarter in with_permissions(user, quarters)
        if Permission.VIEW_FIGURES in quarter.allowed.now
    ]


def _metrics_of_year():
    year = OuterRef("period__year")
    still = Q(last_year__isnull=True) | Q(last_year__gte=year)
    return Metric.objects.filter(still, first_year__lte=year)


def _lines_of_year():
    return ExpenditureLine.objects.filter(
        scheme__board=OuterRef("board"), scheme__year=OuterRef("period__year")
    )


def _count(rows):
    together = rows.order_by().annotate(together=Value(1)).values("together")
    return Coalesce(Subquery(together.annotate(count=Count("pk")).values("count")), 0)
