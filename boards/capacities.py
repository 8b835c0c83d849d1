"""In what capacities a board's papers are signed, and who holds them: reads."""

from dataclasses import dataclass

from boards.models import Capacity, Grant
from boards.workflow import Part


def fits(capacity, grant):
    """Whether a grant of a signatory, in force, lets its holder sign in a capacity.

    What belongs to no organisation is signed by who is named for it, or signs for all partners.
    """
    if grant.board_id != capacity.board_id:
        return False
    if grant.signs_as is None:
        return grant.organisation_id in (None, capacity.organisation_id)
    is_theirs = None in (grant.organisation_id, capacity.organisation_id)
    is_theirs = is_theirs or grant.organisation_id == capacity.organisation_id
    return is_theirs and grant.signs_as.code == capacity.code


@dataclass(frozen=True)
class HeldCapacity:
    """A capacity as the list shows it, with the Grants of those who hold it."""

    capacity: Capacity
    holders: tuple[Grant, ...]

    @property
    def covers_all(self):
        return len(self.capacity.parts) == len(Part)


@dataclass(frozen=True)
class PaperSigned:
    """A kind of paper and the capacities in which it is signed."""

    kind: Capacity.Paper
    rows: tuple[HeldCapacity, ...]


def papers_signed(board, on):
    """Who signs what in a board on a day: a PaperSigned for every kind of paper."""
    grants = list(Grant.objects.to_sign(on).filter(board=board).order_by("user__email"))
    asked = Capacity.objects.asked().filter(board=board).select_related("organisation")
    held = [
        HeldCapacity(capacity, tuple(grant for grant in grants if fits(capacity, grant)))
        for capacity in asked
    ]
    return [
        PaperSigned(kind, tuple(row for row in held if row.capacity.paper == kind))
        for kind in Capacity.Paper
    ]


def ended_capacities(board):
    return Capacity.objects.filter(board=board, ended_at__isnull=False)


def offices(board, held=None):
    """One Capacity for each office of a board, `held` for its own: what a signatory signs as."""
    found = {}
    for capacity in Capacity.objects.asked().filter(board=board).select_related("organisation"):
        found.setdefault(capacity.code, capacity)
    if held is not None:
        found[held.code] = held
    return list(found.values())
