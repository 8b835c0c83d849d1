from django.urls import reverse

from boards import subjects
from boards.roles import Role
from metrics.checks import still_needed
from metrics.findings import Status as MetricStatus
from reports.tasks.task import Status, TaskGroup, owned_task


def performance(quarter, report, owners):
    """One task for each measure of a MetricReport."""
    return TaskGroup("Performance", tuple(_metric(quarter, row, owners) for row in report.rows))


def _metric(quarter, row, owners):
    status, note = _how_far(row)
    return owned_task(
        subjects.metric(row.code),
        owners,
        Role.COMMISSIONER,
        key=f"metric-{row.code}",
        name=row.name,
        status=status,
        note=note,
        url=reverse("metrics:metric", kwargs=quarter.address | {"code": row.code}),
    )


def _how_far(row):
    if row.status == MetricStatus.NOT_ENTERED:
        return Status.NOT_STARTED, "Enter the figure, or say why there is none."
    found = f"{row.status.label}: {row.finding}" if row.finding else f"{row.status.label}."
    needed = [message for _, message in still_needed(row)]
    if needed:
        return Status.IN_PROGRESS, f"{found} {needed[0]}."
    return Status.COMPLETED, found
