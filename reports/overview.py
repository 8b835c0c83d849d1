"""The task list of a quarter as a value: what there is to do, and how far it is."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import slugify

from boards import formats
from boards.workflow import Status as QuarterStatus
from finance import checks as finance_checks
from metrics.findings import Status as MetricStatus


@dataclass(frozen=True)
class Task:
    """One thing to do: where, how far, and what is said of it."""

    key: str
    name: str
    url: str
    status: str
    tone: str
    note: str

    @property
    def is_complete(self):
        return self.status == COMPLETED


@dataclass(frozen=True)
class TaskGroup:
    title: str
    tasks: tuple[Task, ...]


COMPLETED, IN_PROGRESS, NOT_STARTED = "Completed", "In progress", "Not started"
TONES = {COMPLETED: "none", IN_PROGRESS: "blue", NOT_STARTED: "grey"}


def task_list(quarter, metrics, spending):
    """The groups of tasks of a quarter, a tuple of TaskGroup."""
    return (
        TaskGroup("Performance", tuple(_metric_task(quarter, row) for row in metrics.rows)),
        TaskGroup(
            "Spending", (_spending_task(quarter, spending), _differences_task(quarter, spending))
        ),
    )


def _task(name, url, status, note):
    return Task(slugify(name), name, url, status, TONES[status], note)


def _metric_task(quarter, row):
    url = reverse("metrics:metric", kwargs=quarter.address | {"code": row.code})
    if row.status == MetricStatus.NOT_ENTERED:
        return _task(row.name, url, NOT_STARTED, "Enter the figure, or say why there is none.")
    if row.status == MetricStatus.NOT_ON_TARGET and not row.mitigation:
        note = f"{row.status.label}: {row.finding} Say what is being done."
        return _task(row.name, url, IN_PROGRESS, note)
    return _task(row.name, url, COMPLETED, _metric_note(row))


def _metric_note(row):
    return f"{row.status.label}: {row.finding}" if row.finding else f"{row.status.label}."


def _spending_task(quarter, report):
    url = reverse("finance:spending", kwargs=quarter.address)
    missing, lines = report.missing("forecast"), len(report.rows)
    note = f"{lines - missing} of {formats.counted(lines, 'line')} have a forecast."
    if not missing:
        return _task("Spending by scheme", url, COMPLETED, f"{note} {_total_note(report)}")
    return _task("Spending by scheme", url, IN_PROGRESS if missing < lines else NOT_STARTED, note)


def _total_note(report):
    return f"The whole fund is {formats.variance_in_words(report.variance)}."


def _differences_task(quarter, report):
    url = reverse("finance:explanations", kwargs=quarter.address)
    lines = report.to_explain
    explained = sum(report.is_explained(row) for row in lines)
    if report.is_empty("variance"):
        note = "No line has both a plan and a forecast yet."
        return _task("Differences from plan", url, NOT_STARTED, note)
    if not lines:
        note = "No difference needs an explanation." if report.varying else "No line differs."
        return _task("Differences from plan", url, COMPLETED, note)
    note = f"{explained} of {formats.counted(len(lines), 'difference')} explained."
    statuses = {0: NOT_STARTED, len(lines): COMPLETED}
    return _task("Differences from plan", url, statuses.get(explained, IN_PROGRESS), note)


def progress(groups):
    """“8 of 14 tasks complete.”"""
    tasks = [task for group in groups for task in group.tasks]
    done = sum(task.is_complete for task in tasks)
    return f"{done} of {formats.counted(len(tasks), 'task')} complete."


def quarter_tone(status):
    """The colour that goes with the state of a quarter."""
    return {
        QuarterStatus.DRAFT: "blue",
        QuarterStatus.WITH_SIGNATORIES: "yellow",
        QuarterStatus.SIGNED: "green",
        QuarterStatus.PUBLISHED: "green",
    }[status]


def open_problems(spending):
    """What the checks of every section still find, in the order of the sections."""
    return finance_checks.problems(spending)


def dates(quarter):
    """The days that matter for a quarter: pairs of (what, day)."""
    return (
        ("Entry closes", quarter.entry_closes_on),
        ("Board meeting", quarter.meeting_on),
        ("National return due", quarter.period.national_return_on),
    )
