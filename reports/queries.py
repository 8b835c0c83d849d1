"""Reads across sections and boards."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from boards import formats
from boards.models import BoardQuarter
from boards.permissions import Permission, with_permissions
from finance.models import ExpenditureLine, LineReturn
from finance.queries import left_out
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
    """The reports that a person may read, newest first: a list of QuarterLine."""
    found = with_permissions(user, BoardQuarter.objects.visible_to(user, on))
    quarters = [quarter for quarter in found if Permission.VIEW_FIGURES in quarter.allowed.now]
    lines = _lines_by_year({quarter.board_id for quarter in quarters})
    metrics = _metrics_by_year({quarter.year for quarter in quarters})
    not_asked = Counter()
    for (quarter, _), count in left_out(quarters).items():
        not_asked[quarter] += count
    forecasts = _count(LineReturn.objects.filter(forecast__isnull=False), quarters)
    results = _count(Result.objects.all(), quarters)
    return [
        QuarterLine(
            quarter,
            metrics=metrics[quarter.year],
            metrics_entered=results.get(quarter.pk, 0),
            lines=lines.get((quarter.board_id, quarter.year), 0) - not_asked[quarter.pk],
            lines_entered=forecasts.get(quarter.pk, 0),
        )
        for quarter in quarters
    ]


def _lines_by_year(boards):
    """How many lines each board plans for each year."""
    lines = ExpenditureLine.objects.filter(scheme__board__in=boards).order_by()
    counted = lines.values_list("scheme__board", "scheme__year").annotate(Count("pk"))
    return {(board, year): count for board, year, count in counted}


def _metrics_by_year(years):
    """How many measures hold in each year."""
    held = list(Metric.objects.order_by().values_list("first_year", "last_year"))
    return {
        year: sum(first <= year and (last is None or year <= last) for first, last in held)
        for year in years
    }


def _count(rows, quarters):
    """How many of the rows each quarter has."""
    counted = rows.filter(quarter__in=quarters).order_by().values_list("quarter")
    return dict(counted.annotate(Count("pk")))
