from decimal import Decimal

import pytest

from finance.checks import problems
from finance.income import income
from finance.models import Allocation
from finance.queries import spend_report
from schemes.models import FundingStream
from tests.builders import make_board, make_line, make_quarter, report_line

pytestmark = pytest.mark.django_db


def said(quarter):
    return [problem.message for problem in problems(spend_report(quarter), income(quarter))]


def allocate(quarter, amount):
    stream = FundingStream.objects.get(code="minimum")
    Allocation.objects.create(
        board=quarter.board, year=quarter.year, stream=stream, amount=amount, basis="printed"
    )


def test_a_difference_beyond_the_threshold_needs_a_main_reason(quarter):
    line = make_line(quarter, name="Disabled Facilities Grants", plan="2967000")
    report_line(quarter, line, forecast="2149000", explanation="Builders are booked up.")

    assert said(quarter) == [
        "Select the main reason for the £818,000 underspend on Disabled Facilities Grants."
    ]


def test_a_small_difference_is_no_problem(quarter):
    report_line(quarter, make_line(quarter, plan="1000000"), forecast="960000")

    assert said(quarter) == []


def test_an_underspend_at_the_year_end_needs_an_answer_on_the_money():
    quarter = make_quarter(quarter=4)
    report_line(quarter, make_line(quarter, name="Carers", plan="100000"), forecast="99000")

    assert said(quarter) == ["Select what will happen with the £1,000 underspend on Carers."]


def test_more_spent_than_forecast_is_a_problem_until_it_is_said_why(quarter):
    line = make_line(quarter, name="Disabled Facilities Grants", plan="2149000")
    report_line(quarter, line, forecast="2149000", spent="2300000")
    before = said(quarter)

    line.returns.update(unlikely_because="Spent to date: the last bill came early")

    assert before == [
        "Spent to date (2,300) is more than the forecast (2,149) for Disabled Facilities Grants. "
        "Change one, or say why."
    ]
    assert said(quarter) == []


def test_a_plan_that_is_not_the_allocation_is_a_problem(quarter):
    report_line(quarter, make_line(quarter, plan="29700000"), forecast="29700000")
    allocate(quarter, Decimal(29703000))

    assert said(quarter) == [
        "Plan lines for Minimum NHS contribution add up to 29,700. The allocation is 29,703. "
        "Find the difference of 3."
    ]


def test_a_difference_smaller_than_the_unit_is_said_to_the_penny(quarter):
    report_line(quarter, make_line(quarter, plan="29700000"), forecast="29700000")
    allocate(quarter, Decimal("29700000.40"))

    assert said(quarter)[0].endswith("Find the difference of 0.0004.")


@pytest.mark.parametrize(("plan", "amount"), [(None, "5"), ("5", None)])
def test_a_plan_is_held_against_the_allocation_only_when_both_are_known(plan, amount):
    quarter = make_quarter(make_board("Southshire"))
    report_line(quarter, make_line(quarter, plan=plan), forecast="5")
    allocate(quarter, amount and Decimal(amount))

    assert not [message for message in said(quarter) if "allocation" in message]
