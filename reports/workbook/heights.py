"""Heights of rows: not every program fits a row to its wrapped text when it opens a file."""

from functools import lru_cache

from xlsxwriter.utility import xl_pixel_width

# In points, for the font of the workbook.
FIRST_LINE, NEXT_LINE, TALLEST = 15, 12.75, 409
PIXELS_OF_WIDTH = 7
PIXELS_OF_SPACE = 3


def height(lines):
    """The height of a row of so many lines; a program shows no row taller than TALLEST."""
    return min(FIRST_LINE + NEXT_LINE * (lines - 1), TALLEST)


@lru_cache(maxsize=4096)
def count_lines(text, width, *, is_bold):
    """How many lines a text takes when it is wrapped in a column of `width`."""
    room = width * PIXELS_OF_WIDTH
    if is_bold:
        # Bold letters are a tenth wider, and headings of figures are indented.
        room = (room - 2 * PIXELS_OF_WIDTH) / 1.1
    return sum(_count_wrapped(line, room) for line in text.split("\n"))


def _count_wrapped(line, room):
    if xl_pixel_width(line) <= room:
        return 1
    lines, used = 1, 0
    for word in line.split(" "):
        size = xl_pixel_width(word)
        if used and used + PIXELS_OF_SPACE + size > room:
            lines, used = lines + 1, 0
        used += size + (PIXELS_OF_SPACE if used else 0)
        if used > room:
            lines, used = lines + int(used // room), used % room
    return lines
