"""Reads for the pages on which the plan of a year is changed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from boards.kept import kept
from finance.models import CarryForward, Virement
from finance.queries import spend_report


@dataclass(frozen=True)
class Underspend:
    """A line that is to spend less than its plan, and how much of that is not yet proposed."""

    line: int
    reference: str
    name: str
    stream: str
    left: Decimal


def underspends(quarter):
    """The lines of a quarter from which something may still be carried forward."""
    proposed = _proposed(quarter)
    for row in spend_report(quarter).rows:
        left = -row.variance - proposed.get(row.line, 0) if row.is_underspent else 0
        if left > 0:
            yield Underspend(row.line, row.reference, row.name, row.stream_code, left)


def _proposed(quarter):
    """What is proposed or agreed already, by the id of its line."""
    held = CarryForward.objects.filter(
        line__scheme__board=quarter.board_id,
        line__scheme__year=quarter.year,
        withdrawn_on__isnull=True,
    )
    return dict(held.order_by().values_list("line").annotate(Sum("amount")))


@dataclass(frozen=True)
class Moved:
    """A virement, and the quarter from which on it counts where that is a later one."""

    agreed_on: date
    taken_from: str
    given_to: str
    amount: Decimal
    reason: str
    is_later: bool


@kept
def virements(quarter):
    """The virements of the quarter's year, a tuple; also those agreed after the quarter."""
    held = Virement.objects.filter(
        taken_from__scheme__board=quarter.board_id, taken_from__scheme__year=quarter.year
    ).select_related("taken_from__scheme", "given_to__scheme")
    return tuple(
        Moved(
            agreed_on=item.agreed_on,
            taken_from=str(item.taken_from.scheme),
            given_to=str(item.given_to.scheme),
            amount=item.amount,
            reason=item.reason,
            is_later=item.agreed_on > quarter.key.last_day,
        )
        for item in held
    )


@kept
def proposals(quarter):
    """What was proposed to be carried out of the quarter's year, and into it from the year before.

    Of the year before only what is open or agreed is told: what was withdrawn brings nothing.
    """
    out = Q(line__scheme__year=quarter.year, proposed_on__lte=quarter.key.last_day)
    into = Q(line__scheme__year=quarter.year - 1, withdrawn_on__isnull=True)
    held = CarryForward.objects.filter(out | into, line__scheme__board=quarter.board_id)
    return tuple(held.select_related("line__scheme", "line__stream"))
