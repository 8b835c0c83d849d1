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
    open_rows = [row for row in report.rows if row.forecast is None]
    lines, done = len(report.rows), len(report.rows) - len(open_rows)
    total = "" if open_rows else f" The whole fund is {_total(report)}."
    return Task(
        key="spending",
        name="Spending by scheme",
        status=Status.of(done, lines),
        note=f"{done} of {formats.counted(lines, 'line')} have a forecast.{total}",
        url=reverse("finance:spending", kwargs=quarter.address),
        waits_for=_owners_of(open_rows, owners),
        is_mine=owners.has(subjects.SPENDING),
    )


def _total(report):
    return formats.variance_in_words(report.variance)


def _variances(quarter, report, owners):
    open_rows = [row for row in report.varying if not row.explanation]
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
    varying = len(report.varying)
    if not varying:
        return Status.COMPLETED, "No line differs from plan."
    explained = varying - to_explain
    note = f"{explained} of {formats.counted(varying, 'difference')} explained."
    return Status.of(explained, varying), note


def _owners_of(rows, owners):
    """A line without an owner is for whoever owns spending, else for a finance officer."""
    otherwise = owners.title(subjects.SPENDING, Role.FINANCE_OFFICER.label)
    return tuple(owners.title(subjects.scheme(row.reference), otherwise) for row in rows)
