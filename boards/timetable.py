"""The days of a quarter: set by people, or worked back from the meeting."""

from dataclasses import dataclass
from datetime import date

from boards import calendar, formats

PASSED_AFTER = 30
# Key of the step, its name, and the setting of the board that says how long before publishing.
STEPS = (
    ("ledger_closes", "Ledger closes", "ledger_closes_on", "ledger_days"),
    ("entry_closes", "Entry closes", "entry_closes_on", "entry_days"),
    ("clearance", "Clearance", "clearance_on", "clearance_days"),
    ("paper_to_clerk", "Paper to the clerk", "paper_to_clerk_on", "paper_to_clerk_days"),
)
SET_BY_PEOPLE = "Set for this quarter"


@dataclass(frozen=True)
class Entry:
    """One day that matters; `is_owed` while somebody has something to do by it."""

    key: str
    label: str
    day: date
    origin: str
    is_owed: bool = False

    def left(self, today):
        """“in 5 working days”, “today”, “3 days late”, “passed”."""
        return time_left(self.day, today, is_owed=self.is_owed)


@dataclass(frozen=True)
class Timetable:
    """The days of a quarter in the order of the work; the national return stands apart."""

    entries: tuple[Entry, ...]
    national_return: Entry | None
    unknown_years: tuple[int, ...] = ()

    @property
    def all(self):
        """Every day, that of the national return last."""
        return (*self.entries, *filter(None, [self.national_return]))

    def entry(self, key):
        """The Entry of a step, or None where it has no day."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def day(self, key):
        """The day of a step, or None."""
        found = self.entry(key)
        return found and found.day

    @property
    def out_of_order(self):
        """Neighbours of which the later step has the earlier day: pairs of Entry."""
        pairs = zip(self.entries, self.entries[1:], strict=False)
        return [(first, then) for first, then in pairs if first.day > then.day]


def timetable(quarter) -> Timetable:
    """The Timetable of a quarter, from its own dates and the settings of its board."""
    publish = publish_by(quarter)
    entries = (*_steps(quarter, publish), *_meeting(quarter, publish))
    worked_out = [entry.day for entry in entries if entry.origin != SET_BY_PEOPLE]
    return Timetable(
        entries=entries,
        national_return=_national_return(quarter.period.national_return_on),
        unknown_years=(
            calendar.unknown_years(min(worked_out), quarter.meeting_on) if worked_out else ()
        ),
    )


def publish_by(quarter):
    """The last day to publish the agenda, or None while the meeting has no date."""
    return quarter.meeting_on and calendar.last_day_to_publish(quarter.meeting_on)


def time_left(day, today, *, is_owed):
    """How far a day is, in words; what is owed is late for a month, and passed after that."""
    late = (today - day).days
    if late > 0:
        is_late = is_owed and late <= PASSED_AFTER
        return f"{formats.counted(late, 'day')} late" if is_late else "passed"
    if late in (0, -1):
        return "tomorrow" if late else "today"
    working = calendar.working_days_until(day, today)
    if not working:
        return f"in {-late} days"
    return f"in {formats.counted(working, 'working day')}"


def _steps(quarter, publish):
    for key, label, field, setting in STEPS:
        set_day, ahead = getattr(quarter, field), getattr(quarter.board, setting)
        if set_day:
            yield Entry(key, label, set_day, SET_BY_PEOPLE, quarter.is_draft)
        elif publish:
            day = calendar.working_days_before(publish, ahead)
            origin = f"{formats.counted(ahead, 'working day')} before the last day to publish"
            yield Entry(key, label, day, origin, quarter.is_draft)


def _meeting(quarter, publish):
    if publish:
        origin = f"{formats.in_words(calendar.CLEAR_DAYS).capitalize()} clear days before"
        yield Entry("publish", "Last day to publish the agenda", publish, f"{origin} the meeting")
        yield Entry("meeting", "Board meeting", quarter.meeting_on, SET_BY_PEOPLE)


def _national_return(day):
    return day and Entry("national_return", "National return due", day, "Set by government")
