"""The sentence on how the last figures stood against their targets."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from metrics import remarks


@pytest.mark.parametrize(
    ("actuals", "sentence"),
    [
        ("9", "The last figure met its target."),
        ("9 9", "Both of the last two figures met the target to date."),
        ("11 11", "Neither of the last two figures met the target to date."),
        ("9 11", "One of the last two figures met the target to date."),
        ("11 11 11", "None of the last three figures met the target to date."),
        ("9 9 9", "All of the last three figures met the target to date."),
    ],
)
def test_the_last_figures_are_counted_as_people_say_it(actuals, sentence):
    target = Decimal(10)
    earlier = [SimpleNamespace(actual=Decimal(text), target=target) for text in actuals.split()]
    row = SimpleNamespace(earlier=earlier, lower_is_better=True)

    assert remarks.history(row) == sentence
