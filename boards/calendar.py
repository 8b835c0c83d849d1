"""Working days of England and Wales, and the clear days before a meeting in public.

The bank holidays are those that the library brings with it: nothing is fetched.
"""

from datetime import date, timedelta

from govuk_bank_holidays.bank_holidays import BankHolidays

CLEAR_DAYS = 5
DAY = timedelta(days=1)
HOLIDAYS = frozenset(
    holiday["date"]
    for holiday in BankHolidays(use_cached_holidays=True).get_holidays(
        BankHolidays.ENGLAND_AND_WALES
    )
)
KNOWN_YEARS = range(min(HOLIDAYS).year, max(HOLIDAYS).year + 1)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def working_days_before(day: date, count: int) -> date:
    """The working day that lies `count` working days before a day."""
    while count:
        day -= DAY
        count -= is_working_day(day)
    return day


def working_days_until(day: date, since: date) -> int:
    """How many working days come after `since`, up to and with `day`."""
    days = (since + DAY * ahead for ahead in range(1, (day - since).days + 1))
    return sum(map(is_working_day, days))


def last_day_to_publish(meeting: date) -> date:
    """The last working day that leaves five clear days: neither it nor the meeting counts."""
    return working_days_before(meeting, CLEAR_DAYS + 1)


def clear_days(published: date, meeting: date) -> int:
    """The working days between publication and meeting; neither of the two counts."""
    return max(0, working_days_until(meeting - DAY, published))


def unknown_years(first: date, last: date) -> tuple[int, ...]:
    """The years from `first` to `last` whose bank holidays nobody has told this service."""
    return tuple(year for year in range(first.year, last.year + 1) if year not in KNOWN_YEARS)
