"""Lines about to be confirmed as reviewed: what stays as it is, and what is set to plan."""

from dataclasses import dataclass

from boards.totals import total
from finance.spend import SpendRow


@dataclass(frozen=True)
class Confirming:
    """The lines that will be confirmed, and those that cannot be, by the reason why."""

    rows: tuple[SpendRow, ...]
    differing: int
    without_plan: int
    reviewed: int

    @property
    def plan(self):
        return total(row.revised for row in self.rows)

    @property
    def forecast(self):
        """What the lines will add up to."""
        return total(forecast_after(row) for row in self.rows)

    @property
    def set_to_plan(self):
        return tuple(row for row in self.rows if row.forecast is None)


def forecast_after(row):
    """The forecast a line will have: the one it has, or its plan where none was entered."""
    return row.revised if row.forecast is None else row.forecast


def _is_off_plan(row):
    return row.forecast is not None and row.variance != 0


def confirming(rows, *, with_differing):
    """What can be confirmed of `rows`; lines off plan only when they were picked one by one."""
    unreviewed = [row for row in rows if not row.is_reviewed]
    possible = [row for row in unreviewed if forecast_after(row) is not None]
    kept = [row for row in possible if with_differing or not _is_off_plan(row)]
    return Confirming(
        rows=tuple(kept),
        differing=len(possible) - len(kept),
        without_plan=len(unreviewed) - len(possible),
        reviewed=len(rows) - len(unreviewed),
    )
