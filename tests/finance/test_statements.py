"""The monthly statement of a place: its own lines, its own sign, and its own printed total."""

from decimal import Decimal

import pytest
from django.urls import reverse

from boards.numbers import Unit
from finance.models import Statement, StatementLine
from finance.statements.queries import statement_of, statements
from finance.statements.reading import MOST_ROWS, read_rows
from tests.builders import make_line, make_quarter
from tests.finance.statement_builders import (
    ADD,
    CHANGE,
    LIST,
    PRINTED,
    SEPTEMBER,
    SMALL,
    TYPED,
    make_statement,
    shown,
)
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def test_the_printed_total_is_kept_beside_the_sum_of_the_rows(quarter):
    make_statement(quarter, rows=PRINTED)

    held = statement_of(quarter, 6)

    assert (held.printed.budget_to_date, held.printed.actual_to_date) == (120_860_000, 123_260_000)
    assert (held.sums.budget_to_date, held.sums.actual_to_date) == (120_861_000, 123_262_000)
    assert held.printed_less_sums.budget_to_date == -1000
    assert held.printed_less_sums.actual_to_date == -2000
    assert held.printed_less_sums.outturn_variance == 0


def test_a_negative_outturn_is_an_amount_like_any_other(officer):
    officer.post(ADD, TYPED)

    held = StatementLine.objects.get(name="Other Programme Services")

    assert held.outturn == Decimal("-1584000.00")
    assert held.outturn_variance == Decimal("1671000.00")


def test_the_page_says_its_sign_rule_and_that_minus_is_overspent(officer, quarter):
    make_statement(quarter, rows=PRINTED)

    page = shown(officer, SEPTEMBER)

    assert "Budget less actual: minus means overspent" in page
    assert "Year to date: overspent by £2,400k." in page
    assert "Forecast for the year: overspent by £2,675k." in page


def test_the_page_shows_both_totals_and_every_figure_that_does_not_add_up(officer, quarter):
    make_statement(quarter, rows=PRINTED)

    page = shown(officer, SEPTEMBER)

    for amount in ("120,860", "120,861", "123,260", "123,262", "−1,584"):
        assert f">{amount}<" in page
    assert (
        "Acute Services, year to date variance: 38 is printed, "
        "budget less actual comes to 37, a difference of 1"
    ) in page
    assert (
        "Total, year to date budget: 120,860 is printed, "
        "the rows come to 120,861, a difference of 1"
    ) in page
    assert page.count(" is printed, ") == 5


def test_a_statement_that_adds_up_has_nothing_to_say_of_differences(officer, quarter):
    make_statement(quarter, rows=SMALL + "Total\t100\t90\t10\t200\t190\t10")

    page = shown(officer, SEPTEMBER)

    assert "do not add up" not in page
    assert "Year to date: underspent by £10k." in page


def test_without_a_printed_total_the_sum_of_the_rows_says_where_the_place_stands(officer, quarter):
    make_statement(quarter, rows="Acute\t100\t100\t0\t200\t190.4\t9.6")

    page = shown(officer, SEPTEMBER)

    assert "Year to date: on budget." in page
    assert "as printed" not in page


def test_the_printed_total_says_where_the_place_stands_whatever_the_rows_come_to(officer, quarter):
    make_statement(quarter, rows=SMALL + "Total\t100\t103\t-3\t200\t190\t10")

    page = shown(officer, SEPTEMBER)

    assert "Year to date: overspent by £3k." in page
    assert "Total, year to date variance: −3 is printed, the rows come to 10" in page


def test_a_figure_that_is_missing_withholds_its_sum_and_nothing_else(quarter):
    make_statement(quarter, rows="Acute\t100\t\t\t200\t190\t10\n" + SMALL)

    sums = statement_of(quarter, 6).sums

    assert (sums.actual_to_date, sums.variance_to_date) == (None, None)
    assert (sums.budget_to_date, sums.outturn) == (200_000, 380_000)


def test_the_list_shows_the_last_month_first_and_where_each_stands(officer, quarter):
    make_statement(quarter, month=6, title="September paper", rows=PRINTED)
    make_statement(quarter, month=9, title="December paper")

    page = shown(officer, LIST)

    assert page.index("December 2023") < page.index("September 2023")
    assert "Overspent by £2,400k" in page
    assert [item.month for item in statements(quarter)] == [9, 6]


def test_statements_of_another_year_stand_under_that_year(officer, quarter):
    make_statement(make_quarter(quarter.board, year=2022), title="Of the year before")

    assert "No statement was entered for 2023-24." in shown(officer, LIST)
    assert officer.get(SEPTEMBER).status_code == 404


@pytest.mark.parametrize("separator", ["\t", ","])
def test_rows_are_read_from_a_spreadsheet_and_from_a_file(separator):
    text = separator.join(["Acute", "3430", "3393", "38", "6861", "-1584", '"75.5"'])

    read = read_rows(text, Unit.THOUSANDS)

    assert read.problems == ()
    assert read.rows[0].outturn == -1_584_000
    assert read.rows[0].outturn_variance == Decimal("75500")


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("", "Paste the rows: the name and six amounts of each"),
        ("Line\tBudget\tActual", "Paste the rows: the name and six amounts of each"),
        ("Total\t1\t1\t0\t1\t1\t0", "Paste the rows above the total too"),
        ("A\t1\t1\t0", "Row 1 has 4 columns. Paste 7: the name and six amounts"),
        (
            "A,1,430,1,393,38,6,861,6,786,75",
            "Row 1 has 11 columns. Paste 7: the name and six amounts. "
            "Amounts with commas have to be copied from Excel",
        ),
        ("\t1\t1\t0\t1\t1\t0", "Row 1 has no name. Enter one, or remove the row"),
        (
            "x" * 201 + "\t1\t1\t0\t1\t1\t0",
            "Row 1, name must be 200 characters or fewer. You have 1 too many",
        ),
        (
            "A\t1\tone\t0\t1\t1\t0",
            "Row 1, Year to date actual must be a number, like 2,149 for £2,149,000",
        ),
        ("A\t1\t1\t(0)\t1\t1\t0", "Row 1, Year to date variance must be 0 with no minus sign"),
        (
            "A\t1\t1\t0\t£5\t1\t0",
            "Row 1, Annual budget must be in £ thousands, like 2,149 for £2,149,000. "
            "Remove the £ sign",
        ),
        (
            "A\t1\t1\t0\t1\t1\t-",
            "Row 1, Forecast variance must be a number. "
            "Enter 0 if it is nil, or leave it blank if you do not have it",
        ),
        (
            SMALL + "Total\t1\t1\t0\t1\t1\t0\nTOTAL\t1\t1\t0\t1\t1\t0",
            "Row 3 is a second total. Keep one row called Total",
        ),
        (SMALL * (MOST_ROWS + 1), "You pasted 201 rows. Paste 200 rows or fewer"),
        ("x" * 50_001, "Rows must be 50,000 characters or fewer"),
    ],
)
def test_what_cannot_be_read_is_told_by_row_and_column(rows, problem):
    assert read_rows(rows, Unit.THOUSANDS).problems == (problem,)


def test_hostile_names_are_shown_as_they_are_typed_and_do_nothing(officer):
    nasty = '<script>alert(1)</script>{{ 7 }}{% url "x" %}=cmd|calc'
    rows = f"{nasty}\t1\t1\t0\t1\t1\t0\n"

    officer.post(ADD, {"month": "6", "title": nasty, "source": nasty, "rows": rows})

    page = officer.get(SEPTEMBER).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}{% url") >= 3
    assert officer.get(CHANGE).status_code == 200


def test_a_control_character_in_a_name_is_refused(officer):
    answer = officer.post(ADD, TYPED | {"rows": "A\x07\t1\t1\t0\t1\t1\t0"})

    assert "Row 1, name must not contain the character U+0007" in answer.content.decode()
    assert not Statement.objects.exists()


@pytest.mark.parametrize("page", [LIST, SEPTEMBER, CHANGE])
def test_pages_take_as_many_queries_for_many_statements_as_for_one(officer, quarter, page):
    make_statement(quarter, rows=PRINTED)
    few = count_queries(officer, page)
    for month in range(1, 13):
        make_statement(quarter, month=month, rows=SMALL * MOST_ROWS)

    assert count_queries(officer, page) == few


def test_statements_are_reached_from_the_spending_page(officer, quarter):
    make_line(quarter)

    page = shown(officer, reverse("finance:spending", args=["northshire", "2023-24-q3"]))

    assert f'href="{LIST}"' in page


def test_the_history_tells_what_was_entered_and_what_it_replaced(officer, quarter):
    make_statement(quarter, rows=PRINTED)
    make_statement(quarter)

    page = shown(officer, "/northshire/2023-24-q3/history/")

    assert "Place statement for September 2023" in page
    assert "Prescribing | 23172000.00" in page
