"""Pasted figures that are possible but unlikely, each with the question asked about it."""

from boards.unlikely import Question, times_apart
from finance.paste.layout import PASTED_COLUMNS


def question(line, column, new, *, times, display):
    """The Question about a new figure of a line, or None when it is a likely one.

    `times` is how far a forecast may be from the last one, `display` writes an amount.
    """
    facts = [
        *_credit(column, new, display),
        *_far_away(line, column, new, times, display),
        *_too_much(line, column, new, display),
    ]
    if not facts:
        return None
    subject = f"the {PASTED_COLUMNS[column].lower()} for {line.reference} {line.name}"
    return Question(f"{column}-{line.line}", subject, " ".join(facts))


def _credit(column, new, display):
    if new < 0:
        yield f"{PASTED_COLUMNS[column]} is {display(new)}, less than 0. Is this a credit?"


def _far_away(line, column, new, times, display):
    before, name = (line.previous, "last forecast") if line.previous else (line.plan, "plan")
    apart = times_apart(new, before, times) if column == "forecast" else ""
    if apart:
        yield f"Forecast is {display(new)}. That is {apart} than the {name} of {display(before)}."


def _too_much(line, column, new, display):
    spent, forecast = (new, line.forecast) if column == "spent" else (line.spent, new)
    if spent is not None and forecast is not None and spent > forecast:
        yield (
            f"Spent to date ({display(spent)}) is more than the forecast ({display(forecast)}) "
            f"for {line.name}. Change one, or say why."
        )
