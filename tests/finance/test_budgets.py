"""The revised plan of a line, its budget to date, its unit costs, and what it counts towards."""

from datetime import date

import pytest

from boards.roles import Role
from boards.workflow import Status
from finance.actions import confirm_reviewed
from finance.models import LineMonth, Virement
from finance.queries import spend_report
from schemes.models import AreaOfSpend, FundingStream
from tests.builders import (
    NOON,
    decimal,
    make_board,
    make_line,
    make_lines,
    make_quarter,
    make_user,
    report_line,
)
from tests.signing_builders import queries, walk

pytestmark = pytest.mark.django_db
PAGE = "/northshire/2023-24-q3/spending/budget/"
NOVEMBER, JANUARY = date(2023, 11, 20), date(2024, 1, 2)


def move(taken_from, given_to, amount, on=NOVEMBER):
    return Virement.objects.create(
        taken_from=taken_from,
        given_to=given_to,
        amount=decimal(amount),
        agreed_on=on,
        reason="More adaptations are asked for.",
    )


def rows(quarter):
    return {row.reference: row for row in spend_report(quarter).rows}


@pytest.fixture
def quarter():
    return make_quarter()


@pytest.fixture
def lines(quarter):
    return [make_line(quarter, name, plan="120000") for name in ("S1", "S2")]


def test_money_that_was_moved_revises_both_plans_and_not_the_whole(quarter, lines):
    move(*lines, "20000")

    report = spend_report(quarter)

    assert [row.plan for row in report.rows] == [decimal("120000")] * 2
    assert [row.revised for row in report.rows] == [decimal("100000"), decimal("140000")]
    assert report.plan == report.revised == decimal("240000")


def test_a_difference_is_one_from_the_revised_plan(quarter, lines):
    move(*lines, "20000")
    report_line(quarter, lines[0], forecast="100000")

    assert rows(quarter)["S1"].variance == 0


def test_money_moved_after_the_quarter_does_not_count_in_it(quarter, lines):
    move(*lines, "20000", on=JANUARY)

    assert rows(quarter)["S1"].revised == decimal("120000")
    assert not spend_report(quarter).has_virements


def test_money_of_another_board_moves_nothing_here(quarter, lines):
    theirs = make_quarter(make_board("Southborough"))
    move(*[make_line(theirs, name) for name in ("B1", "B2")], "20000")

    assert not spend_report(quarter).has_virements


def test_a_line_without_a_profile_is_planned_evenly(quarter, lines):
    assert rows(quarter)["S1"].budget_to_date == decimal("90000")


def test_a_profile_says_what_falls_in_the_months_so_far(quarter, lines):
    for month, amount in ((1, "30000"), (9, "10000"), (10, "80000")):
        LineMonth.objects.create(line=lines[0], month=month, amount=decimal(amount))

    assert rows(quarter)["S1"].budget_to_date == decimal("40000")


def test_what_is_moved_follows_the_profile(quarter, lines):
    for month, amount in ((1, "40000"), (12, "80000")):
        LineMonth.objects.create(line=lines[0], month=month, amount=decimal(amount))
    move(*lines, "60000")

    assert rows(quarter)["S1"].budget_to_date == decimal("20000")


def test_a_part_of_a_penny_is_rounded_once(quarter):
    make_line(quarter, "S3", plan="0.05")

    assert rows(quarter)["S3"].budget_to_date == decimal("0.04")


def test_a_line_without_a_plan_has_no_budget_and_withholds_the_total(quarter, lines):
    lines[0].plan = None
    lines[0].save()

    report = spend_report(quarter)

    assert report.rows[0].budget_to_date is None
    assert report.budget_to_date is report.variance_to_date is None


def test_spending_is_held_against_the_budget_to_date(quarter, lines):
    report_line(quarter, lines[0], spent="100000")

    assert rows(quarter)["S1"].variance_to_date == decimal("10000")


def test_a_unit_costs_what_was_spent_for_each_delivered(quarter, lines):
    lines[0].scheme.planned_outputs = decimal("300")
    lines[0].scheme.save()
    report_line(quarter, lines[0], spent="100000", outputs="240")

    row = rows(quarter)["S1"]

    assert row.planned_unit_cost == decimal("400")
    assert row.unit_cost == decimal("416.67")


def test_a_line_that_delivered_nothing_has_no_unit_cost(quarter, lines):
    report_line(quarter, lines[0], spent="100000", outputs="0")

    assert rows(quarter)["S1"].unit_cost is None


def test_what_is_confirmed_on_plan_takes_the_revised_plan(quarter, lines):
    move(*lines, "20000")
    by = make_user(quarter.board, Role.FINANCE_OFFICER)

    confirm_reviewed(quarter=quarter, forecasts={lines[0].pk: None}, by=by, at=NOON)

    assert rows(quarter)["S1"].forecast == decimal("100000")


@pytest.mark.parametrize(
    ("area", "led_by", "kinds"),
    [
        (None, "COUNCIL", ()),
        ("social", "COUNCIL", ("SOCIAL_CARE",)),
        ("social", "ICB", ("SOCIAL_CARE",)),
        ("community", "ICB", ("OUT_OF_HOSPITAL",)),
        ("community", "COUNCIL", ()),
        ("acute", "ICB", ()),
    ],
)
def test_lines_of_the_minimum_contribution_count_by_their_area_and_leader(
    quarter, area, led_by, kinds
):
    FundingStream.objects.filter(code="minimum").update(is_minimum_contribution=True)
    make_line_of(quarter, area, led_by)

    assert rows(quarter)["S9"].counts_towards == kinds


def test_a_line_of_another_stream_counts_towards_no_minimum(quarter):
    FundingStream.objects.filter(code="minimum").update(is_minimum_contribution=False)
    make_line_of(quarter, "social", "COUNCIL")

    assert rows(quarter)["S9"].counts_towards == ()


def make_line_of(quarter, area, led_by):
    scheme = make_line(quarter, "S9", led_by=led_by).scheme
    if area:
        scheme.area_of_spend = AreaOfSpend.objects.create(
            code=f"{area}-test",
            name=area,
            first_year=2015,
            is_social_care=area == "social",
            is_out_of_hospital=area == "community",
        )
    scheme.save()


def test_the_page_shows_both_variances_in_words_and_figures(client, quarter, lines):
    for line in lines:
        report_line(quarter, line, spent="80000")
    client.force_login(make_user(quarter.board))

    page = client.get(PAGE).content.decode()

    assert "£180k" in page
    assert "£20k under budget" in page
    assert "April to December 2023" in page
    assert "Revised plan" not in page


def test_the_page_says_how_many_lines_withhold_a_total(client, quarter, lines):
    report_line(quarter, lines[0], spent="80000")
    client.force_login(make_user(quarter.board))

    assert "Not known: 1 of 2 lines have no figure" in client.get(PAGE).content.decode()


def test_the_page_shows_the_revised_plan_where_money_was_moved(client, quarter, lines):
    move(*lines, "20000")
    client.force_login(make_user(quarter.board))

    budget, grid = (
        client.get(page).content.decode() for page in (PAGE, PAGE.replace("budget/", ""))
    )

    assert "Revised plan £000" in budget
    assert "planned 120" in grid


@pytest.mark.parametrize("count", [5, 500])
def test_the_page_takes_the_same_queries_for_any_number_of_lines(client, quarter, count):
    make_lines(quarter, count)
    walk(quarter, Status.DRAFT)
    client.force_login(make_user(quarter.board))

    assert queries(client, PAGE) == 3
