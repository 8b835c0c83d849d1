from datetime import date

import pytest

from boards.converters import PeriodKey, YearConverter


@pytest.mark.parametrize(
    ("quarter", "first_day"),
    [(1, date(2023, 4, 1)), (2, date(2023, 7, 1)), (3, date(2023, 10, 1)), (4, date(2024, 1, 1))],
)
def test_a_quarter_begins_on_its_first_day(quarter, first_day):
    assert PeriodKey(2023, quarter).first_day == first_day


@pytest.mark.parametrize(("quarter", "after"), [(1, (2023, 2)), (3, (2023, 4)), (4, (2024, 1))])
def test_quarters_follow_each_other_into_the_next_year(quarter, after):
    assert PeriodKey(2023, quarter).following == PeriodKey(*after)


def test_a_financial_year_in_an_address_is_the_year_in_which_it_starts():
    assert YearConverter().to_python("2099-00") == 2099
    assert YearConverter().to_url(2023) == "2023-24"
    with pytest.raises(ValueError, match="is not a financial year"):
        YearConverter().to_python("2023-25")
