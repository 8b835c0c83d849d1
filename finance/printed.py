"""Amounts as papers print them: read where they mean one thing, asked about where they may not."""

import re
from dataclasses import dataclass
from decimal import Decimal

from boards import formats
from boards.fields import PENNY
from boards.numbers import NotANumber, parse_number

MILLION = 1_000_000
SCALES = {"k": 1_000, "thousand": 1_000, "m": MILLION, "million": MILLION}
_SHAPE = re.compile(
    r"(?P<minus>[-\u2212]?)(?P<pound>£?) ?(?P<digits>[\d,]*\.?\d+) ?"
    r"(?P<scale>k|m|thousand|million)?",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True)
class Reading:
    """A printed amount in pounds, or the question that has to be answered before it is one."""

    amount: Decimal | None
    question: str = ""


def read_printed(text, unit):
    """The Reading of an amount as printed; a bare number is in the `unit` of its table.

    Nothing is guessed: a comma before “m” may be a decimal point or not, and a £ sign without a
    scale may stand for pounds, thousands or millions.
    """
    bare = " ".join(text.split())
    match = _SHAPE.fullmatch(bare)
    number = match and _number(match["digits"])
    if number is None:
        return _asked(bare, "which amount is this?")
    reading = _scaled(bare, match, number, unit)
    if match["minus"] and reading.amount is not None:
        return Reading(-reading.amount)
    return reading


def _number(digits):
    try:
        return parse_number(digits)
    except NotANumber:
        return None


def _scaled(bare, match, number, unit):
    scale = (match["scale"] or "").lower()
    if not scale and match["pound"]:
        return _without_scale(bare, number)
    if not scale:
        return _exact(bare, number * unit.value.multiple)
    if SCALES[scale] == MILLION and "," in match["digits"]:
        return _comma(bare, match["digits"], number)
    return _exact(bare, number * SCALES[scale])


def _without_scale(bare, number):
    """Nothing and a million or more are written out; in between the scale may be missing."""
    if number == 0 or number >= MILLION:
        return _exact(bare, number)
    shown = formats.number(number)
    return _asked(bare, f"is this £{shown}, £{shown} thousand or £{shown} million?")


def _comma(bare, digits, number):
    if digits.count(",") > 1 or "." in digits:
        return _asked(bare, "which amount is this?")
    return _asked(
        bare, f"is this £{digits.replace(',', '.')}m or £{formats.number(number)} million?"
    )


def _exact(bare, amount):
    if amount != amount.quantize(PENNY):
        return _asked(bare, "it has a fraction of a penny. Which amount is this?")
    return Reading(amount)


def _asked(bare, question):
    return Reading(None, f"{bare}: {question}")
