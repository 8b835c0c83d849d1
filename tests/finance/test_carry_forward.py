"""Underspends carried into next year: proposed, agreed once, or withdrawn."""

import pytest

from boards.models import AuditEvent
from boards.workflow import ReportLocked
from finance.funding.actions import carry_forwards
from finance.funding.actions.carry_forwards import (
    agree_carry_forward,
    propose_carry_forward,
    withdraw_carry_forward,
)
from finance.funding.refusals import CannotMove
from finance.income import income_report
from finance.models import Addition, Allocation, CarryForward, ExpenditureLine
from tests.builders import (
    NOON,
    decimal,
    make_board,
    make_line,
    make_quarter,
    make_user,
    report_line,
)
from tests.finance.fund_builders import (
    CHANGES,
    PROPOSE,
    let_two_meet,
    make_allocation,
    make_stream,
    posted,
)
from tests.finance.grid_builders import pay_from, words
from tests.signing_builders import send
from tests.test_checks_saving import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(quarter):
    """A line that is to spend 12,000 less than its plan."""
    line = make_line(quarter, "S1", plan="100000")
    report_line(quarter, line, forecast="88000")
    return line


def propose(quarter, line, amount="10000", **values):
    facts = {"line": line.pk, "amount": decimal(amount), "reason": "Late delivery."}
    return propose_carry_forward(quarter=quarter, by="test", at=NOON, **facts | values)


def agree(quarter, proposal):
    return agree_carry_forward(quarter=quarter, proposal=proposal.pk, by="test", at=NOON)


def withdraw(quarter, proposal):
    return withdraw_carry_forward(quarter=quarter, proposal=proposal.pk, by="test", at=NOON)


def events():
    kinds = AuditEvent.objects.filter(kind__startswith="finance.carry_forward.")
    return list(kinds.values_list("kind", "subject", "after"))


def test_an_underspend_is_proposed_and_stands_in_the_report_of_its_quarter(officer, quarter, line):
    answer = posted(officer, PROPOSE, line=line.pk, amount="10", reason="Late delivery.")

    said = words(officer.get(CHANGES))
    assert answer.status_code == 302
    assert "The carry-forward was proposed." in said
    assert "2023-24 to 2024-25" in said
    assert "Agree or withdraw" in said
    assert str(CarryForward.objects.get().proposed_on) == "2023-12-31"
    assert events() == [("finance.carry_forward.proposed", "S1", "10000.00")]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"line": ""}, "Select the line that does not spend the money"),
        ({"line": "999999"}, "Select the line that does not spend the money"),
        ({"amount": ""}, "Enter the amount"),
        ({"amount": "12.00001"}, "Amount must be 12 or less: that is what S1 Scheme S1 does not"),
        ({"amount": "0"}, "Amount must be more than 0"),
        ({"reason": ""}, "Enter why the money is to be carried forward"),
    ],
)
def test_what_cannot_be_proposed_is_said_in_the_summary_and_at_the_answer(
    officer, line, typed, message
):
    answer = posted(
        officer, PROPOSE, **{"line": line.pk, "amount": "10", "reason": "Late."} | typed
    )

    assert words(answer).count(message) == 2
    assert not CarryForward.objects.exists()


def test_no_more_than_the_whole_underspend_is_proposed_in_two_parts(quarter, line):
    propose(quarter, line, "10000")

    with pytest.raises(CannotMove, match="Amount must be 2 or less"):
        propose(quarter, line, "3000")


def test_a_line_that_is_on_plan_or_of_another_board_is_not_proposed(quarter, line):
    on_plan = make_line(quarter, "S2")
    other = make_line(make_quarter(make_board("Southborough")), "S9")

    for wrong in (on_plan, other):
        with pytest.raises(ExpenditureLine.DoesNotExist):
            propose(quarter, wrong)


def test_a_line_without_a_stream_has_none_that_could_carry_its_money(quarter, line):
    ExpenditureLine.objects.update(stream=None)

    with pytest.raises(CannotMove, match="has no funding stream"):
        propose(quarter, line)


def test_who_agrees_adds_the_money_to_next_years_allocation(quarter, line):
    there = make_allocation(quarter, "minimum", 500_000, year=2024)

    agree(quarter, propose(quarter, line))

    added = Addition.objects.get()
    assert (added.allocation, added.amount, added.kind) == (there, 10_000, "CARRIED_FORWARD")
    assert added.source == "Carried forward from S1 Scheme S1 in 2023-24"
    (row,) = income_report(make_quarter(quarter.board, year=2024, quarter=1)).rows
    assert (row.initial, row.carried, row.this_year) == (500_000, 10_000, 510_000)
    assert events()[-1] == ("finance.carry_forward.agreed", "S1", "10000.00")


def test_where_next_year_has_no_allocation_one_is_made_without_an_amount(quarter, line):
    agree(quarter, propose(quarter, line))

    made = Allocation.objects.get()
    assert (made.year, made.stream.code, made.amount) == (2024, "minimum", None)
    assert Addition.objects.get().allocation == made


def test_money_of_a_stream_that_ends_goes_to_the_one_that_replaced_it(quarter, line):
    pay_from(line, "ibcf", "iBCF")
    grant = make_stream("grant", name="The one grant", first_year=2024)
    line.stream.last_year, line.stream.replaced_by = 2023, grant
    line.stream.save()

    agree(quarter, propose(quarter, line))

    assert Allocation.objects.get().stream == grant


def test_a_proposal_agreed_twice_adds_once(officer, quarter, line):
    page = f"{PROPOSE}{propose(quarter, line).pk}/"

    answers = [officer.post(page, {"answer": "agree"}) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {302}
    assert Addition.objects.count() == 1
    assert [kind for kind, *_ in events()].count("finance.carry_forward.agreed") == 1


@pytest.mark.django_db(transaction=True)
def test_two_agreements_of_one_proposal_at_once_add_once(quarter, line, monkeypatch):
    later = make_quarter(quarter.board, quarter=4)
    proposal = propose(quarter, line)
    make_allocation(quarter, "minimum", 500_000, year=2024)
    let_two_meet(monkeypatch, carry_forwards, "_proposal")

    at_once(lambda: agree(quarter, proposal), lambda: agree(later, proposal))

    assert Addition.objects.count() == 1
    assert Allocation.objects.count() == 1
    assert [kind for kind, *_ in events()].count("finance.carry_forward.agreed") == 1


def test_a_proposal_is_withdrawn_and_its_money_can_be_proposed_again(officer, quarter, line):
    proposal = propose(quarter, line, "12000")

    officer.post(f"{PROPOSE}{proposal.pk}/", {"answer": "withdraw"})

    assert "Withdrawn on" in words(officer.get(CHANGES))
    assert propose(quarter, line, "12000").pk
    assert not Addition.objects.exists()


def test_what_was_agreed_is_not_withdrawn_and_what_was_withdrawn_is_not_agreed(quarter, line):
    agreed, withdrawn = propose(quarter, line, "6000"), propose(quarter, line, "6000")
    agree(quarter, agreed)
    withdraw(quarter, withdrawn)

    with pytest.raises(CannotMove, match="was agreed, so it cannot be withdrawn"):
        withdraw(quarter, agreed)
    with pytest.raises(CannotMove, match="was withdrawn, so it cannot be agreed"):
        agree(quarter, withdrawn)
    assert Addition.objects.count() == 1


def test_without_an_answer_nothing_is_decided(officer, quarter, line):
    page = f"{PROPOSE}{propose(quarter, line).pk}/"

    answer = posted(officer, page)

    assert words(answer).count("Select whether the proposal is agreed or withdrawn") == 2
    assert CarryForward.objects.get().agreed_on is None


def test_the_next_year_can_agree_to_what_this_one_proposed(quarter, line):
    proposal = propose(quarter, line)
    next_year = make_quarter(quarter.board, year=2024, quarter=1)

    agree(next_year, proposal)

    assert Addition.objects.get().allocation.year == 2024


def test_a_proposal_of_another_board_does_not_exist(officer, quarter, line):
    other = make_quarter(make_board("Southborough"))
    theirs = make_line(other, "S9")
    report_line(other, theirs, forecast="50000")
    page = f"{PROPOSE}{propose(other, theirs).pk}/"

    answers = officer.get(page), officer.post(page, {"answer": "agree"})

    assert {answer.status_code for answer in answers} == {404}
    for act in (agree, withdraw):
        with pytest.raises(CarryForward.DoesNotExist):
            act(quarter, CarryForward.objects.get())
    assert not Addition.objects.exists()


def test_nothing_is_carried_from_a_report_that_was_sent(quarter, line):
    proposal = propose(quarter, line)
    send(quarter)

    for act in (lambda: propose(quarter, line, "1"), lambda: agree(quarter, proposal)):
        with pytest.raises(ReportLocked):
            act()


def test_who_commissions_carries_nothing_forward(client, quarter, line):
    page = f"{PROPOSE}{propose(quarter, line).pk}/"
    client.force_login(make_user(quarter.board))

    assert {client.get(page).status_code, client.post(PROPOSE, {}).status_code} == {403}


@pytest.mark.parametrize("count", [5, 500])
def test_the_page_costs_the_same_however_many_lines_there_are(
    officer, quarter, line, count, django_assert_num_queries
):
    for number in range(count):
        make_line(quarter, f"M{number}")

    with django_assert_num_queries(11):
        officer.get(PROPOSE)
