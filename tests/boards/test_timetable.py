from datetime import date

import pytest

from boards.timetable import time_left, timetable
from boards.workflow import Status
from tests.builders import make_board, make_quarter

pytestmark = pytest.mark.django_db
MEETING = date(2024, 2, 8)


def make_dated_quarter(board=None, *, national_return_on=None, status=Status.DRAFT, **dates):
    quarter = make_quarter(board, status=status)
    quarter.period.national_return_on = national_return_on
    for field, day in dates.items():
        setattr(quarter, field, day)
    return quarter


def days(found):
    return {entry.key: entry.day for entry in found.all}


def test_every_day_is_worked_back_from_the_meeting():
    found = timetable(make_dated_quarter(meeting_on=MEETING))

    assert days(found) == {
        "ledger_closes": date(2024, 1, 10),
        "entry_closes": date(2024, 1, 17),
        "clearance": date(2024, 1, 24),
        "paper_to_clerk": date(2024, 1, 29),
        "publish": date(2024, 1, 31),
        "meeting": MEETING,
    }
    assert found.entry("entry_closes").origin == "10 working days before the last day to publish"


def test_a_board_decides_how_long_each_step_takes():
    board = make_board(paper_to_clerk_days=1, ledger_days=20)

    found = timetable(make_dated_quarter(board, meeting_on=MEETING))

    assert found.day("paper_to_clerk") == date(2024, 1, 30)
    assert found.day("ledger_closes") == date(2024, 1, 3)


def test_a_day_set_by_people_stands_and_the_others_do_not_move():
    quarter = make_dated_quarter(meeting_on=MEETING, entry_closes_on=date(2024, 1, 19))

    found = timetable(quarter)

    assert found.day("entry_closes") == date(2024, 1, 19)
    assert found.entry("entry_closes").origin == "Set for this quarter"
    assert found.day("ledger_closes") == date(2024, 1, 10)


def test_the_national_return_stands_apart_and_last():
    quarter = make_dated_quarter(meeting_on=MEETING, national_return_on=date(2024, 1, 5))

    found = timetable(quarter)

    assert found.all[-1].origin == "Set by government"
    assert found.day("national_return") is None
    assert found.out_of_order == []


def test_without_a_meeting_only_the_days_that_were_set_are_there():
    quarter = make_dated_quarter(entry_closes_on=date(2024, 1, 19))

    assert days(timetable(quarter)) == {"entry_closes": date(2024, 1, 19)}
    assert days(timetable(make_dated_quarter(make_board("Westshire")))) == {}


def test_a_step_after_the_one_that_follows_it_is_found():
    quarter = make_dated_quarter(meeting_on=MEETING, entry_closes_on=date(2024, 1, 25))

    ((first, then),) = timetable(quarter).out_of_order

    assert (first.key, then.key) == ("entry_closes", "clearance")


def test_years_without_known_bank_holidays_are_told():
    assert timetable(make_dated_quarter(meeting_on=MEETING)).unknown_years == ()
    late = make_dated_quarter(make_board("Westshire"), meeting_on=date(2040, 2, 8))
    assert timetable(late).unknown_years == (2040,)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2024, 1, 12), "in 5 working days"),
        (date(2024, 1, 18), "tomorrow"),
        (date(2024, 1, 19), "today"),
        (date(2024, 1, 20), "1 day late"),
        (date(2024, 1, 22), "3 days late"),
        (date(2024, 2, 18), "30 days late"),
        (date(2024, 2, 19), "passed"),
    ],
)
def test_time_left_is_told_in_words(today, words):
    assert time_left(date(2024, 1, 19), today, is_owed=True) == words


def test_what_nobody_owes_is_never_late():
    assert time_left(date(2024, 1, 19), date(2024, 1, 22), is_owed=False) == "passed"


def test_a_day_behind_a_weekend_counts_working_days_and_a_sunday_counts_days():
    friday = date(2024, 1, 19)

    assert time_left(date(2024, 1, 22), friday, is_owed=True) == "in 1 working day"
    assert time_left(date(2024, 1, 21), friday, is_owed=True) == "in 2 days"


def test_entry_is_late_only_while_the_report_is_a_draft():
    today = date(2024, 1, 20)
    draft = make_dated_quarter(meeting_on=MEETING)
    signed = make_dated_quarter(make_board("Westshire"), meeting_on=MEETING, status=Status.SIGNED)

    assert timetable(draft).entry("entry_closes").left(today) == "3 days late"
    assert timetable(signed).entry("entry_closes").left(today) == "passed"
    assert timetable(draft).entry("publish").left(date(2024, 2, 1)) == "passed"
