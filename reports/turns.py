"""Whose turn it is to sign: what one person can do about reports that wait for signatures."""

from dataclasses import dataclass

from django.db.models import F

from boards.models import Capacity
from boards.permissions import Permission
from boards.workflow import Part
from reports.models import Signature
from reports.signing import may_sign_as, paper_of, parts_changed


@dataclass(frozen=True)
class Turn:
    """What one person can sign of the last version of a report, and what stands against it.

    `mine` are the capacities in which they may sign for the board, `open` those of them in which
    they can sign now. `own` are the Parts that they changed and would have to sign for.
    """

    mine: tuple[Capacity, ...]
    open: tuple[Capacity, ...] = ()
    own: tuple[Part, ...] = ()
    signed: Signature | None = None


def to_sign(user, quarters, on):
    """The ids of the quarters whose report waits for a signature that the person can give."""
    waiting = [quarter for quarter in quarters if Permission.SIGN in quarter.allowed.now]
    found = turns(user, waiting, on) if waiting else {}
    return {quarter for quarter, turn in found.items() if turn.open}


def turns(user, quarters, on):
    """The Turn of a person in each of some reports, by the id of the quarter."""
    boards = {quarter.board_id for quarter in quarters}
    asked = Capacity.objects.filter(board__in=boards).select_related("organisation")
    mine = may_sign_as(user, list(asked), on)
    changed, signatures = parts_changed(user, quarters), _signatures(quarters)
    return {
        quarter.pk: _turn(
            user,
            [item for item in mine if _is_of(item, quarter)],
            signatures[quarter.pk],
            changed[quarter.pk],
        )
        for quarter in quarters
    }


def _is_of(capacity, quarter):
    return (capacity.board_id, capacity.paper) == (quarter.board_id, paper_of(quarter))


def _signatures(quarters):
    """The Signatures of the last version of each report."""
    found = {quarter.pk: [] for quarter in quarters}
    of_the_last = Signature.objects.filter(
        snapshot__quarter__in=quarters, snapshot__number=F("snapshot__quarter__versions")
    )
    for signature in of_the_last.annotate(quarter=F("snapshot__quarter")):
        found[signature.quarter].append(signature)
    return found


def _turn(user, mine, signatures, changed):
    papers = {capacity.paper for capacity in mine}
    signed = next((s for s in signatures if s.by_id == user.pk and s.paper in papers), None)
    taken = {signature.capacity_id for signature in signatures}
    left = [] if signed else [capacity for capacity in mine if capacity.pk not in taken]
    return Turn(
        mine=tuple(mine),
        open=tuple(capacity for capacity in left if not changed.intersection(capacity.parts)),
        own=tuple(part for part in Part if any(part in c.parts for c in left) and part in changed),
        signed=signed,
    )
