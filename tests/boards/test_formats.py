from datetime import date
from decimal import Decimal

import pytest

from boards import formats
from boards.converters import PeriodKey


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("2149312.45", "2,149"),
        ("-818000", "−818"),
        ("500", "1"),
        ("499.99", "0"),
        ("-499.99", "0"),
        ("0", "0"),
    ],
)
def test_thousands_round_halves_up_and_show_a_true_minus(amount, text):
    assert formats.thousands(Decimal(amount)) == text


def test_a_missing_figure_is_said_in_words():
    assert formats.thousands(None) == formats.pounds(None) == "not provided"


@pytest.mark.parametrize(
    ("amount", "words"),
    [("-818000", "£818k under plan"), ("1500000", "£1,500k over plan"), ("0", "on plan")],
)
def test_a_variance_says_which_side_of_plan_it_is_on(amount, words):
    assert formats.variance_in_words(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (1, 6, "April to September 2023"),
        (10, 12, "January to March 2024"),
        (9, 10, "December 2023 to January 2024"),
        (4, 4, "July 2023"),
    ],
)
def test_months_of_a_financial_year_carry_their_calendar_year(first, last, text):
    assert formats.months_with_year(first, last, 2023) == text


def test_pounds_show_pence_only_where_there_are_any():
    assert formats.pounds(Decimal("90000.00")) == "£90,000"
    assert formats.pounds(Decimal("-90000.50")) == "−£90,000.50"


def test_dates_are_written_out():
    assert formats.weekday_and_date(date(2024, 2, 8)) == "Thursday 8 February 2024"


def test_a_period_reads_and_writes_its_address():
    assert PeriodKey.parse("2023-24-q3") == PeriodKey(2023, 3)
    assert str(PeriodKey(1999, 1)) == "1999-00-q1"


def test_a_period_whose_years_do_not_follow_each_other_is_refused():
    with pytest.raises(ValueError, match="2023-25-q3 is not a quarter"):
        PeriodKey.parse("2023-25-q3")


def test_a_period_knows_its_months():
    assert PeriodKey(2023, 3).months == "October to December 2023"
    assert PeriodKey(2023, 4).months == "January to March 2024"
