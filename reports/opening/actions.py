"""Opening a quarter, with what is carried into it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from boards import audit, formats
from boards.models import Board, BoardQuarter, Owner, ReportingPeriod
from reports.opening.paper import carry_paper
from reports.opening.plan import carry_plan
from reports.opening.queries import last_quarter


class NotTheNext(Exception):
    """The quarter does not follow the board's last one; the text says which does."""


@dataclass(frozen=True)
class Opened:
    """A quarter that is open, and whether it was opened just now."""

    quarter: BoardQuarter
    is_new: bool


@transaction.atomic
def open_quarter(*, board, key, meeting_on, national_return_on, same_owners, by, at):
    """Open a quarter with what is carried from the last one: structure and words, no figures.

    `key` is the PeriodKey of the board's next quarter, or of its first. A quarter that is open
    already stays as it is. Raises NotTheNext.
    """
    board = Board.objects.lock(board.pk)
    held = BoardQuarter.objects.for_period(board.slug, key).select_related("board", "period")
    if quarter := held.first():
        return Opened(quarter, is_new=False)
    last = last_quarter(board)
    if last and key != last.key.following:
        raise NotTheNext(f"{last.key.following.title} is the next quarter of {board.name}.")
    quarter = BoardQuarter.objects.create(
        board=board,
        period=_period(key, national_return_on),
        opens_on=timezone.localdate(at),
        meeting_on=meeting_on,
    )
    opened = audit.Change("quarter.opened", str(key), after=quarter.opens_on)
    changes = [opened, *_carry(quarter, last, same_owners)]
    audit.record(*changes, quarter=quarter, by=by, at=at)
    return Opened(quarter, is_new=True)


def _period(key, national_return_on):
    """The period of all boards; the day that the first of them gave for it stays."""
    period, _ = ReportingPeriod.objects.get_or_create(year=key.year, quarter=key.quarter)
    if national_return_on and period.national_return_on is None:
        undated = ReportingPeriod.objects.filter(pk=period.pk, national_return_on__isnull=True)
        undated.update(national_return_on=national_return_on)
        period.refresh_from_db()
    return period


def _carry(quarter, last, same_owners):
    """Carry everything; the changes of it that are worth telling."""
    board, year = quarter.board, quarter.year
    if not same_owners:
        cleared, _ = Owner.objects.filter(board=board).delete()
        if cleared:
            yield audit.Change("owners.cleared", str(quarter.key), before=cleared)
    if last and last.year != year and (made := carry_plan(board, last.year, year)):
        yield audit.Change("plan.carried", formats.financial_year(year), after=made)
    if sections := carry_paper(quarter):
        yield audit.Change("paper.carried", str(quarter.key), after=", ".join(sections))
