import pytest

from metrics.charts import metric_chart
from metrics.queries import metric_report
from tests.builders import make_metric, make_quarter, report_metric

pytestmark = pytest.mark.django_db


def chart_of(method):
    """The chart of a measure over the last quarter of a year and the first two of the next."""
    first = make_quarter(year=2022, quarter=4)
    metric = make_metric(first, "falls", annual="1200", method=method)
    quarters = [first, *(make_quarter(first.board, year=2023, quarter=n) for n in (1, 2))]
    for quarter, actual in zip(quarters, ("1100", "300", "610"), strict=True):
        report_metric(quarter, metric, actual=actual, last_month=3)
    return metric_chart(metric_report(quarters[-1]).rows[0])


def test_a_chart_shows_what_each_report_said():
    chart = chart_of("accumulates")

    shown = [text.text for text in chart.texts]
    assert {"1,100", "300", "610", "Actual"} <= set(shown)
    assert chart.title == "Falls: no target"


def test_no_line_leads_from_the_end_of_a_year_to_a_count_that_starts_again():
    assert [len(line.points) for line in chart_of("accumulates").lines if line.css == "actual"] == [
        2
    ]


def test_a_measure_that_is_the_same_all_year_is_one_line():
    assert [len(line.points) for line in chart_of("constant").lines if line.css == "actual"] == [3]


def test_one_figure_makes_no_chart():
    quarter = make_quarter()
    report_metric(quarter, make_metric(quarter), actual="5")

    assert metric_chart(metric_report(quarter).rows[0]) is None
