"""Rows that name no scheme: matched to lines from the top down, only when their number fits."""

from boards import formats
from finance.paste.matching import CannotMatch, Item, Matches, by_name, sort
from finance.paste.reading import is_sum, magnitude


def match(rows, layout, lines, *, order=None):
    """The Matches of a paste; `order` are the lines from the cell into which it was pasted down.

    Raises CannotMatch.
    """
    found = {row.number: lines.found(row, layout) for row in rows}
    kept, ignored = sort(rows, layout, found)
    if any(found.values()):
        return by_name(kept, layout, found, ignored)
    if any(row.words(without=layout.figures.index) for row in kept):
        raise CannotMatch(
            "No row has the reference or the name of a scheme of this report. "
            "Add the scheme reference column, or paste the figures alone"
        )
    taken = _from_a_cell(rows, kept, order) if order else _all(rows, kept, layout, lines)
    return _matches(taken, kept, layout, order or lines.mine, ignored)


def _all(rows, kept, layout, lines):
    """The rows when there is one for each line that the person may type."""
    count = len(lines.mine)
    attempts = (kept, _spaced(rows, kept), _without_sums(kept, layout.figures.index, lines))
    for attempt in attempts:
        if len(attempt) == count:
            return attempt
    raise CannotMatch(
        f"You pasted {formats.counted(len(kept), 'row')} for {formats.counted(count, 'scheme')}. "
        f"Add the scheme reference column, or paste all {count}"
    )


def _from_a_cell(rows, kept, order):
    """The rows when there are lines enough from the cell down."""
    spaced = _spaced(rows, kept)
    if len(spaced) <= len(order):
        return spaced
    raise CannotMatch(
        f"You pasted {formats.counted(len(spaced), 'row')} from {order[0].reference} down, for "
        f"{formats.counted(len(order), 'scheme')}. Add the scheme reference column, or paste fewer"
    )


def _spaced(rows, kept):
    """The rows with the blank ones between them, each of which keeps the figure of its line."""
    numbers = {row.number for row in kept}
    blank = {row.number for row in rows if row.is_blank and row.number < max(numbers)}
    between = {number for number in blank if number > min(numbers)}
    wanted = numbers | between
    return [row for row in rows if row.number in wanted]


def _without_sums(kept, index, lines):
    """The rows less the sums, looked for only where a table of these lines has them."""
    for subtotals, total in ((False, True), (True, False), (True, True)):
        count = len(lines.mine) + subtotals * len(lines.sizes) + total
        if len(kept) == count:
            return _less_sums(kept, index, lines.sizes, subtotals, total)
    return []


def _less_sums(rows, index, sizes, subtotals, total):
    left, kept = list(rows), []
    for size in sizes:
        part, left = left[:size], left[size:]
        kept += part
        if subtotals:
            if not _adds_up(left[0], part, index):
                return []
            left = left[1:]
    return kept if not total or _adds_up(left[0], kept, index) else []


def _adds_up(row, parts, index):
    figures = [magnitude(part.cell(index)) for part in [row, *parts]]
    return None not in figures and is_sum(figures[0], figures[1:])


def _matches(taken, kept, layout, targets, ignored):
    used = {row.number for row in taken}
    pairs = zip(taken, targets, strict=False)
    items = tuple(
        Item(row, "", row.cell(layout.figures.index), line)
        for row, line in pairs
        if not row.is_blank
    )
    keeping = [row.number for row in taken if row.is_blank]
    left_out = {
        "blank": [number for number in ignored.get("blank", []) if number not in keeping],
        "without a figure": keeping,
        "total": ignored.get("total", []) + [row.number for row in kept if row.number not in used],
    }
    return Matches(items, _filled(ignored | left_out), by_order=True)


def _filled(kinds):
    return {kind: numbers for kind, numbers in kinds.items() if numbers}
