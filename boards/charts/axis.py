"""The axis of a line chart, and where quarters and figures stand on the drawing."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from boards import formats
from boards.charts.shapes import LEADING, WIDTH, Text, width_of

PLOT_HEIGHT, EMPTY_HEIGHT, ROOM_FOR_NAMES, INSET = 150, 30, 60, 24
CUT_FROM, LEAST_SPAN = 70, Decimal(10)


@dataclass(frozen=True)
class Axis:
    """Round numbers from bottom to top; none where there is no figure at all."""

    ticks: tuple
    sign: str = ""
    is_cut: bool = False

    @property
    def note(self):
        return f"The axis starts at {self.words(self.ticks[0])}, not at 0." if self.is_cut else ""

    def words(self, tick):
        step = self.ticks[1] - self.ticks[0]
        return formats.number(tick, max(0, -step.normalize().as_tuple().exponent)) + self.sign


def axis_for(values, unit):
    """From nought, or from below the least figure where the axis may be cut."""
    if not values:
        return Axis(ticks=())
    low, high = min(0, *values), max(0, *values)
    is_cut = unit == "%" and min(values) >= CUT_FROM
    if is_cut:
        low, high = _cut(min(values), high)
    sign = unit if unit == "%" else ""
    return Axis(ticks=_round_numbers(Decimal(low), Decimal(high)), sign=sign, is_cut=is_cut)


def _cut(least, most):
    """The figures in the middle of ten points or more, so that a small change looks small."""
    middle = (least + most) / 2
    high = min(middle + LEAST_SPAN / 2, max(100, most))
    return min(least, middle - LEAST_SPAN / 2), max(most, high)


def _round_numbers(low, high):
    """Three to six of them that hold both."""
    least = (high - low or 1) / Decimal(4)
    unit = Decimal(1).scaleb(least.adjusted())
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= least)
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return tuple(step * number for number in range(first, max(last, first + 2) + 1))


@dataclass(frozen=True)
class Frame:
    """The room that lines are drawn in."""

    axis: Axis
    count: int
    top: int

    @property
    def left(self):
        words = map(self.axis.words, self.axis.ticks)
        return max((width_of(text) + 8 for text in words), default=Decimal(4))

    @property
    def right(self):
        return WIDTH - ROOM_FOR_NAMES

    @property
    def bottom(self):
        return self.top + (PLOT_HEIGHT if self.axis.ticks else EMPTY_HEIGHT)

    def x(self, number):
        first = self.left + INSET
        if self.count == 1:
            return (first + self.right) / 2
        return first + (self.right - first) * number / (self.count - 1)

    def y(self, value):
        low, high = self.axis.ticks[0], self.axis.ticks[-1]
        return self.bottom - (value - low) / (high - low) * PLOT_HEIGHT

    def points(self, values):
        """A place for each value, or None where there is no value."""
        return [
            None if value is None else (self.x(number), self.y(value))
            for number, value in enumerate(values)
        ]

    def tick_texts(self):
        for tick in self.axis.ticks:
            yield Text("tick", self.left - 8, self.y(tick) + 5, "end", self.axis.words(tick))
        if self.axis.is_cut:
            yield Text("tick", 0, self.bottom + 3 * LEADING + 8, "start", self.axis.note)

    def quarter_texts(self, labels):
        """The quarter under each point, and the year where it begins."""
        before = None
        for number, label in enumerate(labels):
            first, _, year = label.rpartition(" ")
            x, y = self.x(number), self.bottom + LEADING + 4
            yield Text("tick", x, y, "middle", first or year)
            if first and year != before:
                yield Text("tick", x, y + LEADING, "middle", year)
            before = year
