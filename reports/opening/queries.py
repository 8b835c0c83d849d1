"""What is known before a quarter is opened."""

from dataclasses import dataclass
from datetime import date

from boards.converters import PeriodKey
from boards.models import BoardQuarter, Capacity, ReportingPeriod
from boards.people import unheld_roles
from reports.signing import asked_for, nobody_signs, paper_for


@dataclass(frozen=True)
class Opening:
    """The quarter that comes next for a board; `key` is None where it has none yet."""

    key: PeriodKey | None
    last: PeriodKey | None
    national_return_on: date | None
    unheld_roles: tuple[str, ...]
    asks_somebody: bool = True
    unheld_capacities: tuple[Capacity, ...] = ()

    @property
    def is_new_year(self):
        return self.last is not None and self.key.year != self.last.year


def opening(board, on) -> Opening:
    """The Opening of the board's next quarter."""
    last = last_quarter(board)
    key = last.key.following if last else None
    asked = list(asked_for(board, paper_for(key))) if key else []
    return Opening(
        key=key,
        last=last and last.key,
        national_return_on=key and national_return_on(key),
        unheld_roles=tuple(unheld_roles(board, on)),
        asks_somebody=key is None or bool(asked),
        unheld_capacities=tuple(nobody_signs(asked, on)),
    )


def last_quarter(board):
    quarters = BoardQuarter.objects.filter(board=board).select_related("period")
    return quarters.order_by("-period__year", "-period__quarter").first()


def national_return_on(key):
    """The day set by the government, when a board has opened the same quarter before."""
    periods = ReportingPeriod.objects.filter(year=key.year, quarter=key.quarter)
    return periods.values_list("national_return_on", flat=True).first()
