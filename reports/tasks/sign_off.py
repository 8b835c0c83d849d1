"""The last two groups: they follow from the state of the quarter and from all other tasks."""

from django.urls import reverse

from boards import formats
from boards.roles import Role
from boards.workflow import Status as QuarterStatus
from reports.tasks.task import Status, Task, TaskGroup


def check(quarter, tasks):
    """Check your answers: ready once everything before it is complete."""
    note = _still_open(tasks)
    status = Status.COMPLETED if not quarter.is_draft else Status.READY
    if quarter.is_draft and note:
        status = Status.NOT_STARTED
    url = reverse("reports:check", kwargs=quarter.address)
    return TaskGroup("Check", (Task("check", "Check your answers", status, note, url),))


def sign_off(quarter, tasks):
    """Sending to the signatories, and what they have not done yet."""
    return TaskGroup("Sign-off", (_in_state(quarter, _still_open(tasks)),))


def _in_state(quarter, note):
    if quarter.is_draft:
        status = Status.CANNOT_START if note else Status.NOT_STARTED
        return Task("sign-off", "Send for sign-off", status, note)
    if quarter.status == QuarterStatus.WITH_SIGNATORIES:
        waits_for = (Role.SIGNATORY.label,)
        return Task("sign-off", "Sign-off", Status.IN_PROGRESS, waits_for=waits_for)
    return Task("sign-off", "Sign-off", Status.COMPLETED)


def _still_open(tasks):
    """“6 tasks are not complete.”, or nothing when all are."""
    count = sum(not task.is_complete for task in tasks)
    are = "is" if count == 1 else "are"
    return f"{formats.counted(count, 'task')} {are} not complete." if count else ""
