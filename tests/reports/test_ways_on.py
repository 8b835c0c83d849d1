"""From each page of entry a person finds the next thing to do, without knowing the service."""

import pytest

from boards import subjects
from boards.actions import add_comment
from boards.roles import Role
from boards.workflow import Status
from schemes.models import PlanSection
from tests.builders import (
    NOON,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.reports.text_builders import make_sections, write

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"
FALLS = QUARTER + "metrics/falls/"
SPENDING = QUARTER + "spending/"
TO_THE_LIST = f'<a class="govuk-notification-banner__link" href="{QUARTER}">Go to the task list</a>'


@pytest.fixture
def quarter():
    return make_quarter()


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board))
    return client


def make_heading(quarter):
    PlanSection.objects.create(
        board=quarter.board, year=quarter.year, order=1, code="homes", title="Care homes"
    )


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_saved_page_leads_back_to_the_task_list(commissioner, quarter):
    make_metric(quarter)
    assert TO_THE_LIST not in words(commissioner.get(FALLS))

    saved = commissioner.post(FALLS, {"state": "NOT_APPLICABLE", "comment": "Ok"}, follow=True)

    assert "saved." in words(saved)
    assert TO_THE_LIST in words(saved)


@pytest.mark.parametrize(
    ("page", "subject"),
    [
        ("metrics/falls/", subjects.metric("falls")),
        ("spending/", subjects.SPENDING),
        ("spending/differences/", subjects.scheme("S1")),
        ("commentary/recommendations/", subjects.text("recommendations")),
        ("risks/", subjects.RISKS),
    ],
)
def test_each_page_of_entry_says_how_many_comments_there_are_on_it(
    commissioner, quarter, page, subject
):
    make_metric(quarter)
    report_line(quarter, make_line(quarter), forecast="5")
    make_sections(quarter)
    address = f'href="{QUARTER}comments/{subject}/"'
    before = words(commissioner.get(QUARTER + page))

    add_comment(quarter=quarter, subject=subject, text="Why?", by=make_user(quarter.board), at=NOON)
    after = words(commissioner.get(QUARTER + page))

    assert f"{address}>Add an internal comment<" in before
    assert f"{address}>1 internal comment<" in after


def test_who_may_not_read_comments_is_not_led_to_them(client, quarter):
    make_metric(quarter)
    falls = subjects.metric("falls")
    add_comment(quarter=quarter, subject=falls, text="Why?", by=make_user(quarter.board), at=NOON)
    quarter.status = Status.SIGNED
    quarter.save()
    client.force_login(make_user(quarter.board, Role.VIEWER))

    page = client.get(FALLS)

    assert page.status_code == 200
    assert "internal comment" not in words(page)


def test_an_empty_filter_does_not_take_the_officers_right_to_enter_lines(client, quarter):
    make_line(quarter, led_by="COUNCIL")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    page = words(client.get(SPENDING + "?text=nothing-like-this"))

    assert "No schemes match." in page
    assert "You can enter the lines that your organisation leads" in page


@pytest.mark.parametrize(("role", "action"), [(Role.COMMISSIONER, "Change"), (Role.CLERK, "View")])
def test_the_plan_offers_to_change_only_what_a_person_may_change(client, quarter, role, action):
    make_heading(quarter)
    client.force_login(make_user(quarter.board, role))

    page = words(client.get(QUARTER + "plan/"))

    assert f'>{action}<span class="govuk-visually-hidden"> Care homes' in page


def test_answers_to_check_show_the_figures_of_a_text_and_not_their_references(
    commissioner, quarter
):
    report_metric(quarter, make_metric(quarter), actual="9")
    make_sections(quarter)
    write(quarter, body="Falls came to {metric.falls.actual} in all.")

    page = words(commissioner.get(QUARTER + "check/"))

    assert "Falls came to 9 in all." in page


@pytest.mark.parametrize(
    ("subject", "page"),
    [
        (subjects.metric("falls"), "metrics/falls/"),
        (subjects.SPENDING, "spending/"),
        (subjects.scheme("S1"), "spending/?text=S1"),
        (subjects.text("recommendations"), "commentary/recommendations/"),
        (subjects.section("homes"), "plan/homes/"),
        (subjects.RISKS, "risks/"),
    ],
)
def test_a_page_of_comments_leads_to_what_they_are_about(commissioner, quarter, subject, page):
    make_metric(quarter)
    make_line(quarter)
    make_sections(quarter)
    make_heading(quarter)

    comments = words(commissioner.get(f"{QUARTER}comments/{subject}/"))

    assert f'href="{QUARTER}{page}">Open this part of the report<' in comments
    assert commissioner.get(QUARTER + page).status_code == 200


def test_a_board_without_a_register_is_not_offered_comments_on_risks(commissioner, quarter):
    quarter.board.keeps_risks = False
    quarter.board.save()

    assert "comments/risks/" not in words(commissioner.get(QUARTER + "comments/"))
    assert commissioner.get(QUARTER + "comments/risks/").status_code == 404
