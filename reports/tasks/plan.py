from django.urls import reverse

from boards import formats, subjects
from boards.roles import Role
from reports.tasks.task import Status, TaskGroup, owned_task


def conditions_and_actions(quarter, sections, owners):
    """What each SectionProgress of the plan still needs: its statement, and its actions."""
    tasks = [task for section in sections for task in _of_section(quarter, section, owners)]
    return TaskGroup("Conditions and actions", tuple(tasks))


def _of_section(quarter, section, owners):
    if section.is_condition:
        yield _statement(quarter, section, owners)
    if section.actions:
        yield _actions(quarter, section, owners)


def _statement(quarter, section, owners):
    return owned_task(
        subjects.section(section.code),
        owners,
        Role.COMMISSIONER,
        key=f"section-{section.code}",
        name=section.title,
        status=Status.COMPLETED if section.is_stated else Status.NOT_STARTED,
        note="" if section.is_stated else "Say whether the condition is met.",
        url=_address(quarter, section, "schemes:section"),
    )


def _actions(quarter, section, owners):
    done, of_all = section.actions_complete, len(section.actions)
    return owned_task(
        subjects.section(section.code),
        owners,
        Role.COMMISSIONER,
        key=f"actions-{section.code}",
        name=f"Actions: {section.title}",
        status=Status.of(done, of_all),
        note=f"{done} of {formats.counted(of_all, 'action')} reported.",
        url=_address(quarter, section, "schemes:actions"),
    )


def _address(quarter, section, page):
    return reverse(page, kwargs=quarter.address | {"section": section.code})
