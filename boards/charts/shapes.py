"""What a chart is made of, and how much room its words take."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from textwrap import wrap

from boards import formats

# Words of 14 units on a drawing 420 wide: 11 px on the narrowest phone, 11 pt on paper.
WIDTH, FONT, LEADING = 420, 14, 17
ASCENT, DESCENT, CLEAR = 11, 4, 2


@dataclass(frozen=True)
class Line:
    css: str
    points: tuple


@dataclass(frozen=True)
class Marker:
    css: str
    x: Decimal
    y: Decimal


@dataclass(frozen=True)
class Rect:
    css: str
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal


@dataclass(frozen=True)
class Text:
    css: str
    x: Decimal
    y: Decimal
    anchor: str
    text: str

    @property
    def box(self):
        """The room it takes: left, top, right and bottom."""
        wide = width_of(self.text)
        left = self.x - {"start": 0, "middle": wide / 2, "end": wide}[self.anchor]
        return left - CLEAR, self.y - ASCENT, left + wide + CLEAR, self.y + DESCENT


@dataclass(frozen=True)
class Chart:
    """All that the template draws; `title` is the finding that the chart shows."""

    title: str
    description: str
    height: int
    lines: tuple[Line, ...] = ()
    markers: tuple[Marker, ...] = ()
    rects: tuple[Rect, ...] = ()
    texts: tuple[Text, ...] = ()
    width: int = WIDTH

    @property
    def alternative(self):
        """Everything in one text, where there is room for no more than one."""
        return f"{self.title.rstrip('.')}. {self.description}"


@lru_cache(maxsize=4096)
def width_of(text):
    """About the width of a text, rather more than less."""
    return sum(map(_width_of_letter, text)) * FONT / Decimal(100)


def _width_of_letter(letter):
    if letter in " .,:;'|!()[]-ijlftrI":
        return 34
    if letter in "mwMW%@&…":
        return 85
    return 66 if letter.isupper() else 54


def lines_of(text):
    """The text in one or two lines that fit on the drawing; what is too long ends in “…”."""
    widths = (wrap(text, letters, max_lines=2, placeholder=" …") for letters in range(60, 34, -1))
    return next(lines for lines in widths if all(width_of(line) <= WIDTH for line in lines))


def is_inside(box):
    return box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH


def touch(one, other):
    """Whether two boxes have room in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def cross(box, start, end):
    """Whether a line from left to right runs through a box."""
    left, right = max(box[0], start[0]), min(box[2], end[0])
    if left > right:
        return False
    slope = (end[1] - start[1]) / (end[0] - start[0])
    heights = [start[1] + slope * (x - start[0]) for x in (left, right)]
    return min(heights) <= box[3] and max(heights) >= box[1]


def tidy(value):
    """A place on the drawing to one decimal, without a decimal that is nought."""
    value = formats.rounded(Decimal(value), 1)
    return int(value) if value == int(value) else value


def joined(*sentences):
    """Sentences that may be empty as one text."""
    return " ".join(filter(None, sentences))


def named(words, names, values):
    """“No figure for Q1 2023-24 and Q2 2023-24.”, or nothing when every value is there."""
    missing = [name for name, value in zip(names, values, strict=True) if value is None]
    return f"{words} {formats.listed(missing)}." if missing else ""
