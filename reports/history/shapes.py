"""How a value that stands in the trail as text reads to people."""

from datetime import date
from decimal import Decimal

from boards import formats
from boards.models import Board

# A text of one line up to this long stands in the sentence, a longer one below it.
LONGEST_IN_A_SENTENCE = 60


def money(text, board):
    """To the penny, as an amount stands in a sentence: £2,149.31245k, or £2,149,312.45."""
    amount = Decimal(text)
    if board.entry_unit == Board.EntryUnit.POUNDS:
        return formats.pounds(amount)
    sign = formats.MINUS if amount < 0 else ""
    return f"{sign}£{formats.thousands_exactly(abs(amount))}k"


def count(text, board):
    return formats.number(Decimal(text))


def figure(text, board):
    """Of a measure; `percentage` where it is measured in per cent."""
    return count(text, board)


def percentage(text, board):
    return formats.percentage(Decimal(text))


def day(text, board):
    return formats.date(date.fromisoformat(text))


def dated(text, board):
    """A day with what was said of it behind."""
    on, _, said = text.partition(" ")
    return ", ".join(filter(None, (day(on, board), said)))


def month(text, board):
    return formats.MONTHS[int(text) - 1]


def plain(text, board):
    return text


def words(text, board):
    """In quotation marks; None for what is too long to stand in a sentence."""
    return f"“{text}”" if len(text) <= LONGEST_IN_A_SENTENCE and "\n" not in text else None


def one_of(choices):
    """The shape of a code that has a label."""
    labels = {str(value): label for value, label in choices.choices}
    return lambda text, board: f"“{labels.get(text, text)}”"


def yes_or_no(text, board):
    return "yes" if text == "True" else "no"
