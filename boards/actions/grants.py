"""Writes about the roles of a board: they are given, changed and ended, never deleted."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone

from boards import audit, formats
from boards.cover import first_day_without, is_shorter
from boards.edits import effective
from boards.models import Board, Capacity, Grant, User
from boards.roles import Role


class CannotGrant(Exception):
    """The role cannot be given, changed or ended; the text says why, `field` at which answer."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def give_role(*, board, email, role, organisation, starts_on, ends_on, by, at, signs_as=None):
    """Give a person a role in a board, and make the person where the address is new.

    `signs_as` is the id of a Capacity, for a signatory. Returns the Grant; what ended before is
    begun again. Raises CannotGrant.
    """
    board = Board.objects.lock(board.pk)
    _check_grant(board, role, organisation)
    user = User.objects.filter(email__iexact=email).first() or _new_person(email)
    if user == by:
        raise CannotGrant("You cannot give yourself a role. Ask another administrator", "email")
    held = {"user": user, "role": role, "board": board, "organisation": organisation}
    grant = Grant.objects.filter(**held).first() or Grant(**held)
    if grant.pk and not grant.is_over(timezone.localdate(at)):
        raise CannotGrant(
            "This person has this role already. Open it in the list to change its dates", "email"
        )
    grant.starts_on, grant.ends_on, grant.ended_at = starts_on, ends_on, None
    grant.signs_as = _office(grant, signs_as, "signs_as")
    grant.save()
    given = audit.Change("grant.given", user.email, after=grant.in_words)
    audit.record_for_board(given, board=board, by=by, at=at)
    return grant


def _check_grant(board, role, organisation):
    if role not in Role.of_a_board():
        raise CannotGrant("Select a role of the board", "role")
    if organisation and organisation.board_id != board.pk:
        raise CannotGrant("Select an organisation of the board", "organisation")


def _office(grant, capacity, field):
    """The Capacity of an id, checked against the role and the organisation of a grant."""
    if capacity is None:
        return None
    if grant.role != Role.SIGNATORY:
        raise CannotGrant("Only a signatory signs. Select “Any of their organisation”", field)
    office = Capacity.objects.filter(board=grant.board_id, pk=capacity).first()
    if office is None:
        raise CannotGrant("Select what they sign as", field)
    if not {grant.organisation_id, office.organisation_id} <= {None, office.organisation_id}:
        raise CannotGrant(
            f"{office.title} signs for {office.organisation}. Select who works there", field
        )
    return office


def _new_person(email):
    """A person without a password; found instead where another board adds them at this moment."""
    try:
        with transaction.atomic():
            return User.objects.create_user(email)
    except IntegrityError:
        return User.objects.get(email__iexact=email)


@transaction.atomic
def change_grant(*, grant, edits, by, at):
    """Set the first and last day of a role; returns how many changed.

    Raises CannotGrant, and Conflict when somebody else changed one of the days first.
    """
    board, grant = _held(grant, by)
    if grant.ended_at:
        raise CannotGrant("This role has ended. Give it again to bring it back")
    changes = effective(edits, stored=lambda edit: getattr(grant, edit.field))
    audit.record_for_board(*[_change(edit, grant) for edit in changes], board=board, by=by, at=at)
    with _keeping_an_administrator(grant, at):
        for edit in changes:
            setattr(grant, edit.field, edit.new)
        grant.save()
    return len(changes)


def _change(edit, grant):
    before, after = getattr(grant, edit.field), edit.new
    if edit.field == "signs_as_id":
        before, after = grant.signs_as, _office(grant, edit.new, edit.field)
    return audit.Change(
        f"grant.{edit.field.removesuffix('_id')}.changed",
        f"{grant.user.email}, {grant.get_role_display()}",
        before=before,
        after=after,
    )


@transaction.atomic
def end_grant(*, grant, by, at):
    """End a role from this moment; it stays in the list. Raises CannotGrant."""
    board, grant = _held(grant, by)
    if grant.ended_at:
        return
    ended = audit.Change("grant.ended", grant.user.email, before=grant.in_words)
    audit.record_for_board(ended, board=board, by=by, at=at)
    today = timezone.localdate(at)
    with _keeping_an_administrator(grant, at):
        grant.ended_at = at
        grant.ends_on = min(grant.ends_on or today, today)
        grant.save()


def _held(grant, by):
    """The board and the grant as they stand, held until the transaction ends."""
    board = Board.objects.lock(grant.board_id)
    grant = Grant.objects.select_related("user", "organisation", "signs_as").get(pk=grant.pk)
    if grant.user == by:
        raise CannotGrant("You cannot change your own roles. Ask another administrator")
    return board, grant


@contextmanager
def _keeping_an_administrator(grant, at):
    """Raises CannotGrant when the change leaves fewer days with an administrator of the board."""
    today, grants = timezone.localdate(at), Grant.objects.administrators(grant.board_id)
    before = first_day_without(grants.all(), today)
    yield
    after = first_day_without(grants.all(), today)
    if is_shorter(after, before):
        raise CannotGrant(
            f"The board would have no area administrator from {formats.date(after)}. "
            "Give somebody else that role first"
        )


@transaction.atomic
def record_invitation(*, grant, by, at):
    """Keep that the person was sent their invitation."""
    sent = audit.Change("invitation.sent", grant.user.email, after=grant.in_words)
    audit.record_for_board(sent, board=grant.board, by=by, at=at)
