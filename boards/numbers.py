"""The one parser of typed numbers: says what is wrong, and never guesses."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

LARGEST_AMOUNT = Decimal(100_000_000)
_DIGITS = re.compile(r"(?P<whole>\d{1,3}(,\d{3})+|\d+)?(\.(?P<part>\d+))?", re.ASCII)
_SPACES = " \t\u00a0\u2007\u2009\u202f"
_MINUS = "-\u2212"
# A minus has been taken off before this is looked at, so that nothing is left of it.
DASHES = {"", "–", "—"}


class NotANumber(ValueError):
    """What was typed cannot be read; the text says what to do, without the field's name."""


class OnlyADash(NotANumber):
    """A dash was typed, which may mean nil or that there is no figure."""

    def __init__(self):
        super().__init__(
            "must be a number. Enter 0 if it is nil, or leave it blank if you do not have it"
        )


@dataclass(frozen=True)
class Reading:
    """How a unit is typed: its multiple of the stored unit, its places and an example."""

    multiple: int
    places: int
    example: str
    name: str
    pound_sign: bool = False
    largest: Decimal = LARGEST_AMOUNT


class Unit(Enum):
    """The units a number can be typed in."""

    POUNDS = Reading(1, 2, "2,149,000 or 2,149,000.50", "pounds", pound_sign=True)
    THOUSANDS = Reading(1000, 5, "2,149 for £2,149,000", "£ thousands")
    PERCENTAGE = Reading(1, 6, "93.5 for 93.5%", "per cent")
    PLAIN = Reading(1, 6, "273 or 273.4", "a number", largest=Decimal(1_000_000_000))


def parse_number(text, unit=Unit.PLAIN, *, largest=None):
    """The Decimal that `text` stands for in the stored unit (pounds for money), None when blank.

    Keeps the decimals typed; `largest` is the most where that of the unit does not fit. Raises
    NotANumber, whose text completes “<field> must …”.
    """
    bare = text.strip(_SPACES + "\r\n")
    if not bare:
        return None
    negative, digits = _sign(bare)
    number = _magnitude(_without_pound_sign(digits, unit.value), unit.value)
    if number == 0 and negative:
        raise NotANumber("must be 0 with no minus sign")
    scaled = number * unit.value.multiple
    most = largest or unit.value.largest
    if scaled > most:
        raise NotANumber(f"must be {most:,} or less{_in_pounds(unit)}")
    return -scaled if negative else scaled


def _in_pounds(unit):
    return " in pounds" if unit is Unit.THOUSANDS else ""


def _sign(text):
    if text.startswith("(") and text.endswith(")"):
        return True, text[1:-1].strip(_SPACES)
    if text[0] in _MINUS:
        return True, text[1:].lstrip(_SPACES)
    return False, text


def _without_pound_sign(text, reading):
    if not text.startswith("£"):
        return text
    if not reading.pound_sign:
        raise NotANumber(f"must be in {reading.name}, like {reading.example}. Remove the £ sign")
    return text[1:].lstrip(_SPACES)


def _magnitude(text, reading):
    digits = text
    for space in _SPACES:
        digits = digits.replace(space, "")
    match = _DIGITS.fullmatch(digits)
    if not match or not digits or digits == ".":
        if text in DASHES:
            raise OnlyADash
        raise NotANumber(_advice(text, reading))
    if match["part"] and len(match["part"]) > reading.places:
        raise NotANumber(f"must have no more than {reading.places} decimal places")
    return Decimal(digits.replace(",", ""))


def _advice(text, reading):
    """The sentence that fits the mistake made."""
    suffix = re.fullmatch(r"[\d.,\s]+\s*(k|m|bn|%)", text, re.IGNORECASE | re.ASCII)
    if suffix and suffix[1].lower() in {"m", "bn"} and reading.multiple > 1:
        return f"must be in {reading.name}, like 11,284 for £11.284 million"
    if suffix:
        return f"must be a number only. Remove “{suffix[1]}”"
    if text.isdigit() and not text.isascii():
        return f"must use the figures 0 to 9, like {reading.example}"
    return f"must be a number, like {reading.example}"
