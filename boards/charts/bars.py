"""Amounts by group as pairs of horizontal bars: the first series outlined, the second solid."""

from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from boards import formats
from boards.charts.shapes import (
    LEADING,
    WIDTH,
    Chart,
    Line,
    Rect,
    Text,
    joined,
    lines_of,
    named,
    tidy,
    width_of,
)

STYLES = ("outlined", "solid")
BAR, LEGEND, AFTER_NAME, AFTER_GROUP, LEAST = 14, 36, 2, 13, 1


def bar_chart(*, title, description, groups, series) -> Chart:
    """`series` holds (name, amounts, texts) twice, such as plan and forecast."""
    scale = _scale(series)
    tops, height = _tops(groups)
    shapes = [
        shape
        for number, (name, top) in enumerate(zip(groups, tops, strict=True))
        for shape in _group(name, top, scale, [(v[number], t[number]) for _, v, t in series])
    ]
    names = [name for name, _, _ in series]
    shapes = [*_legend(names), *shapes]
    missing = [named(f"{name} not provided for", groups, values) for name, values, _ in series]
    return Chart(
        title=title,
        description=joined(description, *missing, _in_full(groups)),
        height=height,
        lines=_only(Line, shapes),
        rects=_only(Rect, shapes),
        texts=_only(Text, shapes),
    )


def _only(kind, shapes):
    """Sorted by look, which the template then says once for all of a kind."""
    return tuple(sorted((s for s in shapes if isinstance(s, kind)), key=attrgetter("css")))


@dataclass(frozen=True)
class Scale:
    """Where nought stands, and how long a pound is."""

    nought: Decimal
    length: Decimal


def _scale(series):
    """Room is kept at both ends for the longest text that can stand there."""
    pairs = [pair for _, values, texts in series for pair in zip(values, texts, strict=True)]
    present = [value for value, _ in pairs if value is not None]
    least, most = min((0, *present)), max((0, *present))
    before = max(
        (width_of(text) + 8 for value, text in pairs if value is not None and value < 0), default=1
    )
    after = max((width_of(_words(*pair)) + 8 for pair in pairs), default=0)
    length = Decimal(WIDTH - before - after) / (most - least or 1)
    return Scale(nought=before - least * length, length=length)


def _words(value, text):
    return formats.NOT_PROVIDED if value is None else text


def _in_full(groups):
    shortened = [name for name in groups if " ".join(lines_of(name)) != " ".join(name.split())]
    return f"In full: {'; '.join(shortened)}." if shortened else ""


def _tops(groups):
    """Where each group begins, and where the last one ends."""
    tops = [LEGEND]
    for name in groups:
        lines = len(lines_of(name)) + len(STYLES)
        tops.append(tops[-1] + LEADING * lines + AFTER_NAME + AFTER_GROUP)
    return tops[:-1], tops[-1] - AFTER_GROUP + 4


def _legend(names):
    x = Decimal(1)
    for css, name in zip(STYLES, names, strict=True):
        yield Rect(css, tidy(x), 4, BAR, BAR)
        yield Text("name", tidy(x + 20), 16, "start", name)
        x += 20 + width_of(name) + 20


def _group(name, top, scale, pairs):
    """The name over its bars; the line at nought is drawn beside the bars only."""
    lines = lines_of(name)
    for row, line in enumerate(lines):
        yield Text("name", 0, top + 11 + LEADING * row, "start", line)
    top += LEADING * len(lines) + AFTER_NAME
    for row, (css, pair) in enumerate(zip(STYLES, pairs, strict=True)):
        yield from _bar(css, top + LEADING * row, scale, *pair)
    x = tidy(scale.nought)
    yield Line("axis", ((x, top - 1), (x, top + LEADING * len(STYLES) - 2)))


def _bar(css, top, scale, value, text):
    length = max(abs(value) * scale.length, LEAST) if value else Decimal(0)
    is_below = value is not None and value < 0
    if length:
        start = scale.nought - length if is_below else scale.nought
        yield Rect(css, tidy(start), top, tidy(length), BAR)
    end = scale.nought + (-length - 6 if is_below else length + 6)
    anchor = "end" if is_below else "start"
    yield Text("value", tidy(end), top + 12, anchor, _words(value, text))
