"""Which column of a paste holds what: references, names and the figures."""

from dataclasses import dataclass

from finance.paste.reading import is_figure

PASTED_COLUMNS = {"forecast": "Forecast", "spent": "Spent to date"}


def same(text):
    """A text by which names are compared: capitals and spaces do not matter."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class FigureColumn:
    """A column with figures, by its place (from 0) and the heading above it."""

    index: int
    heading: str

    @property
    def name(self):
        place = f"column {self.index + 1}"
        return f"{place} (“{self.heading}”)" if self.heading else place


@dataclass(frozen=True)
class Layout:
    """The columns of a paste; `figures` is the one from which the figures are taken."""

    reference: int | None
    name: int | None
    choices: tuple[FigureColumn, ...]
    figures: FigureColumn | None


def layout(rows, *, references, names, column, chosen=""):
    """The Layout of the rows; `references` and `names` as `same` writes them.

    Of several columns with figures the one chosen is taken, else the one whose heading says what
    is pasted, else the last.
    """
    reference = _fullest(rows, references)
    if not _figure_indexes(rows, {reference}):
        reference = None
    name = _fullest(rows, names, besides=reference)
    choices = tuple(
        FigureColumn(index, _heading(rows, index))
        for index in _figure_indexes(rows, {reference, name})
    )
    return Layout(reference, name, choices, _chosen(choices, column, chosen))


def _fullest(rows, known, besides=None):
    """The column in which most cells are known, the first of equals; None when none is."""
    found = {
        index: sum(same(row.cell(index)) in known for row in rows)
        for index in _indexes(rows)
        if index != besides
    }
    best = max(found, key=found.get, default=None)
    return best if best is not None and found[best] else None


def _indexes(rows):
    return range(max((len(row.cells) for row in rows), default=0))


def _figure_indexes(rows, others):
    return [
        index
        for index in _indexes(rows)
        if index not in others and any(is_figure(row.cell(index)) for row in rows)
    ]


def _heading(rows, index):
    """The words that stand over a column's first figure."""
    for row in rows:
        text = row.cell(index)
        if text:
            return "" if is_figure(text) else text
    return ""


def _chosen(choices, column, chosen):
    wanted = same(PASTED_COLUMNS[column])
    ranks = (
        lambda choice: str(choice.index) == chosen,
        lambda choice: same(choice.heading) == wanted,
        lambda choice: says(choice.heading, column),
    )
    for is_it in ranks:
        fitting = [choice for choice in choices if is_it(choice)]
        if fitting:
            return fitting[-1]
    return choices[-1] if choices else None


def says(heading, column):
    """Whether a heading speaks of the column that is pasted, such as “Forecast £000”."""
    words = same(heading).split()
    about = {"forecast": {"forecast", "outturn"}, "spent": {"spent", "spend", "actual"}}
    return not about[column].isdisjoint(words) and "variance" not in words
