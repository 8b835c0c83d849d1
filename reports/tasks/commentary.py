from django.urls import reverse

from boards import subjects
from boards.roles import Role
from reports.tasks.task import TaskGroup, owned_task


def commentary(quarter, sections, owners):
    """One task for each WrittenSection of the paper."""
    return TaskGroup("Commentary", tuple(_text(quarter, item, owners) for item in sections))


def _text(quarter, section, owners):
    return owned_task(
        subjects.text(section.code),
        owners,
        Role.COMMISSIONER,
        key=f"text-{section.code}",
        name=section.heading,
        status=section.status,
        url=reverse("reports:commentary", kwargs=quarter.address | {"section": section.code}),
    )
