"""Moving plan money between two lines of a year."""

from datetime import date

from django.db import transaction

from boards import audit, formats
from boards.models import Board, BoardQuarter
from boards.numbers import Unit
from boards.workflow import Part
from finance.budgets import all_moved
from finance.funding.refusals import CannotMove
from finance.models import ExpenditureLine, Virement
from finance.units import EXACT


@transaction.atomic
def record_virement(*, quarter, taken_from, given_to, amount, agreed_on, reason, by, at):
    """Move plan money from one line to another, both named by their ids; returns the Virement.

    Raises ReportLocked, CannotMove with why it cannot be, and ExpenditureLine.DoesNotExist for a
    line of another board or year.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.SPENDING)
    Board.objects.lock(quarter.board_id)
    held = ExpenditureLine.objects.filter(
        scheme__board=quarter.board_id, scheme__year=quarter.year
    ).select_related("scheme")
    source, target = held.get(pk=taken_from), held.get(pk=given_to)
    _check(quarter, source, target, amount, agreed_on)
    moved = all_moved(quarter)
    unit = Unit[quarter.board.entry_unit]
    _refuse_too_much(source, moved.get(source.pk, 0), amount, EXACT[unit])
    day = formats.date(agreed_on)
    audit.record(
        _event(source, moved, -amount, f"To {target.scheme}, agreed on {day}. {reason}"),
        _event(target, moved, amount, f"From {source.scheme}, agreed on {day}. {reason}"),
        quarter=quarter,
        by=by,
        at=at,
    )
    return Virement.objects.create(
        taken_from=source, given_to=target, amount=amount, agreed_on=agreed_on, reason=reason
    )


def _check(quarter, source, target, amount, agreed_on):
    first, last = date(quarter.year, 4, 1), date(quarter.year + 1, 3, 31)
    if source == target:
        raise CannotMove(
            "Select a line other than the one that the money is taken from", "given_to"
        )
    for line, field in ((source, "taken_from"), (target, "given_to")):
        if line.plan is None:
            raise CannotMove(f"Set the plan of {line.scheme} first: it has none", field)
    if amount <= 0:
        raise CannotMove("Amount must be more than 0", "amount")
    if not first <= agreed_on <= last:
        raise CannotMove(
            f"Day it was agreed must be between {formats.date(first)} and {formats.date(last)}",
            "agreed_on",
        )


def _refuse_too_much(line, moved, amount, exact):
    if amount > line.plan + moved:
        left = exact(line.plan + moved)
        raise CannotMove(
            f"Amount must be {left} or less: that is the plan of {line.scheme} as it stands",
            "amount",
        )


def _event(line, moved, change, reason):
    before = line.plan + moved.get(line.pk, 0)
    return audit.Change(
        "finance.virement.recorded", line.scheme.reference, before, before + change, reason
    )
