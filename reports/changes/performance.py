"""Table 1 and what is said below it."""

from boards import formats
from boards.workflow import Part
from metrics import findings, remarks
from metrics.models import Metric, Result
from metrics.tables import period_text, status_text
from reports.changes.values import Entry, Item, Listing, Trail, chosen, day, prose, yes_or_no

STATES = {"": "Not entered"} | dict(Result.State.choices)


def performance(paper):
    """The measures of a BoardPaper as Listings."""
    items = tuple(_measure(row) for row in paper.metrics.rows)
    return [Listing(Part.PERFORMANCE, "Table 1, measures", items)]


def _measure(row):
    entries = (*_figures(row), *_words(row), *_behind(row), *_definition(row), *_reports(row))
    return Item(row.code, f"Table 1, {row.name}", entries, Trail(("metrics.",), row.code))


def _figures(row):
    different = row.different_target
    months = period_text(row) if row.has_figure else formats.months(row.first_month, row.last_month)
    return (
        Entry("Annual target", findings.annual_text(row), formats.number(row.annual)),
        Entry(
            "Target to date", findings.target_text(row), formats.number(row.target), follows=True
        ),
        Entry("Different target", "" if different is None else findings.figure(row, different)),
        prose("Reason for a different target", row.different_target_reason),
        Entry("Available", STATES.get(row.state, row.state)),
        Entry("Actual", findings.figure(row, row.actual)),
        Entry("Months covered", months, f"{row.first_month} {row.last_month}"),
        Entry("Status", status_text(row), follows=True),
        chosen("Outcome of the year", Result.YearOutcome, row.year_outcome),
    )


def _words(row):
    return (
        prose("Why the figure is not available", row.unavailable_because),
        day("Expected on", row.expected_on),
        prose("Comment", row.comment),
        prose("Why it is not on target", row.off_target_because),
        prose("Mitigation", row.mitigation),
    )


def _behind(row):
    return (
        Entry("Source of the figure", row.source),
        day("Data as at", row.as_at),
        Entry("Numerator", formats.number(row.numerator)),
        Entry("Denominator", formats.number(row.denominator)),
        Entry("National figure", findings.figure(row, row.national_value)),
        Entry("Source of the national figure", row.national_source),
        prose("Why the national figure differs", row.national_differs_because),
        prose("Why an unlikely figure is right", row.unlikely_because),
    )


def _definition(row):
    base = "" if row.rate_base is None else formats.number(row.rate_base)
    return (
        Entry("Name", row.name),
        Entry("Definition", row.definition),
        Entry("Unit", row.unit),
        yes_or_no("Shown as a percentage", row.percentage),
        Entry("On target when", "lower" if row.lower_is_better else "higher"),
        chosen("Target to date is", Metric.Method, row.method),
        Entry("Decimals", str(row.decimals)),
        Entry("Delay of the data", row.lag),
        Entry("Indicator", row.published_source),
        Entry("Numerator is", row.numerator_name),
        Entry("Denominator is", row.denominator_name),
        Entry("Rate for so many people", base),
        Entry("Target month by month", ", ".join(map(formats.number, row.profile))),
        Entry("Report", row.period),
    )


def _reports(row):
    """What earlier reports gave, and what of it this one puts right."""
    for item in row.earlier:
        exact = f"{_reported(row, item, None)} ({item.first_month} to {item.last_month})"
        yield Entry(f"Reported in {item.period}", _reported(row, item, row.decimals), exact)
    for item in row.restated:
        exact = f"{item.before} {item.after}"
        yield Entry(f"Restated for {item.period}", remarks.restatement(row, item), exact)


def _reported(row, item, decimals):
    months = formats.months(item.first_month, item.last_month)
    actual = findings.figure(row, item.actual)
    return f"{actual}, target {findings.figure(row, item.target, decimals)}, {months}"
