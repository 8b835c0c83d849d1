"""Figures of a line that are possible but unlikely, in words for the person who typed them."""

from dataclasses import dataclass

from boards.unlikely import times_apart


@dataclass(frozen=True)
class Doubt:
    """What is unlikely about the figure in `field`; asked when one of `fields` changes."""

    field: str
    fields: tuple[str, ...]
    facts: str


def doubts(row, spent, forecast, *, times, display):
    """The doubts about two figures of a line.

    `times` is how many times a figure may differ from the last one; `display` makes an amount
    text.
    """
    for field, new, before, what in (
        ("spent", spent, row.previous_spent, "Last quarter it was"),
        ("forecast", forecast, *_before(row)),
    ):
        if apart := times_apart(new, before, times):
            facts = f"You entered {display(new)}. {what} {display(before)}. That is {apart}."
            yield Doubt(field, (field,), facts)
    if is_above_forecast(spent, forecast):
        facts = above_forecast(row.name, spent, forecast, display)
        yield Doubt("spent", ("spent", "forecast"), f"{facts}.")


def _before(row):
    """What a forecast is held against: last quarter's, or the plan where there is none."""
    if row.previous is None:
        return row.revised, "The plan is"
    return row.previous, "Last quarter it was"


def is_above_forecast(spent, forecast):
    """Whether more was spent than is expected by the year's end; a credit says nothing of it."""
    return None not in (spent, forecast) and spent > forecast >= 0


def above_forecast(name, spent, forecast, display):
    return (
        f"Spent to date ({display(spent)}) is more than the forecast ({display(forecast)}) "
        f"for {name}. Change one, or say why"
    )
