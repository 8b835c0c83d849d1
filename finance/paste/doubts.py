"""Pasted figures that are possible but unlikely, each with the question asked about it."""

from boards.unlikely import Question
from finance.doubts import doubts
from finance.paste.layout import PASTED_COLUMNS


def question(line, column, new, *, times, display):
    """The Question about a new figure of a line, or None when it is a likely one.

    `times` is how far a forecast may be from the last one, `display` writes an amount.
    """
    figures = {"spent": line.spent, "forecast": line.forecast} | {column: new}
    found = doubts(line, **figures, times=times, display=display)
    facts = [doubt.facts for doubt in found if column in doubt.fields]
    if new < 0:
        facts.insert(0, f"{PASTED_COLUMNS[column]} is {display(new)}. Is this a credit?")
    if not facts:
        return None
    subject = f"the {PASTED_COLUMNS[column].lower()} for {line.reference} {line.name}"
    return Question(f"{column}-{line.line}", subject, " ".join(facts))
