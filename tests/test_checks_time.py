"""What day it is where the councils are, whatever the clock and the place of the machine."""

import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from boards import calendar, formats, timetable
from boards.converters import PeriodKey
from boards.edits import Edit, stamp
from boards.models import AuditEvent
from boards.roles import Role
from finance.actions import record_spending
from reports.opening.actions import open_quarter
from tests.builders import make_board, make_line, make_quarter, make_user

pytestmark = [pytest.mark.check(38), pytest.mark.django_db]
QUARTER = "/northshire/2023-24-q3/"
SECOND = timedelta(seconds=1)
# The first moment of a day in London: in winter and in summer time, as UTC.
WINTER, SUMMER = datetime(2024, 1, 19, tzinfo=UTC), datetime(2024, 7, 18, 23, tzinfo=UTC)
NEW_YEAR = datetime(2026, 3, 31, 23, tzinfo=UTC)
MIDNIGHTS = [
    pytest.param(WINTER, date(2024, 1, 19), id="winter"),
    pytest.param(SUMMER, date(2024, 7, 19), id="summer"),
    pytest.param(datetime(2024, 2, 29, tzinfo=UTC), date(2024, 2, 29), id="leap-day"),
    pytest.param(datetime(2024, 3, 31, tzinfo=UTC), date(2024, 3, 31), id="clocks-go-forward"),
    pytest.param(datetime(2024, 10, 26, 23, tzinfo=UTC), date(2024, 10, 27), id="clocks-go-back"),
    pytest.param(NEW_YEAR, date(2026, 4, 1), id="financial-year"),
]  # fmt: skip


@pytest.fixture(params=["Europe/London", "America/New_York", "Pacific/Kiritimati"], autouse=True)
def _machine(request, monkeypatch):
    """The same everywhere that the machine may stand."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def clock(monkeypatch):
    """Sets what the clock of the machine says."""
    return lambda at: monkeypatch.setattr("django.utils.timezone.now", lambda: at)


def quarter_of(day):
    """The quarter that has begun by a day while the next has not."""
    quarters = [PeriodKey(day.year - ago, number) for ago in (0, 1) for number in (1, 2, 3, 4)]
    (found,) = [key for key in quarters if key.first_day <= day < key.following.first_day]
    return found


@pytest.mark.parametrize(("at", "quarter"), [
    (NEW_YEAR + timedelta(minutes=30), PeriodKey(2026, 1)), (NEW_YEAR, PeriodKey(2026, 1)),
    (NEW_YEAR - SECOND, PeriodKey(2025, 4)),
])  # fmt: skip
def test_a_moment_falls_into_the_quarter_of_its_day_in_london(at, quarter):
    assert quarter_of(timezone.localdate(at)) == quarter


@pytest.mark.parametrize(("midnight", "day"), MIDNIGHTS)
def test_a_quarter_is_opened_on_the_day_in_london(midnight, day):
    board = make_board()
    given = {
        "meeting_on": None,
        "national_return_on": None,
        "same_owners": True,
        "by": "command line",
    }

    before = open_quarter(board=board, key=PeriodKey(2023, 3), at=midnight - SECOND, **given)
    after = open_quarter(board=board, key=PeriodKey(2023, 4), at=midnight, **given)

    assert before.quarter.opens_on == day - timedelta(days=1)
    assert after.quarter.opens_on == day


@pytest.mark.parametrize(("midnight", "day"), MIDNIGHTS)
def test_a_day_by_which_something_is_due_ends_at_midnight_in_london(client, clock, midnight, day):
    quarter = make_quarter()
    quarter.entry_closes_on = day - timedelta(days=1)
    quarter.save()
    user = make_user(quarter.board)
    said = {}

    for at in (midnight - SECOND, midnight, midnight + timedelta(hours=12) - SECOND):
        clock(at)
        client.force_login(user)
        answer = client.get(QUARTER + "dates/")
        said[at] = [left for entry, left in answer.context["entries"] if entry.is_owed]

    assert list(said.values()) == [["today"], ["1 day late"], ["1 day late"]]


@pytest.mark.parametrize(("midnight", "day"), MIDNIGHTS)
def test_a_role_counts_from_the_first_midnight_in_london_to_the_last(client, clock, midnight, day):
    quarter = make_quarter()
    ends = make_user(quarter.board, ends_on=day - timedelta(days=1))
    begins = make_user(quarter.board, starts_on=day)
    may = {}

    for at in (midnight - SECOND, midnight):
        clock(at)
        for user in (ends, begins):
            client.force_login(user)
            may[at, user] = client.get(QUARTER).status_code

    assert list(may.values()) == [200, 404, 404, 200]


@pytest.mark.parametrize(("noon", "shown"), [
    (datetime(2024, 1, 19, 12, tzinfo=UTC), "19 January 2024 at 12:00"),
    (datetime(2024, 1, 19, 11, 59, 59, tzinfo=UTC), "19 January 2024 at 11:59"),
    (datetime(2024, 7, 19, 11, tzinfo=UTC), "19 July 2024 at 12:00"),
    (datetime(2024, 7, 19, 10, 59, 59, tzinfo=UTC), "19 July 2024 at 11:59"),
])  # fmt: skip
def test_a_moment_is_told_by_the_clocks_of_london(noon, shown):
    assert formats.moment(noon) == shown


@pytest.mark.parametrize("hours", [-1, 0, 1], ids=["set-back", "right", "set-forward"])
def test_the_trail_keeps_the_order_of_what_was_done_whatever_the_clock_says(hours):
    quarter = make_quarter()
    officer = make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL")
    line = make_line(quarter)
    for amount, at in (("1", SUMMER), ("2", SUMMER + timedelta(hours=hours))):
        held = line.returns.first()
        edit = Edit(line.pk, "forecast", stamp(held and held.forecast), Decimal(amount))
        record_spending(quarter=quarter, edits=[edit], by=officer, at=at)

    events = AuditEvent.objects.all()

    assert [event.after for event in events] == ["1.00", "2.00"]
    assert [event.at for event in events] == [SUMMER, SUMMER + timedelta(hours=hours)]
    assert line.returns.get().forecast == 2


def test_the_days_before_a_meeting_are_counted_over_a_leap_day():
    assert calendar.last_day_to_publish(date(2024, 3, 4)) == date(2024, 2, 23)
    assert timetable.time_left(date(2024, 3, 1), date(2024, 2, 28), is_owed=True) == (
        "in 2 working days"
    )
