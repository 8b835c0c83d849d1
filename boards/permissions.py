"""Who may do what, in which states: the table is boards.matrix, the states boards.workflow."""

from copy import copy
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.utils import timezone

from boards.kept import kept
from boards.matrix import (
    ADMINISTERING,
    ENTERING_ROLES,
    GRANTS,
    MOVED,
    PART_CHANGED,
    READING,
    Permission,
)
from boards.models import Board, BoardQuarter, Grant, Trail
from boards.roles import Role
from boards.workflow import NoSuchMove, ReportLocked


class OnlySigned(PermissionDenied):
    """The report is a draft again; the person may read the version of it that was signed last."""

    def __init__(self, quarter):
        signed = f"Version {quarter.signed_version} is signed: you can read that."
        super().__init__(f"This report is a draft. {signed}")
        self.quarter = quarter


def has_permission(user, permission, *, quarter):
    """May this person do this to the quarter in the state it is in?"""
    return permission in permissions_of(user, quarter).now


@dataclass(frozen=True)
class Permissions:
    """What one person may do in one quarter: now, and in some state at all.

    `spends_for` holds the ids of the organisations whose lines they may type; None is all.
    `enters_for` holds those for which they enter anything in any state.
    """

    now: frozenset
    ever: frozenset
    spends_for: frozenset
    enters_for: frozenset
    role_names: str

    def may_type_line_led_by(self, organisation_id):
        """A line led by one organisation is typed by its people, any other by every partner's."""
        if Permission.EDIT_SPENDING not in self.now or not self.spends_for:
            return False
        return (
            organisation_id is None or None in self.spends_for or organisation_id in self.spends_for
        )


# Where the trails stand that tell of everything a board holds, its own and the installation's.
HEADS = {
    "head": Subquery(Trail.objects.filter(board=OuterRef("board__slug")).values("head")),
    "installation_head": Subquery(Trail.objects.filter(board="").values("head")),
}
# Who runs commands beside the database reads reports as they stand.
OF_THE_OPERATOR = Permissions(
    now=READING, ever=READING, spends_for=frozenset(), enters_for=frozenset(), role_names=""
)


def permissions_of(user, quarter):
    """Everything `user` may do in `quarter`, in one query."""
    return _permissions(quarter, _grants(user))


def quarters_of(user):
    """Every quarter of the boards in which the person holds a role, with `allowed` set."""
    grants = list(_grants(user).annotate(**HEADS))
    heads = {grant.board_id: (grant.head, grant.installation_head) for grant in grants}
    quarters = BoardQuarter.objects.filter(board__in=filter(None, heads))
    found = quarters.select_related("board", "period")
    for quarter in found:
        quarter.allowed = _permissions(quarter, grants)
        quarter.as_at = heads.get(quarter.board_id)
    return found


def _grants(user, **only):
    return Grant.objects.in_force(timezone.localdate()).filter(user=user, **only)


def _permissions(quarter, grants):
    grants = [grant for grant in grants if grant.board_id == quarter.board_id]
    allowed = [(grant, *item) for grant in grants for item in _granted(grant, quarter.board)]
    closed = {name for name, part in PART_CHANGED.items() if part not in quarter.open_parts}
    return Permissions(
        now=frozenset(name for _, name, states in allowed if quarter.status in states) - closed,
        ever=frozenset(name for _, name, _ in allowed),
        spends_for=frozenset(
            grant.organisation_id for grant, name, _ in allowed if name == Permission.EDIT_SPENDING
        ),
        enters_for=frozenset(
            grant.organisation_id
            for grant in grants
            if grant.organisation_id and grant.role in ENTERING_ROLES
        ),
        role_names=", ".join(dict.fromkeys(grant.get_role_display() for grant in grants)),
    )


def _granted(grant, board):
    """The permissions of a role, less what the board's settings withhold from it."""
    for name, states in GRANTS[grant.role].items():
        withheld = (
            name == Permission.EDIT_SPENDING
            and grant.role == Role.COMMISSIONER
            and not board.commissioner_enters_spending
        )
        if not withheld:
            yield name, states


def get_quarter(user, permission, *, board, period):
    """The quarter a view is about, with the person's permissions as `quarter.allowed`.

    Raises Http404 for a board that is not the person's, PermissionDenied for a missing role or
    a state they may not read, ReportLocked or NoSuchMove when the role is right and the state
    refuses what it would do.
    """
    return _checked(quarter_of(user, board, period), permission)


def _checked(quarter, permission):
    allowed = quarter.allowed
    if permission in allowed.now:
        return quarter
    if permission in allowed.ever and permission in MOVED:
        raise NoSuchMove(quarter.status, MOVED[permission])
    if permission in allowed.ever and permission not in READING:
        raise ReportLocked(quarter.status, PART_CHANGED.get(permission))
    if permission in allowed.ever:
        raise _not_yet(quarter)
    raise PermissionDenied


def _not_yet(quarter):
    if quarter.signed_version and Permission.VIEW_FIGURES not in quarter.allowed.now:
        return OnlySigned(quarter)
    return PermissionDenied(
        "This report is a draft. You can read it once it is with the signatories."
    )


def get_copied(user, permission, *, board, period):
    """The quarter of which a person may read a copy, if only the one that was signed last.

    Where the report is a draft again they may see `quarter.signed_version` and nothing newer.
    """
    quarter = quarter_of(user, board, period)
    if permission in quarter.allowed.ever and quarter.signed_version is not None:
        return quarter
    return _checked(quarter, permission)


def quarter_of(user, slug, period):
    """A quarter of a board in which the person holds a role: every view of one starts here."""
    grants = list(_grants(user, board__slug=slug).select_related("board").annotate(**HEADS))
    if not grants:
        raise Http404
    board = grants[0].board
    board.as_at = grants[0].head, grants[0].installation_head
    try:
        quarter = copy(_with_earlier(board, period=period))
    except BoardQuarter.DoesNotExist:
        raise Http404 from None
    quarter.board, quarter.as_at = board, board.as_at
    quarter.allowed = _permissions(quarter, grants)
    return quarter


@kept
def _with_earlier(board, *, period):
    return BoardQuarter.objects.with_earlier(board, period)


def get_board(user, permission, *, board):
    """The board that a page of its administration is about, as `administered` marks it.

    Raises Http404 for a board that is not the person's and PermissionDenied for a missing role.
    A grant of no board reaches every board, and there no more than what its role grants.
    """
    grants = list(_grants(user))
    found = Board.objects.filter(slug=board).first()
    if found is None or not any(
        grant.board_id == found.pk or permission in GRANTS[grant.role]
        for grant in _reaching(found, grants)
    ):
        raise Http404
    if permission not in _marked(found, grants).allowed:
        raise PermissionDenied
    return found


def administered(user):
    """The boards that a person administers, each with `allowed` and `role_names`."""
    grants = list(_grants(user).select_related("board"))
    everywhere = any(grant.board is None for grant in grants)
    boards = Board.objects.all() if everywhere else {grant.board for grant in grants}
    marked = [_marked(board, grants) for board in boards]
    return sorted((board for board in marked if board.allowed), key=str)


def _reaching(board, grants):
    return [grant for grant in grants if grant.board_id in (board.pk, None)]


def _marked(board, grants):
    """The board with what may be done to it as a whole, and in which roles."""
    grants = _reaching(board, grants)
    board.allowed = ADMINISTERING & {name for grant in grants for name in GRANTS[grant.role]}
    board.role_names = ", ".join(dict.fromkeys(grant.get_role_display() for grant in grants))
    return board
