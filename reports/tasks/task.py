"""What a task is: one thing to do in a quarter, where, how far, and for whom."""

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum

from boards import formats

MOST_NAMED = 3


class Status(Enum):
    """The words for how far a task is, and the colour that goes with them."""

    CANNOT_START = ("Cannot start yet", "none")
    NOT_STARTED = ("Not started", "grey")
    IN_PROGRESS = ("In progress", "blue")
    CHANGES_REQUESTED = ("Changes requested", "yellow")
    READY = ("Ready to check", "blue")
    COMPLETED = ("Completed", "none")

    @property
    def label(self):
        return self.value[0]

    @property
    def tone(self):
        return self.value[1]

    @classmethod
    def of(cls, done, of_all):
        """The status of something that is done in parts."""
        if done >= of_all:
            return cls.COMPLETED
        return cls.IN_PROGRESS if done else cls.NOT_STARTED


@dataclass(frozen=True)
class Task:
    """One row of the list; without an address it is a task that nobody can open yet.

    `owner` has the task as a whole, and `waits_for` are those with something in it still to do.
    """

    key: str
    name: str
    status: Status
    note: str = ""
    url: str = ""
    owner: str = ""
    waits_for: tuple[str, ...] = ()
    is_mine: bool = False

    @property
    def is_complete(self):
        return self.status == Status.COMPLETED


def owned_task(subject, owners, role, **facts):
    """A task that has one owner, or waits for a role while it has none."""
    owner = owners.title(subject)
    return Task(owner=owner, waits_for=(owner or role.label,), is_mine=owners.has(subject), **facts)


@dataclass(frozen=True)
class TaskGroup:
    title: str
    tasks: tuple[Task, ...]

    @property
    def mine(self):
        """The group with the person's own tasks alone."""
        return TaskGroup(self.title, tuple(task for task in self.tasks if task.is_mine))


def tasks_of(groups):
    return [task for group in groups for task in group.tasks]


def progress(tasks):
    """“8 of 14 tasks complete.”"""
    done = sum(task.is_complete for task in tasks)
    return f"{done} of {formats.counted(len(tasks), 'task')} complete."


def due(tasks, entry, today):
    """“Your 2 tasks are due tomorrow.”, “Your 2 tasks are 3 days late.”, by when entry closes."""
    count = sum(not task.is_complete for task in tasks)
    if not count or entry is None:
        return ""
    yours, left = f"Your {formats.counted(count, 'task')}", entry.left(today)
    if left == "passed":
        were = "was" if count == 1 else "were"
        return f"{yours} {were} due on {formats.weekday_and_date(entry.day)}."
    are = "is" if count == 1 else "are"
    return f"{yours} {are} {left}." if today > entry.day else f"{yours} {are} due {left}."


def waiting_for(tasks):
    """Who has something to do, by role: pairs of (title, “2 tasks: Falls and Reablement”)."""
    names = defaultdict(list)
    for task in tasks:
        if not task.is_complete:
            for title in dict.fromkeys(task.waits_for):
                names[title].append(task.name)
    return [(title, _named(found)) for title, found in names.items()]


def _named(names):
    count = formats.counted(len(names), "task")
    return count if len(names) > MOST_NAMED else f"{count}: {formats.listed(names)}"
