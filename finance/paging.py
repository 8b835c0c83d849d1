"""The lines of a report a page at a time: which page is kept in its address."""

from dataclasses import dataclass
from math import ceil

from finance.spend import SpendRow

# A page is split from more than MOST_ON_A_PAGE lines, so that a usual plan stays in one piece.
MOST_ON_A_PAGE, LINES_OF_A_PAGE = 100, 50


@dataclass(frozen=True)
class Page:
    """The lines drawn at once, of all that are shown; `number` counts from 1."""

    lines: tuple[SpendRow, ...]
    number: int
    count: int

    @property
    def rows(self):
        if self.count == 1:
            return self.lines
        return self.lines[self.first - 1 : self.first - 1 + LINES_OF_A_PAGE]

    @property
    def first(self):
        return (self.number - 1) * LINES_OF_A_PAGE + 1

    @property
    def last(self):
        return self.first + len(self.rows) - 1

    @property
    def in_title(self):
        """“ (page 2 of 3)”, or nothing where there is one."""
        return f" (page {self.number} of {self.count})" if self.count > 1 else ""

    def address(self, path, query="", number=None):
        """Where a page stands, this one unless another is named.

        The first has no number in its address, so that nothing is kept for it under two.
        """
        number = number or self.number
        asked = [query] if query else []
        asked += [f"page={number}"] if number > 1 else []
        return f"{path}?{'&'.join(asked)}" if asked else path

    def links(self, path, query=""):
        """Pairs of (number, address) of every page, none where one is enough."""
        numbers = range(1, self.count + 1) if self.count > 1 else ()
        return [(number, self.address(path, query, number)) for number in numbers]


def page_of(lines, typed):
    """The Page asked for; the nearest one where there is no such page."""
    count = ceil(len(lines) / LINES_OF_A_PAGE) if len(lines) > MOST_ON_A_PAGE else 1
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    return Page(tuple(lines), min(max(number, 1), count), count)


def page_with(lines, line):
    """The Page that holds the line with this id; the first one where none does."""
    places = [place for place, row in enumerate(lines) if str(row.line) == line]
    return page_of(lines, str(places[0] // LINES_OF_A_PAGE + 1) if places else "")
