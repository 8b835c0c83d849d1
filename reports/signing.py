"""Who signs a report, who has, and who may: reads, and the rules that reads and writes share."""

from dataclasses import dataclass

from django.db.models import Q

from boards.capacities import fits
from boards.models import AuditEvent, Capacity, Grant
from boards.workflow import Part
from reports.models import Signature

NOBODY_ASKED = (
    "Nobody is asked to sign this report. Ask the area administrator to say who signs it."
)
# By what an event of the trail begins with: the part of the report that it changed.
CHANGES = {
    "metrics.": Part.PERFORMANCE,
    "finance.": Part.SPENDING,
    "schemes.": Part.TEXT,
    "reports.section": Part.TEXT,
}


def paper_of(quarter):
    """The kind of paper that the report of a quarter is."""
    return paper_for(quarter.key)


def paper_for(key):
    """The kind of paper that is made for a PeriodKey."""
    return Capacity.Paper.of(key)


def asked(quarter, paper=None):
    """The Capacities in which a report is to be signed, in their order."""
    return asked_for(quarter.board_id, paper or paper_of(quarter))


def asked_for(board, paper):
    """The Capacities in which a kind of paper of a board is to be signed, in their order."""
    capacities = Capacity.objects.asked().filter(board=board, paper=paper)
    return capacities.select_related("organisation")


def parts_changed_by(user, quarter):
    """The Parts of a report of which a person changed anything, in whatever role."""
    return parts_changed(user, [quarter])[quarter.pk]


def parts_changed(user, quarters):
    """The Parts that a person changed of each of some reports, by the id of the quarter."""
    begins = Q()
    for prefix in CHANGES:
        begins |= Q(kind__startswith=prefix)
    places = {(quarter.board.slug, str(quarter.key)): quarter.pk for quarter in quarters}
    boards, periods = zip(*places, strict=True)
    events = AuditEvent.objects.filter(
        begins, board__in=boards, period__in=periods, actor=str(user)
    ).order_by()
    found = {quarter.pk: set() for quarter in quarters}
    for board, period, kind in events.values_list("board", "period", "kind").distinct():
        if (board, period) in places:
            found[places[board, period]].add(_part_changed(kind))
    return found


def _part_changed(kind):
    return next(part for prefix, part in CHANGES.items() if kind.startswith(prefix))


def may_sign_as(user, capacities, on):
    """Those of the capacities in which a person holds a grant to sign on a day."""
    boards = {capacity.board_id for capacity in capacities}
    grants = Grant.objects.to_sign(on).filter(user=user, board__in=boards)
    return [capacity for capacity in capacities if any(fits(capacity, grant) for grant in grants)]


def holders(capacity, on):
    """The people who may sign in a capacity on a day: their ids."""
    grants = Grant.objects.to_sign(on).filter(board=capacity.board_id)
    return {grant.user_id for grant in grants if fits(capacity, grant)}


@dataclass(frozen=True)
class Line:
    """A capacity in which a version is to be signed, and its Signature or None."""

    capacity: Capacity
    signature: Signature | None


def lines(quarter, snapshot, paper=None):
    """The Lines of a version of a quarter, a list in the order of the capacities."""
    made = {item.capacity_id: item for item in snapshot.signatures.all()}
    return [Line(capacity, made.get(capacity.pk)) for capacity in asked(quarter, paper)]


def outstanding(quarter, snapshot):
    """The capacities in which the report of a version is still to be signed."""
    return [line.capacity for line in lines(quarter, snapshot) if line.signature is None]


def stands(signature, snapshot, digests):
    """Whether a signature of a version still covers what it has to; `digests` are by Part."""
    was = snapshot.part_digests()
    is_as_asked = signature.covers == signature.capacity.parts
    return is_as_asked and all(was[part] == digests[part] for part in signature.covers)


def nobody_signs(capacities, on):
    """Those of the capacities that nobody holds on a day."""
    return [capacity for capacity in capacities if not holders(capacity, on)]
