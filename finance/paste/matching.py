"""Which line each row of a paste is about: by reference or name, else by order."""

from dataclasses import dataclass, field, replace

from boards import formats
from finance.paste.layout import same
from finance.paste.reading import PastedRow, is_figure, is_total
from finance.queries import SpendRow

MOST_ASKED = 40


class CannotMatch(ValueError):
    """Nothing of the paste can be used as it is; the text says what to do."""


@dataclass(frozen=True)
class Item:
    """A row with a figure, and the line it is for once that is known.

    `candidates` are the lines in question where several are, `problem` what a person has to say.
    """

    row: PastedRow
    words: str
    typed: str
    line: SpendRow | None = None
    candidates: tuple[SpendRow, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Matches:
    """The rows of a paste with figures, and the numbers of those left out by why."""

    items: tuple[Item, ...]
    ignored: dict[str, list[int]] = field(default_factory=dict)
    by_order: bool = False


class Lines:
    """The lines of a quarter, found by what people call them; `mine` are those I may type."""

    def __init__(self, groups, may_type):
        mine = [[row for row in group.rows if may_type(row)] for group in groups]
        self.all = tuple(row for group in groups for row in group.rows)
        self.mine = tuple(row for rows in mine for row in rows)
        self.sizes = tuple(len(rows) for rows in mine if rows)
        self.by_reference = _indexed(self.all, lambda row: row.reference)
        self.by_name = _indexed(self.all, lambda row: row.name)

    def found(self, row, layout):
        """The lines that a row names, more than one when it is not clear which."""
        named = self.by_name.get(same(row.cell(layout.name)), ())
        referred = self.by_reference.get(same(row.cell(layout.reference)), ())
        both = [line for line in referred if line in named]
        return tuple(both or [*referred, *named])


def _indexed(rows, key):
    found = {}
    for row in rows:
        found.setdefault(same(key(row)), []).append(row)
    return found


def sort(rows, layout, found):
    """The rows that carry figures, and the numbers of the others by why they are left out.

    `found` tells by number the lines that a row names.
    """
    index = layout.figures.index
    first = next(row.number for row in rows if is_figure(row.cell(index)))
    kept, ignored = [], {}
    for row in rows:
        kind = _kind(row, layout.figures, found[row.number], first)
        if kind:
            ignored.setdefault(kind, []).append(row.number)
        else:
            kept.append(row)
    return kept, ignored


def _kind(row, figures, found, first):
    """Why a row carries no figure for a line; empty when it does."""
    text = row.cell(figures.index)
    if row.is_blank:
        return "blank"
    if found:
        return "" if text else "without a figure"
    if is_total(row.words(without=None)):
        return "total"
    before = not is_figure(text) and row.number < first
    return "heading" if not text or before or same(text) == same(figures.heading) else ""


def by_name(kept, layout, found, ignored):
    """The Matches of rows that name their schemes; raises CannotMatch when too few do."""
    items = tuple(_named(row, layout, found[row.number]) for row in kept)
    unclear = sum(bool(item.problem) for item in items)
    if unclear > MOST_ASKED:
        raise CannotMatch(
            f"{unclear:,} of {formats.counted(len(items), 'row')} match no scheme, or more than "
            "one. Check the scheme reference column"
        )
    return Matches(items, ignored)


def _named(row, layout, found):
    index = layout.figures.index
    item = Item(row, " · ".join(row.words(without=index)), row.cell(index))
    if len(found) == 1:
        return replace(item, line=found[0])
    return replace(item, candidates=found, problem=_which(row, layout, found))


def _which(row, layout, found):
    """“Row 12: “Dementia support” matches 2 schemes. Select one”."""
    words = row.words(without=layout.figures.index)
    reference, name = row.cell(layout.reference), row.cell(layout.name)
    if not words and not found:
        return f"Row {row.number} has no reference or name. Select a scheme, or leave it out"
    if not found:
        return f"Row {row.number}: “{words[0]}” matches no scheme. Select one, or leave it out"
    if any(same(line.reference) == same(reference) for line in found):
        return f"Row {row.number}: “{reference}” is not the reference of “{name}”. Select one"
    return f"Row {row.number}: “{name}” matches {len(found)} schemes. Select one"
