from decimal import Decimal

import pytest

from boards.roles import Role
from finance.models import LineReturn
from tests.builders import make_board, make_line, make_lines, make_quarter, make_user, report_line
from tests.finance.grid_builders import EXPLAIN, words

pytestmark = pytest.mark.django_db


def test_a_commissioner_explains_a_difference_from_plan(client, quarter):
    line = make_line(quarter, name="Disabled Facilities Grants", plan="2967000")
    report_line(quarter, line, forecast="2149000")
    client.force_login(make_user(quarter.board))

    answer = client.post(EXPLAIN, {f"explanation-{line.pk}": "Fewer cases"}, follow=True)

    assert "Plan £2,967k, forecast £2,149k: £818k under plan." in words(answer)
    assert LineReturn.objects.get().explanation == "Fewer cases"


def test_only_lines_that_differ_are_asked_about(client, quarter):
    report_line(quarter, make_line(quarter, plan="5"), forecast="5")
    client.force_login(make_user(quarter.board))

    assert "Nothing to explain" in words(client.get(EXPLAIN))


GRANTS = {"name": "Disabled Facilities Grants", "plan": "2967000"}


def test_the_main_reason_is_asked_for_in_the_words_of_the_difference(commissioner, quarter):
    report_line(quarter, make_line(quarter, **GRANTS), forecast="2149000")

    page = words(commissioner.get(EXPLAIN))

    message = "Select the main reason for the £818,000 underspend on Disabled Facilities Grants"
    assert message in page


def test_what_is_answered_is_kept_and_no_longer_asked_for(commissioner, quarter):
    line = make_line(quarter, **GRANTS)
    report_line(quarter, line, forecast="2149000")
    answers = {
        "main_reason": "TIMING",
        "explanation": "Builders are booked up.",
        "effect": "People wait longer.",
        "money_use": "CARRY_FORWARD",
    }

    said = commissioner.post(
        EXPLAIN, {f"{k}-{line.pk}": v for k, v in answers.items()}, follow=True
    )

    assert LineReturn.objects.values(*answers).get() == answers
    assert "4 answers saved." in words(said)
    assert "Select the main reason" not in words(said)


def test_a_reason_that_is_not_offered_is_refused(commissioner, quarter):
    line = make_line(quarter, **GRANTS)
    report_line(quarter, line, forecast="2149000")

    answer = commissioner.post(EXPLAIN, {f"main_reason-{line.pk}": "MOON"})

    assert "Main reason for Disabled Facilities Grants must be one of those listed" in words(answer)
    assert LineReturn.objects.get().main_reason == ""


def test_a_small_difference_needs_no_explanation_but_may_have_one(commissioner, quarter):
    line = make_line(quarter, plan="1000000")
    report_line(quarter, line, forecast="960000")

    page = words(commissioner.get(EXPLAIN))
    commissioner.post(EXPLAIN, {f"explanation-{line.pk}": "One vacancy"})

    assert "No scheme is more than £50,000 or 5% from plan. Nothing to explain." in page
    assert "Smaller differences (no explanation needed)" in page
    assert f"main_reason-{line.pk}" not in page
    assert LineReturn.objects.get().explanation == "One vacancy"


def test_the_numbers_are_those_of_the_board(client):
    board = make_board(explain_above=Decimal(20000), explain_percent=50)
    quarter = make_quarter(board)
    client.force_login(make_user(board))

    assert "more than £20,000 or 50% from plan" in words(client.get(EXPLAIN))
    report_line(quarter, make_line(quarter, name="Carers", plan="1000000"), forecast="975000")
    assert "the £25,000 underspend on Carers" in words(client.get(EXPLAIN))


def test_at_the_year_end_every_underspend_gets_an_answer(client):
    quarter = make_quarter(quarter=4)
    report_line(quarter, make_line(quarter, "S1", name="Carers", plan="100000"), forecast="99000")
    report_line(quarter, make_line(quarter, "S2", name="Homes", plan="100000"), forecast="101000")
    client.force_login(make_user(quarter.board))

    page = words(client.get(EXPLAIN.replace("q3", "q4")))

    assert "Select what will happen with the £1,000 underspend on Carers" in page
    assert "Homes" in page.split("Smaller differences")[1]


def test_words_for_a_line_that_came_back_to_plan_meanwhile_are_not_lost(commissioner, quarter):
    line = make_line(quarter, plan="100000")
    report_line(quarter, line, forecast="100000")

    commissioner.post(EXPLAIN, {f"explanation-{line.pk}": "Typed before"})

    assert LineReturn.objects.get().explanation == "Typed before"


@pytest.mark.parametrize("count", [5, 500])
def test_the_page_takes_the_same_queries_for_any_number_of_lines(
    commissioner, quarter, count, django_assert_num_queries
):
    make_lines(quarter, count)

    with django_assert_num_queries(11):
        assert commissioner.get(EXPLAIN).status_code == 200


def test_those_who_only_read_see_the_answers(client, quarter):
    line = make_line(quarter, **GRANTS)
    report_line(quarter, line, forecast="2149000", explanation="Builders are booked up.")
    client.force_login(make_user(quarter.board, Role.CLERK))

    page = words(client.get(EXPLAIN))

    assert "Builders are booked up." in page
    assert "<textarea" not in page
