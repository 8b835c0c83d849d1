"""What the database refuses whatever the code says."""

import pytest
from django.db import IntegrityError, transaction

from finance.models import CarryForward, Statement, StatementLine, Virement
from tests.builders import NOON, decimal, make_line, make_quarter

pytestmark = pytest.mark.django_db
DAY = NOON.date()


def refuses(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_version_that_was_never_sent_cannot_be_the_one_that_is_signed():
    quarter = make_quarter()
    quarter.versions, quarter.signed_version = 1, 1
    quarter.save()

    quarter.signed_version = 2

    refuses(quarter)


def test_a_state_that_nobody_knows_cannot_be_kept():
    quarter = make_quarter()

    quarter.status = "FORGOTTEN"

    refuses(quarter)


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_a_virement_moves_something_from_one_line_to_another(amount):
    quarter = make_quarter()
    first, second = make_line(quarter, "S1"), make_line(quarter, "S2")
    ends = {"agreed_on": DAY, "reason": "More is asked for."}

    refuses(Virement(taken_from=first, given_to=second, amount=decimal(amount), **ends))
    refuses(Virement(taken_from=first, given_to=first, amount=decimal("1"), **ends))


def test_a_carry_forward_is_agreed_only_with_the_money_that_it_brings():
    line = make_line(make_quarter())
    proposal = {"line": line, "reason": "Late start.", "proposed_on": DAY}

    refuses(CarryForward(amount=decimal("5"), agreed_on=DAY, **proposal))
    refuses(CarryForward(amount=decimal("0"), **proposal))


def test_a_statement_has_one_printed_total():
    statement = make_statement()
    StatementLine.objects.create(statement=statement, order=1, name="Total", is_total=True)

    refuses(StatementLine(statement=statement, order=2, name="Total", is_total=True))


def make_statement():
    quarter = make_quarter()
    return Statement.objects.create(
        board=quarter.board, year=quarter.year, month=6, title="Position of the place"
    )
