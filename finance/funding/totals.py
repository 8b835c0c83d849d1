"""Which totals the papers of a plan can print, and what is held as printed of each."""

from collections import defaultdict
from dataclasses import dataclass

from finance.models import PrintedFigure
from finance.plan_money import OF_THE_POOL, printed_figures
from schemes.models import ReportGroup

Kind = PrintedFigure.Kind
OF_THE_YEAR = (Kind.PLAN, Kind.AGREED_POOL, Kind.MINIMUM_POOL)


@dataclass(frozen=True)
class Total:
    """A total of a year; `group` is the code of the group whose total it is."""

    year: int
    kind: str
    label: str
    group: str = ""

    @property
    def key(self):
        """Of the boxes of a figure that is not held yet."""
        return f"new-{self.year}-{self.kind}-{self.group}"

    @property
    def place(self):
        return self.year, self.kind, self.group


def totals(quarter):
    """The Totals of the quarter's year, and those of the pool of the year before."""
    year = quarter.year
    groups = ReportGroup.objects.filter(board=quarter.board_id, year=year)
    of_groups = [Total(year, Kind.GROUP.value, group.name, group.code) for group in groups]
    of_year = [Total(year, kind.value, kind.label) for kind in OF_THE_YEAR]
    before = [Total(year - 1, kind.value, kind.label) for kind in OF_THE_POOL]
    return [*of_groups, *of_year, *before]


def printed_by_total(quarter):
    """Each Total with the PrintedFigures of it, a list in the order of their entry."""
    held = defaultdict(list)
    for figure in printed_figures(quarter):
        held[figure.year, figure.kind, figure.group].append(figure)
    found = [(total, held.pop(total.place, [])) for total in totals(quarter)]
    left = [(_as_held(figures[0]), figures) for figures in held.values()]
    return found + left


def _as_held(figure):
    """The Total of a figure whose group is no more."""
    return Total(figure.year, figure.kind, figure.label, figure.group)
