from datetime import date

import pytest

from boards.days import NotADay, parse_day


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param(("14", "3", "2024"), date(2024, 3, 14), id="as-in-the-hint"),
        pytest.param((" 01 ", "12", "2025"), date(2025, 12, 1), id="noughts-and-spaces"),
        pytest.param(("", " ", ""), None, id="blank"),
    ],
)
def test_three_boxes_are_one_day(typed, read):
    assert parse_day(*typed) == read


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        pytest.param(("14", "3", ""), "must include a year", id="no-year"),
        pytest.param(("", "", "2024"), "must include a day and month", id="year-alone"),
        pytest.param(("31", "2", "2024"), "must be a real date, like 14 3 2024", id="no-such-day"),
        pytest.param(("14", "March", "2024"), "must be a real date", id="words"),
        pytest.param(("１４", "3", "2024"), "must be a real date", id="full-width-figures"),
        pytest.param(("14", "3", "24"), "must have a year of four figures", id="short-year"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_do(typed, advice):
    with pytest.raises(NotADay, match=advice):
        parse_day(*typed)
