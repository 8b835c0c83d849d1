from decimal import Decimal

import pytest

from metrics.phasing import target_to_date


@pytest.mark.parametrize(
    ("method", "annual", "last_month", "target"),
    [
        pytest.param("accumulates", "440", 6, "220", id="avoidable-admissions"),
        pytest.param("accumulates", "2097.8", 6, "1048.9", id="falls"),
        pytest.param("accumulates", "366.1", 12, "366.1", id="the-whole-year"),
        pytest.param("constant", "93.5", 7, "93.5", id="discharge-to-usual-place"),
        pytest.param("constant", "96.5", 4, "96.5", id="reablement"),
    ],
)
def test_a_target_to_date_follows_from_the_annual_target(method, annual, last_month, target):
    assert target_to_date(method, Decimal(annual), 1, last_month) == Decimal(target)


def test_a_target_to_date_is_kept_at_full_precision():
    target = target_to_date("accumulates", Decimal("366.1"), 1, 8)

    assert Decimal("244.06666") < target < Decimal("244.06667")


def test_months_in_the_middle_of_the_year_count_only_themselves():
    assert target_to_date("accumulates", Decimal(120), 4, 6) == Decimal(30)


@pytest.mark.parametrize("missing", range(3))
def test_a_target_to_date_needs_all_its_parts(missing):
    parts = [Decimal(440), 1, 6]
    parts[missing] = None

    assert target_to_date("accumulates", *parts) is None
