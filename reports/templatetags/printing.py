"""What the paper has to know of a table before it is laid out."""

from math import ceil

from django import template

register = template.Library()

# Millimetres of a page and letters on a line, upright and wide. They are taken smaller than they
# are: rows that are kept together but do not fit on a page lose the head of their table.
HEIGHTS = {False: 160, True: 110}
LETTERS = {False: 12, True: 26}
LETTERS_OF_FIGURES = 8
LINE, ROOM = 4, 2


@register.filter
def fits_on_a_page(body, is_wide):
    """Whether the rows of a Body are sure to fit below each other on one page."""
    rows = (LINE * _lines(row, LETTERS[is_wide]) + ROOM for row in body.rows)
    return sum(rows) <= HEIGHTS[is_wide]


def _lines(row, letters):
    """How many lines the longest cell of a row takes."""
    return max(
        _lines_of(cell.text, LETTERS_OF_FIGURES if "app-number" in cell.css else letters)
        for cell in row
    )


def _lines_of(text, letters):
    return sum(max(1, ceil(len(line) / letters)) for line in text.split("\n"))
