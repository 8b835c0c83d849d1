from decimal import Decimal

import pytest

from metrics.rates import agrees, rate


def decimal(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("numerator", "denominator", "base", "computed"),
    [
        pytest.param("43", "50", 100, "86", id="a-percentage"),
        pytest.param("124", "62500", 100_000, "198.4", id="per-100,000"),
        pytest.param("0", "50", 100, "0", id="nobody"),
        pytest.param("1", "0", 100, None, id="nothing-to-divide"),
        pytest.param(None, "50", 100, None, id="no-numerator"),
        pytest.param("43", None, 100, None, id="no-denominator"),
        pytest.param("43", "50", None, None, id="no-base"),
    ],
)
def test_a_rate_follows_from_its_parts(numerator, denominator, base, computed):
    assert rate(decimal(numerator), decimal(denominator), base) == decimal(computed)


@pytest.mark.parametrize(
    ("actual", "agreed"),
    [("97.8", True), ("97.83", True), ("98", True), ("97.9", False), ("97.82", False)],
)
def test_a_rate_is_compared_at_the_decimals_it_was_typed_with(actual, agreed):
    computed = rate(Decimal(45), Decimal(46), 100)

    assert agrees(Decimal(actual), computed) is agreed
