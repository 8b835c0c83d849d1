from django.urls import reverse

from boards import formats
from boards.permissions import Permission
from finance.explaining import place_of
from reports.answers.cards import Answer, Card, Part

# More differences than this are counted, and read on their own page.
DIFFERENCES_SHOWN = 30


def spending(quarter, report):
    """The totals of the fund, what is missing from them, and why lines differ from plan."""
    return Part("Spending", (_totals(quarter, report), _differences(quarter, report)))


def _totals(quarter, report):
    url = reverse("finance:spending", kwargs=quarter.address)
    not_reviewed = len(report.rows) - report.reviewed
    totals = (
        ("Plan", formats.thousands_in_text(report.plan), ""),
        ("Forecast", formats.thousands_in_text(report.forecast), url),
        ("Difference from plan", formats.variance_in_words(report.variance), url),
        ("Spent to date", formats.thousands_in_text(report.spent), url),
        ("Lines without a forecast", _of_all(report.missing("forecast"), report), url),
        (
            "Lines not reviewed this quarter",
            _of_all(not_reviewed, report),
            url,
        ),
    )
    return Card(
        "The whole fund",
        tuple(Answer(q, text, to, q.lower(), Permission.EDIT_SPENDING) for q, text, to in totals),
    )


def _of_all(count, report):
    return f"{count:,} of {len(report.rows):,}" if count else "None"


def _differences(quarter, report):
    url = reverse("finance:explanations", kwargs=quarter.address)
    lines = report.varying
    answers = [_difference(row, url) for row in lines[:DIFFERENCES_SHOWN]]
    more = lines[DIFFERENCES_SHOWN:]
    if more:
        missing = sum(not row.explanation for row in more)
        text = f"{len(more):,} more lines differ, {missing:,} of them without an explanation"
        hidden = "the explanations of the other lines"
        answers.append(Answer("Other lines", text, url, hidden, Permission.EXPLAIN_SPENDING))
    empty = "No line has a forecast that differs from plan."
    return Card("Differences from plan", tuple(answers), empty)


def _difference(row, url):
    return Answer(
        f"{row.reference} {row.name}, {formats.variance_in_words(row.variance)}",
        row.explanation,
        place_of(url, row, "explanation"),
        f"the explanation of {row.reference} {row.name}",
        Permission.EXPLAIN_SPENDING,
    )
