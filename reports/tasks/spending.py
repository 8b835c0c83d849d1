from django.urls import reverse

from boards import formats, subjects
from boards.roles import Role
from reports.tasks.task import Status, Task, TaskGroup


def spending(quarter, report, owners):
    """The tasks about the lines of a SpendReport."""
    return TaskGroup(
        "Spending", (_schemes(quarter, report, owners), _variances(quarter, report, owners))
    )


def _schemes(quarter, report, owners):
    open_rows = [row for row in report.rows if row.forecast is None or not row.is_reviewed]
    lines, done = len(report.rows), len(report.rows) - len(open_rows)
    return Task(
        key="spending",
        name="Spending by scheme",
        status=Status.of(done, lines),
        note=f"{report.reviewed_in_words} {_total(report)}",
        url=reverse("finance:spending", kwargs=quarter.address),
        waits_for=_owners_of(open_rows, owners),
        is_mine=owners.has(subjects.SPENDING),
    )


def _total(report):
    missing = report.missing("forecast")
    if missing:
        return f"{formats.counted(missing, 'line')} without a forecast."
    return f"The whole fund is {formats.variance_in_words(report.variance)}."


def _variances(quarter, report, owners):
    open_rows = [row for row in report.to_explain if not report.is_explained(row)]
    status, note = _how_far(report, len(open_rows))
    return Task(
        key="variances",
        name="Explain variances",
        status=status,
        note=note,
        url=reverse("finance:explanations", kwargs=quarter.address),
        waits_for=_owners_of(open_rows, owners),
        is_mine=owners.has(subjects.SPENDING),
    )


def _how_far(report, to_explain):
    if report.is_empty("variance"):
        return Status.CANNOT_START, "No line has both a plan and a forecast yet."
    differences = len(report.to_explain)
    if not differences:
        note = "No difference needs an explanation." if report.varying else "No line differs."
        return Status.COMPLETED, note
    explained = differences - to_explain
    note = f"{explained} of {formats.counted(differences, 'difference')} explained."
    return Status.of(explained, differences), note


def _owners_of(rows, owners):
    """A line without an owner is for whoever owns spending, else for a finance officer."""
    otherwise = owners.title(subjects.SPENDING, Role.FINANCE_OFFICER.label)
    return tuple(owners.title(subjects.scheme(row.reference), otherwise) for row in rows)
