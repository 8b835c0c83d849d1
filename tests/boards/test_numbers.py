from decimal import Decimal

import pytest

from boards.numbers import NotANumber, Unit, parse_number

pytestmark = pytest.mark.check(37)
NBSP = "\u00a0"
MINUS = "\u2212"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("2149", "2149", id="digits"),
        pytest.param("1,234.50", "1234.50", id="commas-and-decimals-as-typed"),
        pytest.param(" 12 ", "12", id="spaces-around"),
        pytest.param(f"1{NBSP}234", "1234", id="no-break-space-between"),
        pytest.param("(500)", "-500", id="brackets-mean-minus"),
        pytest.param(f"{MINUS}500", "-500", id="true-minus"),
        pytest.param("-500", "-500", id="hyphen-minus"),
        pytest.param(".5", "0.5", id="no-nought-before-the-point"),
        pytest.param("0", "0", id="nought"),
    ],
)
def test_a_number_is_read_as_it_comes_from_a_spreadsheet(typed, value):
    assert parse_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "1_000", "1e3", "NaN", "Infinity", "１２３", "٣", "-0", "(0)", "0x10", "1.234,50", "12,34",
        "1,2345", "about 900", "n/a", "+5", "--5", "(5", "5)", "£", ".", ",", "2.1m", "5k", "5%",
        "10000000000.01", "1 2.3.4",
    ],
)  # fmt: skip
@pytest.mark.parametrize("unit", [Unit.POUNDS, Unit.THOUSANDS])
def test_what_could_be_misread_is_refused_with_what_to_do(typed, unit):
    with pytest.raises(NotANumber, match=r"^must "):
        parse_number(typed, unit)


def test_blank_is_no_number_and_not_nought():
    assert parse_number("  ") is None


def test_the_decimals_typed_are_kept():
    assert str(parse_number("93.50")) == "93.50"


def test_a_pound_sign_is_accepted_where_pounds_are_typed():
    assert parse_number("£2,149,312.45", Unit.POUNDS) == Decimal("2149312.45")


def test_a_pound_sign_is_refused_where_thousands_are_typed():
    with pytest.raises(NotANumber, match="in £ thousands, like 2,149 for £2,149,000"):
        parse_number("£2,149", Unit.THOUSANDS)


def test_thousands_are_read_to_the_penny():
    assert parse_number("2,149.31245", Unit.THOUSANDS) == Decimal("2149312.45")


@pytest.mark.parametrize(
    ("typed", "unit", "places"), [("1.005", Unit.POUNDS, 2), ("1.000001", Unit.THOUSANDS, 5)]
)
def test_a_fraction_of_a_penny_is_refused_and_never_rounded(typed, unit, places):
    with pytest.raises(NotANumber, match=f"no more than {places} decimal places"):
        parse_number(typed, unit)


@pytest.mark.parametrize("unit", [Unit.POUNDS, Unit.THOUSANDS])
def test_pounds_typed_where_thousands_are_meant_are_noticed(unit):
    with pytest.raises(NotANumber, match="100,000,000 or less"):
        parse_number("249,000,000", unit)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("2.1m", "like 11,284 for £11.284 million"),
        ("5k", "Remove “k”"),
        ("–", "Enter 0 if it is nil"),
        ("１２３", "figures 0 to 9"),
    ],
)
def test_the_advice_fits_the_mistake(typed, advice):
    with pytest.raises(NotANumber, match=advice):
        parse_number(typed, Unit.THOUSANDS)
