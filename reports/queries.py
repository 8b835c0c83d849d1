"""Reads across boards."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from boards import formats
from boards.models import BoardQuarter
from boards.owners import owners_of_boards
from boards.permissions import Permission, quarters_of
from boards.timetable import timetable
from boards.workflow import Status
from reports.turns import to_sign
from reports.waiting import waiting

ENTERING = frozenset(
    {Permission.EDIT_METRICS, Permission.EDIT_SPENDING, Permission.EDIT_NARRATIVES}
)


@dataclass(frozen=True)
class QuarterLine:
    """One report in the list of a person's reports, and how many things in it wait for them."""

    quarter: BoardQuarter
    entry_closes: date | None
    is_current: bool
    things: int = 0
    to_sign: bool = False

    @property
    def copy(self):
        """The number of the version that stands in for a draft that the person may not read."""
        is_read = Permission.VIEW_FIGURES in self.quarter.allowed.now
        return None if is_read else self.quarter.signed_version

    @property
    def action(self):
        if self.to_sign:
            return "Sign"
        if self.copy:
            return f"View version {self.copy}"
        return "Continue" if ENTERING & self.quarter.allowed.now else "View"

    @property
    def place(self):
        """Where the report is read: its tasks, or the version that stands in for it."""
        address = self.quarter.address
        if self.copy:
            return reverse("reports:version", kwargs=address | {"number": self.copy})
        return reverse("reports:task_list", kwargs=address)

    @property
    def next(self):
        """Where the person goes on."""
        return reverse("reports:sign", kwargs=self.quarter.address) if self.to_sign else self.place

    @property
    def waiting(self):
        return f"{things(self.things)} waiting" if self.things else ""


@dataclass(frozen=True)
class YourReports:
    """The reports of a person in every board of theirs, newest first."""

    lines: tuple[QuarterLine, ...]

    @property
    def current(self):
        return [line for line in self.lines if line.is_current]

    @property
    def past(self):
        return [line for line in self.lines if not line.is_current]

    @property
    def to_sign(self):
        return [line.quarter for line in self.lines if line.to_sign]

    def waiting(self, today):
        """“3 things are waiting for you for Quarter 3 2023-24.”, for each period."""
        open_lines = [line for line in self.lines if line.things]
        return [
            _waiting_sentence(title, list(lines), today)
            for title, lines in groupby(open_lines, lambda line: line.quarter.key.title)
        ]


def your_reports(user, on) -> YourReports:
    """The reports that a person may read."""
    quarters = [quarter for quarter in quarters_of(user) if _may_be_read(quarter)]
    current = _current(quarters, on)
    owners, signs = owners_of_boards(quarters, user), to_sign(user, quarters, on)
    subjects = waiting([quarter for quarter in quarters if quarter.pk in current], owners)
    return YourReports(
        tuple(
            QuarterLine(
                quarter,
                entry_closes=timetable(quarter).day("entry_closes"),
                is_current=quarter.pk in current,
                things=len(subjects.get(quarter.pk, ())),
                to_sign=quarter.pk in signs,
            )
            for quarter in quarters
        )
    )


def _may_be_read(quarter):
    """As it stands, or in the version of it that was signed last."""
    reads = Permission.VIEW_FIGURES
    allowed = quarter.allowed
    return reads in allowed.now or (reads in allowed.ever and quarter.signed_version is not None)


def _current(quarters, on):
    """The ids of the newest report of each board, and of those whose meeting is to come."""
    newest = {quarter.board_id: quarter.pk for quarter in reversed(quarters)}
    return {*newest.values(), *(quarter.pk for quarter in quarters if _is_ahead(quarter, on))}


def _is_ahead(quarter, on):
    unpublished = quarter.status != Status.PUBLISHED
    return unpublished and quarter.meeting_on is not None and quarter.meeting_on >= on


def _waiting_sentence(title, lines, today):
    count = sum(line.things for line in lines)
    verb = "is" if count == 1 else "are"
    waits = f"{things(count)} {verb} waiting for you for {title}."
    days = [line.entry_closes for line in lines if line.entry_closes]
    if not days:
        return waits
    due = min(days)
    first = "It" if count == 1 else "The first"
    return (
        f"{waits} {first} {'was' if due < today else 'is'} due on {formats.weekday_and_date(due)}."
    )


def things(count):
    return formats.counted(count, "thing")
