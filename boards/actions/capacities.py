"""Writes about who signs what: capacities are asked, changed and ended, never deleted."""

from django.db import transaction
from django.utils.text import slugify

from boards import audit
from boards.edits import effective
from boards.models import Board, BoardQuarter, Capacity
from boards.workflow import Part, Status

LONGEST_CODE = 50


class CannotAsk(Exception):
    """Who signs what cannot be changed so; the text says why, `field` at which answer."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def ask_to_sign(*, board, paper, title, organisation, parts, by, at, code=""):
    """Ask for a signature in a capacity on every paper of a kind from now on; the Capacity.

    `code` names the office. What was ended is asked again. Raises CannotAsk.
    """
    board = Board.objects.lock(board.pk)
    _check(board, paper, organisation, parts)
    code = code or slugify(title)[:LONGEST_CODE]
    place = {"board": board, "paper": paper, "code": code}
    capacity = Capacity.objects.filter(**place).first() or Capacity(**place)
    if capacity.pk and capacity.ended_at is None:
        raise CannotAsk(f"{capacity.title} is asked to sign this kind of paper already", "title")
    capacity.title, capacity.organisation, capacity.ended_at = title, organisation, None
    for part in Part:
        setattr(capacity, f"covers_{part.lower()}", part in parts)
    capacity.order = capacity.order if capacity.pk else board.capacities.count() + 1
    capacity.save()
    asked = audit.Change("capacity.asked", capacity.place, after=capacity.in_words)
    audit.record_for_board(asked, board=board, by=by, at=at)
    return capacity


def _check(board, paper, organisation, parts):
    if organisation and organisation.board_id != board.pk:
        raise CannotAsk("Select an organisation of the board", "organisation_id")
    if not parts:
        raise CannotAsk("Select what the signature covers", "covers_performance")
    _check_none_waits(board, paper)


def _check_none_waits(board, paper):
    """What a report needs stays as it is while it waits for its signatures."""
    quarters = BoardQuarter.objects.select_for_update(of=("self",)).select_related("period")
    for quarter in quarters.filter(board=board).order_by("pk"):
        is_waiting = quarter.status == Status.WITH_SIGNATORIES
        if is_waiting and Capacity.Paper.of(quarter.period) == paper:
            raise CannotAsk(
                f"The report for {quarter.key.title} is with the signatories. Have it taken back "
                "first: signatures already given stand when it is sent again unchanged"
            )


@transaction.atomic
def change_capacity(*, capacity, edits, by, at):
    """Set title, organisation and what is covered; returns how many changed.

    Raises CannotAsk, and Conflict when somebody else changed one of them first.
    """
    board, capacity = _held(capacity)
    if capacity.ended_at:
        raise CannotAsk("This signature is asked no more. Add it again to bring it back")
    changes = effective(edits, stored=lambda edit: getattr(capacity, edit.field))
    if not changes:
        return 0
    subject, before = capacity.place, capacity.in_words
    for edit in changes:
        setattr(capacity, edit.field, edit.new)
    _check(board, capacity.paper, capacity.organisation, capacity.parts)
    capacity.save()
    changed = audit.Change("capacity.changed", subject, before=before, after=capacity.in_words)
    audit.record_for_board(changed, board=board, by=by, at=at)
    return len(changes)


@transaction.atomic
def end_capacity(*, capacity, by, at):
    """Ask for no further signature in a capacity; those given stay. Raises CannotAsk."""
    board, capacity = _held(capacity)
    if capacity.ended_at:
        return
    _check_none_waits(board, capacity.paper)
    ended = audit.Change("capacity.ended", capacity.place, before=capacity.in_words)
    audit.record_for_board(ended, board=board, by=by, at=at)
    capacity.ended_at = at
    capacity.save(update_fields=["ended_at"])


def _held(capacity):
    """The board and the capacity as they stand, held until the transaction ends."""
    board = Board.objects.lock(capacity.board_id)
    return board, Capacity.objects.select_related("organisation").get(pk=capacity.pk)
