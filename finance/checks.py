"""What finance still needs, in words for the officer."""

from django.urls import reverse

from boards import formats
from boards.problems import Problem
from finance.agreement import State
from finance.allocations import against_allocations
from finance.doubts import above_forecast, is_above_forecast
from finance.explaining import open_points, place_of
from finance.units import EXACT

SECTION = "Spending"


def problems(report, income=(), address=None):
    """Everything that is open in a SpendReport; a missing spend to date blocks nothing.

    `income` are the allocations of the year, each an Income, against which the plan is held. With
    the `address` of the quarter each about an explanation leads to the place where it is typed.
    """
    return [
        *_without_forecast(report),
        *_without_explanation(report, address),
        *_overspent(report),
        *_not_the_allocation(report, income),
    ]


def _without_forecast(report):
    count = report.missing("forecast")
    if count:
        lines = formats.counted(len(report.rows), "line")
        word = report.forecast_word.lower()
        article = "an" if report.is_year_end else "a"
        yield Problem(SECTION, f"Enter {article} {word}: {count} of {lines} have no figure.")


def _without_explanation(report, address):
    page = reverse("finance:explanations", kwargs=address) if address else ""
    for row in report.to_explain:
        for point in open_points(report, row):
            yield Problem(SECTION, f"{point}.", page and place_of(page, row, "line"))


def _overspent(report):
    for row in report.rows:
        if is_above_forecast(row.spent, row.forecast) and not row.unlikely_because:
            words = above_forecast(row.name, row.spent, row.forecast, EXACT[report.unit])
            yield Problem(SECTION, f"{words}.")


def _not_the_allocation(report, income):
    """Streams of which more or less is planned than they bring, where that is known."""
    brought = {item.stream: (item.name, item.allocation) for item in income}
    for found in against_allocations(report, brought):
        if found.state is State.CHECK:
            yield Problem(SECTION, found.words)
