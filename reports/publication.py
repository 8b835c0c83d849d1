"""What follows when an agenda is published on a certain day."""

from dataclasses import dataclass
from datetime import date

from boards import calendar, formats


@dataclass(frozen=True)
class Publication:
    """A day of publication against the day of the meeting."""

    day: date
    meeting: date

    @property
    def last_day(self):
        return calendar.last_day_to_publish(self.meeting)

    @property
    def keeps_clear_days(self):
        """A day on which offices are closed counts as the next working day."""
        return self.day <= self.last_day

    @property
    def is_too_late(self):
        """Nothing can go out for a meeting that has been held."""
        return self.day >= self.meeting

    @property
    def finding(self):
        """“Thursday 1 February 2024 leaves 4 clear days before the meeting, and 5 are needed.”"""
        day = formats.weekday_and_date(self.day)
        if self.is_too_late:
            return f"{day} is not before the meeting on {formats.weekday_and_date(self.meeting)}."
        if self.keeps_clear_days:
            return f"{day} keeps five clear days before the meeting."
        left = formats.counted(calendar.clear_days(self.day, self.meeting), "clear day")
        return f"{day} leaves {left} before the meeting, and {calendar.CLEAR_DAYS} are needed."
