"""One measure over quarters: the actual figures as a line, the targets as a dashed one."""

from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter

from boards import formats
from boards.charts.axis import Frame, axis_for
from boards.charts.shapes import (
    LEADING,
    Chart,
    Line,
    Marker,
    Text,
    cross,
    is_inside,
    joined,
    lines_of,
    named,
    tidy,
    touch,
)

ROOM_ABOVE, MARKER = 26, 6
SHIFTS = (0, 8, 16, -8, -16, 24, 32, -24, -32)


def line_chart(*, title, description, labels, actual, target, texts, unit="", begins=()) -> Chart:
    """`labels` such as “Q2 2023-24”; `texts` are the actual figures as people read them.

    `begins` are the positions at which counting starts afresh: no line leads to them.
    """
    head = [] if unit == "%" else lines_of(unit)
    axis = axis_for([value for value in (*actual, *target) if value is not None], unit)
    frame = Frame(axis, count=len(labels), top=ROOM_ABOVE + LEADING * len(head))
    series = {"target": frame.points(target), "actual": frame.points(actual)}
    around = [*_head(head), *frame.tick_texts(), *frame.quarter_texts(labels)]
    no_figure = named("No figure for", labels, actual)
    no_target = named("No target for", labels, target)
    return Chart(
        title=title,
        description=joined(description, no_figure, no_target, axis.note),
        height=frame.bottom + LEADING * (3 if axis.is_cut else 2) + 14,
        lines=(*_behind(frame), *_drawn(series, begins)),
        markers=tuple(_markers(series)),
        texts=tuple(map(_tidied, [*around, *_words(series, texts, frame, around, begins)])),
    )


def _head(lines):
    return [Text("tick", 0, 13 + LEADING * row, "start", line) for row, line in enumerate(lines)]


def _across(frame):
    """The lines behind: one for each tick."""
    heights = [frame.y(tick) for tick in frame.axis.ticks] or [frame.bottom]
    return [((frame.left, y), (frame.right + 8, y)) for y in heights]


def _behind(frame):
    kinds = ["axis" if tick == 0 else "grid" for tick in frame.axis.ticks] or ["axis"]
    return map(_line, kinds, _across(frame))


def _drawn(series, begins):
    for css, points in series.items():
        yield from (_line(css, run) for run in _runs(points, begins) if len(run) > 1)


def _line(css, points):
    return Line(css, tuple((tidy(x), tidy(y)) for x, y in points))


def _markers(series):
    for css, points in series.items():
        yield from (Marker(css, tidy(x), tidy(y)) for x, y in filter(None, points))


def _tidied(text):
    return replace(text, x=tidy(text.x), y=tidy(text.y))


def _runs(points, begins):
    """The stretches without a gap in which counting goes on."""
    places = [
        (bool(point), sum(start <= at for start in begins)) for at, point in enumerate(points)
    ]
    together = groupby(zip(places, points, strict=True), key=itemgetter(0))
    return [[point for _, point in run] for (is_there, _), run in together if is_there]


def _words(series, texts, frame, around, begins):
    """Names, gaps and figures, most important first; what finds no room is in the table only."""
    taken = [text.box for text in around]
    for x, y in filter(None, (*series["actual"], *series["target"])):
        taken.append((x - MARKER, y - MARKER, x + MARKER, y + MARKER))
    runs = [run for points in series.values() for run in _runs(points, begins)]
    drawn = [pair for run in runs for pair in pairwise(run)]
    for choices in (*_names(series), *_gaps(series, frame), *_figures(series, texts)):
        text = _best(choices, taken, drawn, _across(frame))
        if text:
            taken.append(text.box)
            yield text


def _best(choices, taken, drawn, behind):
    """A free place, rather one that no line crosses, rather an early one; or None."""
    costs = {
        text: number + 10 * _crossings(text, drawn) + _crossings(text, behind)
        for number, text in enumerate(choices)
        if is_inside(text.box) and not any(touch(text.box, other) for other in taken)
    }
    return min(costs, key=costs.get, default=None)


def _crossings(text, segments):
    return sum(cross(text.box, *segment) for segment in segments)


def _names(series):
    """Places for the words at the ends of the lines, each on its own side of the other."""
    ends = {css: next(filter(None, reversed(points)), None) for css, points in series.items()}
    for css, other in (("actual", "target"), ("target", "actual")):
        if ends[css]:
            x, y = ends[css]
            side = -1 if ends[other] and y < ends[other][1] else 1
            heights = [y + 5 + side * shift for shift in SHIFTS]
            yield [Text("name", x + 11, height, "start", css.capitalize()) for height in heights]


def _gaps(series, frame):
    """Places for the words at each stretch without a figure."""
    points = series["actual"]
    for is_there, run in groupby(range(len(points)), key=lambda number: bool(points[number])):
        if not is_there:
            numbers = list(run)
            x = (frame.x(numbers[0]) + frame.x(numbers[-1])) / 2
            heights = range(frame.bottom - 8, frame.top, -LEADING)
            yield [Text("value", x, y, "middle", formats.NOT_PROVIDED) for y in heights]


def _figures(series, texts):
    """Places for each figure, the side away from its target first, the latest figure first."""
    rows = list(zip(series["actual"], series["target"], texts, strict=True))
    for point, goal, text in reversed(rows):
        if point:
            x, y = point
            sides = [(20, 36), (-10, -26)] if goal and goal[1] < y else [(-10, -26), (20, 36)]
            shifts = [shift for pair in zip(*sides, strict=True) for shift in pair]
            yield [Text("value", x, y + shift, "middle", text) for shift in shifts]
