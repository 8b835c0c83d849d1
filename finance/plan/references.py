"""The references of schemes: made by the service, and never given to a second scheme."""

import re

from boards.models import AuditEvent
from schemes.models import Scheme

ADDED = "scheme.added"
SHAPE = re.compile(r"-(\d{4})-(\d+)")


def reference(board, year, number, width):
    """“BRO-2324-07”."""
    return f"{board.code}-{year % 100:02d}{(year + 1) % 100:02d}-{number:0{width}d}"


def next_reference(board, year):
    """The reference of the next scheme of a year, after all that were ever given in it."""
    numbers = _numbers(board, year)
    width = max((len(number) for number in numbers), default=0) or _width_elsewhere(board)
    return reference(board, year, max(map(int, numbers), default=0) + 1, width)


def number_of(old):
    """The number in a reference and its width, or None where it has another shape."""
    found = SHAPE.search(old)
    return (int(found[2]), len(found[2])) if found else None


def _numbers(board, year):
    """The numbers given in a year as they were written, by schemes held and by the trail."""
    held = Scheme.objects.filter(board=board).values_list("reference", flat=True)
    added = AuditEvent.objects.filter(board=board.slug, kind=ADDED)
    given = {*held, *added.values_list("subject", flat=True)}
    of_year = reference(board, year, 0, 1)[:-1]
    return [
        old.removeprefix(of_year) for old in given if re.fullmatch(rf"{re.escape(of_year)}\d+", old)
    ]


def _width_elsewhere(board):
    widths = [
        number_of(old)[1]
        for old in Scheme.objects.filter(board=board).values_list("reference", flat=True)
        if number_of(old)
    ]
    return max(widths, default=2)
