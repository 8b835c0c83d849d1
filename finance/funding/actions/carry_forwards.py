"""Proposing that an underspend goes to next year, agreeing to it, and taking it back."""

from django.db import transaction
from django.utils import timezone

from boards import audit, formats
from boards.models import Board, BoardQuarter
from boards.numbers import Unit
from boards.workflow import Part
from finance.funding.queries import underspends
from finance.funding.refusals import CannotMove
from finance.models import Addition, Allocation, Basis, CarryForward, ExpenditureLine
from finance.units import EXACT


@transaction.atomic
def propose_carry_forward(*, quarter, line, amount, reason, by, at):
    """Propose that money a line, named by its id, does not spend goes to next year.

    It stands in the report of the quarter in which it is proposed: its day is never after that
    quarter. Raises ReportLocked, CannotMove and ExpenditureLine.DoesNotExist.
    """
    quarter = _held(quarter)
    left = {item.line: item for item in underspends(quarter)}.get(line)
    if left is None:
        raise ExpenditureLine.DoesNotExist
    if not left.stream:
        raise CannotMove(f"{left.name} has no funding stream that could carry it", "line")
    amount = CarryForward._meta.get_field("amount").to_python(amount)
    if amount <= 0:
        raise CannotMove("Amount must be more than 0", "amount")
    if amount > left.left:
        most = EXACT[Unit[quarter.board.entry_unit]](left.left)
        line = f"{left.reference} {left.name}"
        raise CannotMove(
            f"Amount must be {most} or less: that is what {line} does not spend", "amount"
        )
    proposed = audit.Change(
        "finance.carry_forward.proposed", left.reference, after=amount, reason=reason
    )
    audit.record(proposed, quarter=quarter, by=by, at=at)
    day = min(timezone.localdate(at), quarter.key.last_day)
    return CarryForward.objects.create(line_id=line, amount=amount, reason=reason, proposed_on=day)


@transaction.atomic
def agree_carry_forward(*, quarter, proposal, by, at):
    """Add a proposal, named by its id, to next year's allocation; once, however often it is sent.

    Raises ReportLocked, CarryForward.DoesNotExist, and CannotMove for one that was withdrawn.
    """
    quarter = _held(quarter)
    held = _proposal(quarter, proposal)
    if held.withdrawn_on:
        raise CannotMove("This proposal was withdrawn, so it cannot be agreed", "answer")
    if held.agreed_on:
        return held
    scheme, today = held.line.scheme, timezone.localdate(at)
    held.addition = Addition.objects.create(
        allocation=_next_allocation(held.line),
        amount=held.amount,
        announced_on=today,
        kind=Addition.Kind.CARRIED_FORWARD,
        source=f"Carried forward from {scheme} in {formats.financial_year(scheme.year)}"[:200],
    )
    held.agreed_on = today
    held.save()
    _record(held, "finance.carry_forward.agreed", quarter, by, at)
    return held


@transaction.atomic
def withdraw_carry_forward(*, quarter, proposal, by, at):
    """Take a proposal, named by its id, back; raises CannotMove for one that was agreed."""
    quarter = _held(quarter)
    held = _proposal(quarter, proposal)
    if held.agreed_on:
        raise CannotMove("This proposal was agreed, so it cannot be withdrawn", "answer")
    if held.withdrawn_on:
        return held
    held.withdrawn_on = timezone.localdate(at)
    held.save()
    _record(held, "finance.carry_forward.withdrawn", quarter, by, at)
    return held


def _held(quarter):
    """The quarter and its board's plan, held: two quarters may agree one proposal at once."""
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.SPENDING)
    Board.objects.lock(quarter.board_id)
    return quarter


def _proposal(quarter, pk):
    """A proposal of the quarter's year or of the one before, whose money comes into this one."""
    held = CarryForward.objects.select_related("line__scheme", "line__stream__replaced_by")
    years = (quarter.year - 1, quarter.year)
    return held.get(pk=pk, line__scheme__board=quarter.board_id, line__scheme__year__in=years)


def _next_allocation(line):
    """Next year's allocation of the line's stream; one without an amount where there is none."""
    year = line.scheme.year + 1
    stream = line.stream.in_year(year)
    held = Allocation.objects.filter(board=line.scheme.board_id, year=year, stream=stream)
    allocations = {item.partner_id: item for item in held}
    for partner in (line.scheme.led_by_id, None):
        if partner in allocations:
            return allocations[partner]
    return Allocation.objects.create(
        board_id=line.scheme.board_id, year=year, stream=stream, amount=None, basis=Basis.PRINTED
    )


def _record(held, kind, quarter, by, at):
    settled = audit.Change(kind, held.line.scheme.reference, after=held.amount, reason=held.reason)
    audit.record(settled, quarter=quarter, by=by, at=at)
