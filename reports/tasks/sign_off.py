"""The last two groups: they follow from the state of the quarter and from all other tasks."""

from django.urls import reverse

from boards import formats
from boards.permissions import Permission
from boards.workflow import Status as QuarterStatus
from reports.models import Snapshot
from reports.signing import outstanding
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
    task = _to_send(quarter, _still_open(tasks)) if quarter.is_draft else _to_sign(quarter)
    return TaskGroup("Sign-off", (task,))


def _to_send(quarter, note):
    """Open tasks are no reason not to send, so what is still open is said and nothing more."""
    status = Status.CHANGES_REQUESTED if quarter.asked_for else Status.NOT_STARTED
    may_send = Permission.SEND in quarter.allowed.now
    url = reverse("reports:send" if may_send else "reports:sign_off", kwargs=quarter.address)
    return Task("sign-off", "Send for sign-off", status, note, url)


def _to_sign(quarter):
    url = reverse("reports:sign_off", kwargs=quarter.address)
    if quarter.status != QuarterStatus.WITH_SIGNATORIES:
        return Task("sign-off", "Sign-off", Status.COMPLETED, url=url)
    left = outstanding(quarter, Snapshot.objects.newest(quarter))
    titles = tuple(capacity.title for capacity in left)
    note = f"Waiting for {formats.listed(titles)}."
    return Task("sign-off", "Sign-off", Status.IN_PROGRESS, note, url, waits_for=titles)


def _still_open(tasks):
    """“6 tasks are not complete.”, or nothing when all are."""
    count = sum(not task.is_complete for task in tasks)
    are = "is" if count == 1 else "are"
    return f"{formats.counted(count, 'task')} {are} not complete." if count else ""
