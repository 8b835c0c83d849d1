"""What stands above a page of a report that came back to be changed."""

from dataclasses import dataclass

from boards.permissions import PART_CHANGED
from boards.roles import Role
from boards.workflow import Part
from reports.models import ChangeRequest
from reports.standing import parts_in_words, standing

# The part that a page changes, by the section of its address or by its own name.
PARTS = {
    "metrics": Part.PERFORMANCE,
    "metrics:effects": Part.SPENDING,
    "finance": Part.SPENDING,
    "finance:budget": None,
    "finance:checks": None,
    "fund": Part.SPENDING,
    "fund:changes": None,
    "schemes": Part.TEXT,
    "reports:commentary": Part.TEXT,
}
READS_ALL = "reports:task_list"


@dataclass(frozen=True)
class Notices:
    """Who asked for which changes, the part that stays closed, and what a change cancels.

    `requests` are pairs of (ChangeRequest, who asked), `cancels` pairs of (title, what it covers).
    """

    requests: tuple = ()
    is_correction: bool = False
    closed: str = ""
    cancels: tuple = ()


def notices(quarter, page, *, may_edit=True):
    """The Notices of the page of a name, for the person whose quarter it is; none for most.

    `may_edit` is False where the page itself lets them change nothing.
    """
    part = part_of(page)
    if not quarter.versions or not quarter.is_draft or not (part or page == READS_ALL):
        return Notices()
    is_open = part in quarter.open_parts
    changes = may_edit and any(PART_CHANGED.get(name) == part for name in quarter.allowed.now)
    return Notices(
        requests=_requests(quarter) if is_open or page == READS_ALL else (),
        is_correction=quarter.versions == quarter.signed_version,
        closed="" if is_open or part is None else part.label.lower(),
        cancels=_cancels(quarter, part) if is_open and changes else (),
    )


def part_of(page):
    """The Part that a page changes, by its full name; None where it changes none."""
    return PARTS.get(page, PARTS.get(page.split(":")[0]))


def _requests(quarter):
    """What was asked of the last version, unless everything is open."""
    if not quarter.asked_for:
        return ()
    found = ChangeRequest.objects.filter(
        snapshot__quarter=quarter, snapshot__number=quarter.versions
    )
    return tuple((request, roles_in_words(request.role)) for request in found)


def roles_in_words(codes):
    """“Signatory” for the codes of roles, as events and versions keep them."""
    return ", ".join(Role(code).label for code in codes.split(", ") if code)


def _cancels(quarter, part):
    return tuple(
        (signature.title, parts_in_words(signature.covers))
        for signature in standing(quarter).covering(part)
    )
