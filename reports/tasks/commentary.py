from django.urls import reverse

from boards import subjects
from boards.roles import Role
from reports.tasks.task import Status, TaskGroup, owned_task


def commentary(quarter, sections, owners):
    """One task for each section of the paper."""
    return TaskGroup("Commentary", tuple(_text(quarter, item, owners) for item in sections))


def _text(quarter, section, owners):
    started = Status.IN_PROGRESS if section.body.strip() else Status.NOT_STARTED
    return owned_task(
        subjects.text(section.code),
        owners,
        Role.COMMISSIONER,
        key=f"text-{section.code}",
        name=section.heading,
        status=Status.COMPLETED if section.is_complete else started,
        url=reverse("reports:commentary", kwargs=quarter.address | {"section": section.code}),
    )
