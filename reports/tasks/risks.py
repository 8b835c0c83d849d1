from django.urls import reverse

from boards import formats, subjects
from boards.roles import Role
from reports.tasks.task import Status, TaskGroup, owned_task


def risks(quarter, report, owners):
    """The risk register as one task; `report` is a RiskReport."""
    open_risks = len(report.open_rows)
    note = f"{report.reviewed} of {formats.counted(open_risks, 'open risk')} reviewed."
    task = owned_task(
        subjects.RISKS,
        owners,
        Role.COMMISSIONER,
        key="risks",
        name="Risk register",
        status=Status.of(report.reviewed, open_risks),
        note=note if open_risks else "No risk is open.",
        url=reverse("schemes:risks", kwargs=quarter.address),
    )
    return TaskGroup("Risks", (task,))
