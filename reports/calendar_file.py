"""The days of a quarter as a calendar file: the same days give the same bytes."""

from datetime import UTC, datetime, time

from icalendar import Calendar, Event

from boards.calendar import DAY
from boards.timetable import timetable

PRODUCT = "-//Report on the Better Care Fund//Dates of a quarter//EN"


def calendar_file(quarter) -> bytes:
    """One all-day event for each day of the timetable; each keeps its name when it moves."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Better Care Fund, {quarter.caption}")
    for entry in timetable(quarter).all:
        calendar.add_component(_event(quarter, entry))
    return calendar.to_ical()


def _event(quarter, entry):
    event = Event()
    event.add("uid", f"{entry.key}.{quarter.key}.{quarter.board.slug}@bcf-reporting")
    event.add("dtstamp", datetime.combine(quarter.opens_on or entry.day, time(), UTC))
    event.add("summary", f"{entry.label}: Better Care Fund, {quarter.caption}")
    event.add("description", f"{entry.origin}.")
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + DAY)
    event.add("transp", "TRANSPARENT")
    return event
