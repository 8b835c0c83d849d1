"""Plan money moved between two lines: what is kept of it, and what is refused."""

from datetime import date

import pytest

from boards.models import AuditEvent
from boards.workflow import ReportLocked
from finance.funding.actions import virements
from finance.funding.actions.virements import record_virement
from finance.funding.refusals import CannotMove
from finance.models import ExpenditureLine, Virement
from finance.queries import spend_report
from tests.builders import NOON, decimal, make_board, make_line, make_quarter, make_user
from tests.finance.fund_builders import CHANGES, VIREMENT, day, let_two_meet, posted
from tests.finance.grid_builders import words
from tests.signing_builders import send
from tests.test_checks_saving import Form, at_once

pytestmark = pytest.mark.django_db
AGREED = date(2023, 11, 20)


@pytest.fixture
def lines(quarter):
    return [make_line(quarter, reference, plan="100000") for reference in ("S1", "S2")]


def move(quarter, lines, amount="2000", **values):
    source, target = lines
    facts = {"taken_from": source.pk, "given_to": target.pk, "agreed_on": AGREED,
             "reason": "More adaptations."}  # fmt: skip
    return record_virement(
        quarter=quarter, amount=decimal(amount), by="test", at=NOON, **facts | values
    )


def moving(quarter, lines, amount):
    try:
        return move(quarter, lines, amount)
    except CannotMove as refusal:
        return refusal


def typed(lines, **values):
    source, target = lines
    facts = {"taken_from": source.pk, "given_to": target.pk, "amount": "2",
             "reason": "More adaptations."}  # fmt: skip
    return facts | day(2023, 11, 20) | values


def test_a_virement_stands_with_both_ends_its_day_and_its_reason(officer, quarter, lines):
    answer = posted(officer, VIREMENT, **typed(lines))

    said = words(officer.get(CHANGES))
    assert answer.status_code == 302
    assert "The virement was added." in said
    for part in ("20 November 2023", "S1 Scheme S1", "S2 Scheme S2", "More adaptations."):
        assert part in said
    rows = {row.reference: row for row in spend_report(quarter).rows}
    assert (rows["S1"].revised, rows["S2"].revised) == (98_000, 102_000)


def test_each_line_has_an_event_of_its_plan_before_and_after(quarter, lines):
    move(quarter, lines)

    events = AuditEvent.objects.values_list("kind", "subject", "before", "after", "reason")
    assert list(events) == [
        ("finance.virement.recorded", "S1", "100000.00", "98000.00",
         "To S2 Scheme S2, agreed on 20 November 2023. More adaptations."),
        ("finance.virement.recorded", "S2", "100000.00", "102000.00",
         "From S1 Scheme S1, agreed on 20 November 2023. More adaptations."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"taken_from": ""}, "Select the line that the money is taken from"),
        ({"given_to": "999999"}, "Select the line that the money is given to"),
        ({"given_to": "x"}, "Select the line that the money is given to"),
        ({"amount": ""}, "Enter the amount"),
        ({"amount": "2k"}, "Amount must be a number only. Remove “k”"),
        ({"amount": "0"}, "Amount must be more than 0"),
        ({"amount": "-1"}, "Amount must be more than 0"),
        ({"amount": "101"}, "Amount must be 100 or less: that is the plan of S1 Scheme S1"),
        ({"reason": " "}, "Enter why the money is moved"),
        (day("", "", ""), "Enter the day it was agreed"),
        (day(2023, 2, 30), "Day it was agreed must be a real date"),
        (day(2024, 4, 1), "Day it was agreed must be between 1 April 2023 and 31 March 2024"),
        (day(2023, 3, 31), "Day it was agreed must be between 1 April 2023 and 31 March 2024"),
    ],
)
def test_what_cannot_be_moved_is_said_in_the_summary_and_at_the_answer(
    officer, lines, values, message
):
    answer = posted(officer, VIREMENT, **typed(lines, **values))

    assert words(answer).count(message) == 2
    assert Form(answer).boxes["reason"].strip() == typed(lines, **values)["reason"].strip()
    assert not Virement.objects.exists()


def test_money_is_not_moved_from_a_line_to_itself(officer, lines):
    answer = posted(officer, VIREMENT, **typed(lines, given_to=lines[0].pk))

    message = "Select a line other than the one that the money is taken from"
    assert words(answer).count(message) == 2


def test_what_was_moved_out_cannot_be_moved_again(quarter, lines):
    move(quarter, lines, "60000")

    with pytest.raises(CannotMove, match="Amount must be 40 or less"):
        move(quarter, lines, "60000")

    assert Virement.objects.count() == 1


def test_a_line_without_a_plan_has_nothing_to_move(quarter, lines):
    bare = make_line(quarter, "S3", plan=None)

    with pytest.raises(CannotMove, match="Set the plan of S3 Scheme S3 first"):
        move(quarter, [bare, lines[0]])


@pytest.mark.parametrize("end", ["taken_from", "given_to"])
def test_both_lines_are_of_the_board_and_the_year(quarter, lines, end):
    other = make_line(make_quarter(make_board("Southborough")), "S9")
    last_year = make_line(make_quarter(quarter.board, year=2022), "S8")

    for line in (other, last_year):
        with pytest.raises(ExpenditureLine.DoesNotExist):
            move(quarter, lines, **{end: line.pk})


def test_a_virement_after_the_quarter_is_listed_and_said_not_to_count_in_it(
    officer, quarter, lines
):
    move(quarter, lines, agreed_on=date(2024, 1, 20))

    assert "After this quarter: not counted in it" in words(officer.get(CHANGES))
    assert {row.moved for row in spend_report(quarter).rows} == {0}


def test_no_money_is_moved_in_a_report_that_was_sent(quarter, lines):
    send(quarter)

    with pytest.raises(ReportLocked):
        move(quarter, lines)


def test_who_commissions_moves_no_money(client, lines, quarter):
    quarter.board.commissioner_enters_spending = True
    quarter.board.save()
    client.force_login(make_user(quarter.board))

    answers = client.get(VIREMENT), client.post(VIREMENT, typed(lines))

    assert {answer.status_code for answer in answers} == {403}
    assert "Move plan money" not in words(client.get(CHANGES))


def test_a_hostile_reason_is_shown_as_it_was_typed(officer, quarter, lines):
    move(quarter, lines, reason="<b>bold</b> & =1+1")

    assert "&lt;b&gt;bold&lt;/b&gt; &amp; =1+1" in officer.get(CHANGES).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_virements_at_once_that_take_more_than_there_is_one_is_refused(
    quarter, lines, monkeypatch
):
    later = make_quarter(quarter.board, quarter=4)
    let_two_meet(monkeypatch, virements, "all_moved")

    results = at_once(*[lambda of=of: moving(of, lines, "60000") for of in (quarter, later)])

    assert sum(isinstance(item, CannotMove) for item in results) == 1
    assert Virement.objects.count() == 1


@pytest.mark.parametrize("count", [5, 500])
def test_the_pages_cost_the_same_however_many_lines_and_virements_there_are(
    officer, quarter, lines, count, django_assert_num_queries
):
    for number in range(count):
        make_line(quarter, f"M{number}")
    Virement.objects.bulk_create(
        Virement(taken_from=lines[0], given_to=lines[1], amount=1, agreed_on=AGREED, reason="r")
        for _ in range(count)
    )

    with django_assert_num_queries(12):
        officer.get(CHANGES)
    with django_assert_num_queries(5):
        officer.get(VIREMENT)
