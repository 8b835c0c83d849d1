"""The page of the checks of the money, and what the page of spending says of them."""

from dataclasses import replace

import pytest

from finance.agreement import Agreement, Kind, State
from finance.checking import in_words
from finance.models import Allocation, Basis
from schemes.models import FundingStream
from tests.builders import decimal, make_line, make_lines, make_quarter, make_user, report_line
from tests.signing_builders import queries

pytestmark = pytest.mark.django_db
SPENDING = "/northshire/2023-24-q3/spending/"
PAGE = f"{SPENDING}checks/"


@pytest.fixture
def quarter():
    return make_quarter()


@pytest.fixture
def officer(client, quarter):
    client.force_login(make_user(quarter.board))
    return client


def words(client, page=PAGE):
    return " ".join(client.get(page).content.decode().split())


def allocate(quarter, amount):
    Allocation.objects.create(
        board=quarter.board, year=quarter.year, stream=FundingStream.objects.get(code="minimum"),
        amount=decimal(amount), basis=Basis.PRINTED,
    )  # fmt: skip


def test_what_needs_somebody_stands_first_and_says_what_to_do(officer, quarter):
    make_line(quarter, plan="29700000")
    allocate(quarter, "29703000")

    page = words(officer)

    said = [page.index(f"{title}<") for title in (
        "Plan lines for Minimum NHS contribution", "Minimum to spend on adult social care",
    )]  # fmt: skip
    assert said == sorted(said)
    assert "add up to 29,700. The allocation is 29,703. Find the difference of 3." in page
    assert "Amounts are in £ thousands." in page


def test_a_minimum_that_nobody_entered_never_agrees(officer, quarter):
    make_line(quarter)

    page = words(officer)

    assert "No minimum entered for adult social care." in page
    assert ">Not known<" in page


def test_the_page_of_spending_counts_what_agrees(officer, quarter):
    line = make_line(quarter)
    allocate(quarter, "100000")
    report_line(quarter, line, spent="1", forecast="100000")

    assert "(5 checks: 3 agree, 2 are not known)" in words(officer, SPENDING)


def test_all_that_agrees_is_said_in_one_word():
    agrees = Agreement(Kind.SPENT, "", "Spent", State.AGREES, "", None, None, "finance:spending")

    assert in_words([agrees] * 5) == "All 5 checks agree"
    assert in_words([agrees, replace(agrees, state=State.CHECK)]) == (
        "2 checks: 1 agrees, 1 needs you"
    )


@pytest.mark.parametrize("count", [5, 500])
def test_the_page_takes_the_same_queries_for_any_number_of_lines(officer, quarter, count):
    make_lines(quarter, count)

    assert queries(officer, PAGE) == 3
