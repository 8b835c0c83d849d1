"""£ or £ thousands: worked out from what the lines hold, when nobody says."""

from boards.numbers import NotANumber, Unit, parse_number
from finance.paste.reading import magnitude

# Half-way between a figure in pounds and the same in thousands, as a ratio.
HALF_WAY = 32


def guess_unit(items, usual):
    """The Unit that fits what the matched lines hold or plan; `usual` when nothing tells."""
    texts = [item.typed for item in items]
    if any("£" in text for text in texts):
        return Unit.POUNDS
    if any(magnitude(text) is not None and not _reads(text, Unit.POUNDS) for text in texts):
        return Unit.THOUSANDS
    votes = [vote for item in items if (vote := _vote(item)) is not None]
    thousands = sum(votes)
    if thousands * 2 == len(votes):
        return usual
    return Unit.THOUSANDS if thousands * 2 > len(votes) else Unit.POUNDS


def _reads(text, unit):
    try:
        parse_number(text, unit)
    except NotANumber:
        return False
    return True


def _vote(item):
    """Whether a figure is nearer to its line's figure in thousands; None when nothing tells."""
    figure = magnitude(item.typed)
    held = item.line and (item.line.plan or item.line.previous or item.line.forecast)
    return abs(figure) * HALF_WAY < abs(held) if figure and held else None
