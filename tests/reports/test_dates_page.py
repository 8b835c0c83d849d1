from datetime import date

import pytest
from icalendar import Calendar

from boards.roles import Role
from tests.builders import make_line, make_metric, make_quarter, make_user

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"
DATES = QUARTER + "dates/"
PAGES = ("", "dates/", "tables/", "spending/", "spending/differences/", "metrics/falls/", "paper/")


@pytest.fixture
def quarter():
    quarter = make_quarter()
    quarter.meeting_on = date(2024, 2, 8)
    quarter.entry_closes_on = date(2024, 1, 19)
    quarter.save()
    quarter.period.national_return_on = date(2024, 2, 9)
    quarter.period.save()
    return quarter


@pytest.fixture
def clerk(client, quarter):
    client.force_login(make_user(quarter.board, Role.CLERK))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def ask(client, day, month, year):
    query = {"publish_day": day, "publish_month": month, "publish_year": year}
    return words(client.get(DATES, query))


def test_the_page_tells_every_day_and_where_it_comes_from(clerk):
    page = words(clerk.get(DATES))

    for told in (
        "Wednesday 10 January 2024", "15 working days before the last day to publish",
        "Friday 19 January 2024", "Set for this quarter",
        "Wednesday 31 January 2024", "Five clear days before the meeting",
        "Friday 9 February 2024", "Set by government",
    ):  # fmt: skip
        assert told in page


def test_publication_on_the_last_day_keeps_five_clear_days(clerk):
    page = ask(clerk, 31, 1, 2024)

    assert "Wednesday 31 January 2024 keeps five clear days before the meeting." in page
    assert "to follow" not in page


def test_publication_a_day_later_offers_to_follow(clerk):
    page = ask(clerk, 1, 2, 2024)

    assert "Thursday 1 February 2024 leaves 4 clear days before the meeting, and 5 are" in page
    assert "Publish the agenda by Wednesday 31 January 2024 without the paper" in page
    assert "“to follow”" in page
    assert "only if the chair agrees that it is urgent" in page


@pytest.mark.parametrize("day", [8, 9])
def test_nothing_can_follow_once_the_meeting_is_held(clerk, day):
    page = ask(clerk, day, 2, 2024)

    assert "is not before the meeting on Thursday 8 February 2024." in page
    assert "to follow" not in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("30", "2", "2024"), "Day of publication must be a real date, like 14 3 2024"),
        (("1", "2", "soon"), "Day of publication must be a real date, like 14 3 2024"),
        (("1", "2", "9" * 30), "Day of publication must be a real date, like 14 3 2024"),
        (("", "", ""), "Enter the day of publication"),
    ],
)
def test_what_is_no_day_is_kept_as_typed_with_what_to_do(clerk, typed, message):
    page = ask(clerk, *typed)

    assert page.count(message) == 2
    assert "There is a problem" in page
    assert all(f'value="{part}"' in page for part in typed)


def test_a_quarter_without_a_meeting_says_who_sets_it(clerk, quarter):
    quarter.meeting_on = None
    quarter.save()

    page = ask(clerk, 1, 2, 2024)

    assert "The Board meeting has no date yet" in page
    assert "If the agenda is published on" not in page
    assert "There is a problem" not in page
    assert "Agenda must be published by" not in page


def test_bank_holidays_that_are_not_known_are_told(clerk, quarter):
    quarter.meeting_on = date(2040, 2, 8)
    quarter.save()

    page = words(clerk.get(DATES))

    assert "This service does not know the bank holidays of 2040." in page


def test_days_in_order_need_no_word(clerk):
    assert "Check these dates" not in words(clerk.get(DATES))


def test_days_out_of_order_are_told(clerk, quarter):
    quarter.entry_closes_on = date(2024, 1, 25)
    quarter.save()

    page = words(clerk.get(DATES))

    assert "“Entry closes” is on Thursday 25 January 2024, which is after “Clearance”" in page


@pytest.mark.parametrize("page", PAGES)
def test_the_last_day_to_publish_stands_on_every_page_of_the_quarter(client, quarter, page):
    make_line(quarter)
    make_metric(quarter, "falls")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))

    found = words(client.get(QUARTER + page))

    assert "Agenda must be published by" in found
    assert "Wednesday 31 January 2024" in found


def test_the_dates_go_into_a_calendar_as_whole_days(clerk):
    answer = clerk.get(QUARTER + "dates.ics")

    events = Calendar.from_ical(answer.content).walk("VEVENT")
    days = {str(event["uid"]).split(".")[0]: event["dtstart"].dt for event in events}
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "BCF-Northshire-2023-24-Q3-dates.ics" in answer.headers["Content-Disposition"]
    assert days == {
        "ledger_closes": date(2024, 1, 10),
        "entry_closes": date(2024, 1, 19),
        "clearance": date(2024, 1, 24),
        "paper_to_clerk": date(2024, 1, 29),
        "publish": date(2024, 1, 31),
        "meeting": date(2024, 2, 8),
        "national_return": date(2024, 2, 9),
    }
    assert not Calendar.from_ical(answer.content).walk("VALARM")


def test_the_same_days_give_the_same_file_and_a_moved_day_keeps_its_name(clerk, quarter):
    before = clerk.get(QUARTER + "dates.ics").content
    assert clerk.get(QUARTER + "dates.ics").content == before

    quarter.entry_closes_on = date(2024, 1, 18)
    quarter.save()
    after = clerk.get(QUARTER + "dates.ics").content

    assert after != before
    assert names(after) == names(before)


def names(file):
    return [str(event["uid"]) for event in Calendar.from_ical(file).walk("VEVENT")]
