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
    """The milestones of the quarter's year, a tuple of Milestones by measure.

    A last row of a measure without any quarter is its total as printed.
    """
    held = Milestone.objects.filter(board=quarter.board_id, year=quarter.year).order_by("order")
    return tuple(
        _of_measure(measure, [_row(item) for item in together])
        for measure, together in groupby(held, key=attrgetter("measure"))
    )


def _row(held):
    quarters = tuple(getattr(held, name) for name in QUARTERS)
    return MilestoneRow(held.name, quarters, held.printed_total)


def _of_measure(measure, rows):
    has_total = len(rows) > 1 and rows[-1].summed is None
    printed = rows[-1].printed if has_total else None
    return Milestones(measure, tuple(rows[:-1] if has_total else rows), printed)
