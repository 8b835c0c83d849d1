from functools import lru_cache

from boards.charts import line_chart
from metrics import findings
from metrics.models import Metric
from metrics.tables import HistoryTable

FEWEST_POINTS = 2
# Finding room for every label takes longer than all the rest of a page; the same figures are asked
# for again and again.
_drawn = lru_cache(maxsize=512)(line_chart)


def metric_chart(row):
    """The chart of a MetricRow over its last reports, or None while it has too few figures."""
    reports = row.reports
    if sum(reported.actual is not None for reported in reports) < FEWEST_POINTS:
        return None
    return _drawn(
        title=f"{row.name}: {row.status.label.lower()}",
        description=f"Actual and target to date of {row.name.lower()}, report by report.",
        labels=tuple(reported.period.replace("Quarter ", "Q") for reported in reports),
        actual=tuple(reported.actual for reported in reports),
        target=tuple(reported.target for reported in reports),
        texts=tuple(findings.figure(row, reported.actual) for reported in reports),
        unit="%" if row.percentage else row.unit,
        begins=_beginnings(row),
    )


def _beginnings(row):
    """Where a new year starts the count of an accumulating measure again."""
    if row.method != Metric.Method.ACCUMULATES:
        return ()
    years = [reported.period.split()[-1] for reported in row.reports]
    return tuple(at for at in range(1, len(years)) if years[at] != years[at - 1])


def charts_with_tables(report):
    """For each measure of a MetricReport with a chart: (code, chart, its figures as a table)."""
    for row in report.rows:
        chart = metric_chart(row)
        if chart:
            yield row.code, chart, HistoryTable(row)
