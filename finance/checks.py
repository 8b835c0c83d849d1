"""What finance still needs, in words for the officer."""

from boards import formats
from boards.problems import Problem

SECTION = "Spending"


def problems(report):
    """Everything that is open in a SpendReport; a missing spend to date blocks nothing."""
    return [*_without_forecast(report), *_without_explanation(report), *_overspent(report)]


def _without_forecast(report):
    count = report.missing("forecast")
    if count:
        lines = formats.counted(len(report.rows), "line")
        yield Problem(SECTION, f"Enter a forecast: {count} of {lines} have no figure.")


def _without_explanation(report):
    for row in report.varying:
        if not row.explanation:
            variance = formats.variance_in_words(row.variance)
            yield Problem(SECTION, f"Explain why {row.reference} {row.name} is {variance}.")


def _overspent(report):
    for row in report.rows:
        if None not in (row.spent, row.forecast) and row.spent > row.forecast >= 0:
            yield Problem(
                SECTION,
                f"Spent to date on {row.reference} {row.name} is more than its forecast. "
                "Change one, or explain why.",
            )
