import socket
from datetime import date
from importlib import reload

import pytest

from boards import calendar

# Worked out by hand on a printed calendar: the meeting, and the last day to publish.
WORKED_BY_HAND = [
    pytest.param(date(2024, 2, 8), date(2024, 1, 31), id="an-ordinary-week"),
    pytest.param(date(2024, 4, 4), date(2024, 3, 25), id="good-friday-and-easter-monday"),
    pytest.param(date(2024, 1, 3), date(2023, 12, 21), id="christmas-and-new-year"),
    pytest.param(date(2023, 5, 11), date(2023, 5, 2), id="the-coronation-was-a-holiday"),
    pytest.param(date(2017, 9, 6), date(2017, 8, 29), id="the-day-after-a-bank-holiday"),
    pytest.param(date(2024, 2, 12), date(2024, 2, 2), id="a-meeting-on-a-monday"),
    pytest.param(date(2024, 2, 10), date(2024, 2, 2), id="a-meeting-on-a-saturday"),
]


@pytest.mark.parametrize(("meeting", "last_day"), WORKED_BY_HAND)
def test_an_agenda_is_published_with_five_clear_days(meeting, last_day):
    assert calendar.last_day_to_publish(meeting) == last_day
    assert calendar.clear_days(last_day, meeting) == 5


@pytest.mark.parametrize(
    ("published", "meeting", "left"),
    [
        (date(2024, 2, 1), date(2024, 2, 8), 4),
        (date(2024, 3, 26), date(2024, 4, 4), 4),
        (date(2024, 2, 7), date(2024, 2, 8), 0),
        (date(2024, 2, 8), date(2024, 2, 8), 0),
        (date(2024, 2, 9), date(2024, 2, 8), 0),
    ],
    ids=["a-day-late", "easter", "the-day-before", "the-same-day", "after-the-meeting"],
)
def test_neither_publication_nor_meeting_is_a_clear_day(published, meeting, left):
    assert calendar.clear_days(published, meeting) == left


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2024, 1, 31), 2, date(2024, 1, 29)),
        (date(2024, 4, 2), 1, date(2024, 3, 28)),
        (date(2024, 1, 2), 3, date(2023, 12, 27)),
        (date(2024, 1, 31), 0, date(2024, 1, 31)),
    ],
    ids=["in-a-week", "over-easter", "over-new-year", "the-day-itself"],
)
def test_days_are_counted_back_over_weekends_and_bank_holidays(day, count, expected):
    assert calendar.working_days_before(day, count) == expected


def test_a_bank_holiday_of_scotland_alone_is_a_working_day():
    assert calendar.is_working_day(date(2024, 1, 2))
    assert not calendar.is_working_day(date(2024, 1, 1))


def test_years_without_known_bank_holidays_are_named():
    last = calendar.KNOWN_YEARS[-1]

    assert {2017, 2023, 2024, 2025} <= set(calendar.KNOWN_YEARS)
    assert calendar.unknown_years(date(2023, 12, 1), date(2024, 1, 8)) == ()
    assert calendar.unknown_years(date(last, 12, 20), date(last + 1, 1, 8)) == (last + 1,)


def test_the_bank_holidays_come_without_a_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("The network was asked.")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert date(2024, 12, 25) in reload(calendar).HOLIDAYS
