"""What is said of a place statement in sentences."""

from boards import formats
from finance.statements.values import COLUMNS
from finance.units import EXACT


def positions(statement):
    """Where the place stands: pairs of (which period, “overspent by £2,400k”)."""
    total = statement.total
    return [
        ("Year to date", formats.budget_less_actual_in_words(total.variance_to_date)),
        ("Forecast for the year", formats.budget_less_actual_in_words(total.outturn_variance)),
    ]


def differences(statement, unit):
    """What does not add up, a sentence for each, with amounts in the unit of the board."""
    display = EXACT[unit]
    return [
        f"{item.name}, {COLUMNS[item.column].lower()}: {display(item.printed)} is printed, "
        f"{item.of} {'come' if item.of == 'the rows' else 'comes'} to {display(item.computed)}, "
        f"a difference of {display(abs(item.amount))}"
        for item in statement.differences
    ]
