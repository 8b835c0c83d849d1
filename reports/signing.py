"""Who signs a report, who has, and who may: reads, and the rules that reads and writes share."""

from dataclasses import dataclass

from django.db.models import Q

from boards.models import AuditEvent, Capacity, Grant
from boards.roles import Role
from boards.workflow import Part
from reports.models import Signature

LAST_QUARTER = 4
# By what an event of the trail begins with: the part of the report that it changed.
CHANGES = {
    "metrics.": Part.PERFORMANCE,
    "finance.": Part.SPENDING,
    "schemes.": Part.TEXT,
    "reports.section": Part.TEXT,
}


def paper_of(quarter):
    """The kind of paper that the report of a quarter is."""
    is_last = quarter.period.quarter == LAST_QUARTER
    return Capacity.Paper.YEAR_END if is_last else Capacity.Paper.QUARTER


def asked(quarter, paper=None):
    """The Capacities in which a report is to be signed, in their order."""
    return Capacity.objects.filter(board=quarter.board_id, paper=paper or paper_of(quarter))


def parts_changed_by(user, quarter):
    """The Parts of a report of which a person changed anything, in whatever role."""
    begins = Q()
    for prefix in CHANGES:
        begins |= Q(kind__startswith=prefix)
    events = AuditEvent.objects.filter(
        begins, board=quarter.board.slug, period=str(quarter.key), actor=str(user)
    )
    kinds = events.order_by().values_list("kind", flat=True).distinct()
    return frozenset(
        part for kind in kinds for prefix, part in CHANGES.items() if kind.startswith(prefix)
    )


def may_sign_as(user, capacities, on):
    """Those of the capacities in which a person holds a grant to sign on a day."""
    boards = {capacity.board_id for capacity in capacities}
    held = Grant.objects.in_force(on).filter(user=user, role=Role.SIGNATORY, board__in=boards)
    grants = list(held.values_list("board", "organisation", "signs_as"))
    return [capacity for capacity in capacities if any(_fits(capacity, *g) for g in grants)]


def _fits(capacity, board, organisation, signs_as):
    if board != capacity.board_id or signs_as not in (None, capacity.pk):
        return False
    return None in (organisation, capacity.organisation_id) or (
        organisation == capacity.organisation_id
    )


def holders(capacity, on):
    """The people who may sign in a capacity on a day: their ids."""
    grants = Grant.objects.in_force(on).filter(
        board=capacity.board_id, role=Role.SIGNATORY, user__is_active=True
    )
    return {
        user
        for user, *grant in grants.values_list("user", "board", "organisation", "signs_as")
        if _fits(capacity, *grant)
    }


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
    """Whether a signature of a version still covers what it covered; `digests` are by Part."""
    was = snapshot.part_digests()
    return all(was[part] == digests[part] for part in signature.covers)


def nobody_signs(quarter, on):
    """The capacities of a report that nobody holds on a day."""
    return [capacity for capacity in asked(quarter) if not holders(capacity, on)]
