"""Reads about milestones: what the plan prints for each quarter, and what that comes to."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from boards.totals import difference
from schemes.models import Milestone

QUARTERS = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")


@dataclass(frozen=True)
class MilestoneRow:
    """Four quarters as printed, None where nothing is, and the total that stands beside them."""

    name: str
    quarters: tuple[Decimal | None, ...]
    printed: Decimal | None

    @property
    def summed(self):
        """The printed quarters together: a quarter without a figure is none of them."""
        return _together(self.quarters)

    @property
    def difference(self):
        return difference(self.printed, self.summed)


@dataclass(frozen=True)
class Milestones:
    """What one measure is to come to; `printed` is the total of its totals as printed."""

    measure: str
    rows: tuple[MilestoneRow, ...]
    printed: Decimal | None

    @property
    def total(self):
        """The rows together as a MilestoneRow."""
        columns = zip(*(row.quarters for row in self.rows), strict=True)
        return MilestoneRow("Total", tuple(map(_together, columns)), self.printed)


def _together(figures):
    printed = [figure for figure in figures if figure is not None]
    return sum(printed, Decimal(0)) if printed else None


def milestones(quarter):
    """The milestones of the quarter's year, a tuple of Milestones by measure."""
    held = Milestone.objects.filter(board=quarter.board_id, year=quarter.year).order_by("order")
    return tuple(
        _of_measure(measure, list(together))
        for measure, together in groupby(held, key=attrgetter("measure"))
    )


def ends_with_total(held):
    """Whether the last of several Milestones of a measure is its total, printed by no quarter."""
    return len(held) > 1 and all(figure is None for figure in _quarters(held[-1]))


def _quarters(held):
    return tuple(getattr(held, name) for name in QUARTERS)


def _row(held):
    return MilestoneRow(held.name, _quarters(held), held.printed_total)


def _of_measure(measure, held):
    rows = tuple(map(_row, held))
    if ends_with_total(held):
        return Milestones(measure, rows[:-1], rows[-1].printed)
    return Milestones(measure, rows, None)
