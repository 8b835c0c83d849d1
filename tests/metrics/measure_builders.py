"""Builders for the page of one measure: what is typed, and what is read."""

from metrics.models import Metric
from tests.builders import make_metric

FALLS = "/northshire/2023-24-q3/metrics/falls/"
REABLEMENT = "/northshire/2023-24-q3/metrics/reablement/"
FIGURE = {"state": "AVAILABLE", "first_month": "1", "last_month": "6", "actual": "995"}
LATER = {
    "state": "NOT_YET", "unavailable_kind": "NATIONAL", "expected_on_day": "14",
    "expected_on_month": "3", "expected_on_year": "2099",
}  # fmt: skip


def words(answer):
    return " ".join(answer.content.decode().split())


def make_share(quarter, **definition):
    """A percentage with its two numbers: people at home of people followed up."""
    defaults = {
        "percentage": True, "method": "constant", "direction": Metric.Direction.HIGHER,
        "numerator_name": "people at home 91 days later",
        "denominator_name": "people discharged to reablement", "rate_base": 100,
    }  # fmt: skip
    return make_metric(quarter, "reablement", annual="96.5", **defaults | definition)


def day(name, year, month=3, of_month=14):
    parts = {"day": of_month, "month": month, "year": year}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}
