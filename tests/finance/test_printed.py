"""What a paper prints is read where it means one amount, and asked about where it may not."""

from decimal import Decimal

import pytest

from boards.numbers import Unit
from finance.printed import read_printed


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("£20.837m", "20837000"),
        ("£5.456m", "5456000"),
        ("£8.760M", "8760000"),
        ("£ 6.627 million", "6627000"),
        ("2.8m", "2800000"),
        ("£750k", "750000"),
        ("£19,232k", "19232000"),
        ("£4,250 thousand", "4250000"),
        ("4,352", "4352000"),
        ("20838", "20838000"),
        ("11,816.5", "11816500"),
        ("£20,837,000", "20837000"),
        ("£20,837,000.55", "20837000.55"),
        ("\u22121,584", "-1584000"),
        ("-£2.4m", "-2400000"),
        ("£\u00a020.837m", "20837000"),
        ("0", "0"),
        ("£0", "0"),
    ],
)
def test_an_amount_that_means_one_thing_is_read(printed, amount):
    assert read_printed(printed, Unit.THOUSANDS).amount == Decimal(amount)


def test_a_bare_number_is_in_the_unit_of_its_table():
    assert read_printed("4,352", Unit.POUNDS).amount == 4352


@pytest.mark.parametrize(
    ("printed", "question"),
    [
        ("£19,232m", "£19,232m: is this £19.232m or £19,232 million?"),
        ("£13,245M", "£13,245M: is this £13.245m or £13,245 million?"),
        ("£ 6,627m", "£ 6,627m: is this £6.627m or £6,627 million?"),
        ("£2.75", "£2.75: is this £2.75, £2.75 thousand or £2.75 million?"),
        ("£943,000", "£943,000: is this £943,000, £943,000 thousand or £943,000 million?"),
        ("£1,019,232m", "£1,019,232m: which amount is this?"),
        ("£19,23m", "£19,23m: which amount is this?"),
        ("around £250k", "around £250k: which amount is this?"),
        ("N/A", "N/A: which amount is this?"),
        ("-", "-: which amount is this?"),
        ("1e6", "1e6: which amount is this?"),
        ("２０m", "２０m: which amount is this?"),
        ("", ": which amount is this?"),
        ("£1.2345678901m", "£1.2345678901m: which amount is this?"),
        ("<b>£1m</b>", "<b>£1m</b>: which amount is this?"),
    ],
)
def test_an_amount_that_may_mean_two_things_is_asked_about_and_not_read(printed, question):
    reading = read_printed(printed, Unit.THOUSANDS)

    assert reading.amount is None
    assert reading.question == question


@pytest.mark.parametrize("decimals", range(1, 7))
def test_a_scale_never_loses_a_penny(decimals):
    digits = "123456"[:decimals]

    amount = read_printed(f"£1.{digits}m", Unit.THOUSANDS).amount

    assert amount == Decimal(f"1.{digits}") * 1_000_000
