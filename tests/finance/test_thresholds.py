from decimal import Decimal

import pytest

from finance.thresholds import Threshold

USUAL = Threshold(Decimal(50_000), 5, Decimal(10_000))


@pytest.mark.parametrize(
    ("variance", "plan", "passed"),
    [
        pytest.param("50000.01", "10000000", True, id="beyond-the-amount"),
        pytest.param("50000", "10000000", False, id="at-the-amount"),
        pytest.param("-50000.01", "10000000", True, id="under-plan-too"),
        pytest.param("10000", "199999", True, id="beyond-the-share"),
        pytest.param("10000", "200000", False, id="at-the-share"),
        pytest.param("9999.99", "20000", False, id="beyond-the-share-and-too-small"),
        pytest.param("49000", "0", False, id="no-share-of-a-nil-plan"),
        pytest.param("51000", "0", True, id="beyond-the-amount-on-a-nil-plan"),
        pytest.param(None, "20000", False, id="not-known"),
    ],
)
def test_a_difference_is_explained_beyond_the_numbers_of_the_board(variance, plan, passed):
    variance = None if variance is None else Decimal(variance)

    assert USUAL.is_passed_by(variance, Decimal(plan)) is passed


def test_the_numbers_are_said_in_words():
    assert str(USUAL) == "£50,000 or 5%"
