"""Pages on which a sheet is printed, A4 landscape: how small, and where a new one begins.

Excel passes over breaks where it is to fit a sheet to a width, so a sheet with breaks is given
its scale.
"""

A4 = 9
WIDTH, HEIGHT = 11.69, 8.27
ASIDE, ABOVE = 0.4, 0.6
POINTS, PIXELS = 72, 96
# The widest that a program draws a unit of width in the font of the workbook.
PIXELS_OF_WIDTH, PIXELS_OF_BORDER = 7.5, 5
# Printers differ by a little.
CAREFUL = 0.97


def scale(widths):
    """The per cent at which columns of these widths fit on one page, at most 100."""
    pixels = sum(width * PIXELS_OF_WIDTH + PIXELS_OF_BORDER for width in widths)
    return min(100, int(100 * CAREFUL * PIXELS * (WIDTH - 2 * ASIDE) / pixels))


def room(percent):
    """How many points of rows a page takes at a scale."""
    return CAREFUL * POINTS * (HEIGHT - 2 * ABOVE) * 100 / percent


def breaks(heights, blocks, *, headings, room):
    """The rows with which a new page has to begin, so that no page ends within a short block.

    `heights` are those of all rows in points; `blocks` are the first rows of what is kept
    together, in order; `headings` is the row that each page repeats. A block that no page can
    hold goes on over pages.
    """
    repeated, found = heights[headings], []
    used = sum(heights[: blocks[0]])
    for first, end in zip(blocks, [*blocks[1:], len(heights)], strict=True):
        needed = sum(heights[first:end])
        if used + needed > room >= repeated + needed:
            found.append(first)
            used = repeated
        used += needed
        while used > room:
            used -= room - repeated
    return found
