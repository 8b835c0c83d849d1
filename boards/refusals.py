"""What people of a board were refused in it, kept in its trail."""

import logging
from contextlib import contextmanager

from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone

from boards import audit
from boards.models import Board, Grant

logger = logging.getLogger(__name__)
REFUSED = "access.refused"


def keep_refusal(request, exception):
    """Keep that a person was refused something in a board where they hold a role.

    A page that does not exist is a refusal only of a form: none of ours is sent to one, so it
    names what belongs to somebody else.
    """
    place = request.resolver_match.kwargs
    is_a_link = isinstance(exception, Http404) and request.method != "POST"
    if request.user.is_anonymous or "board" not in place or is_a_link:
        return
    with unless_it_fails():
        board = Board.objects.filter(slug=place["board"]).first()
        now = timezone.now()
        if board and Grant.objects.in_force(timezone.localdate(now)).of(request.user, board):
            audit.record_for_board(
                audit.Change(REFUSED, f"{request.method} {request.path}", reason=_words(exception)),
                board=board, period=place.get("period", ""), by=request.user, at=now,
            )  # fmt: skip


@contextmanager
def unless_it_fails():
    """The transaction of a record without which a refusal stays the same refusal."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError:
        logger.exception("A refusal could not be kept in the trail.")


def _words(exception):
    """What the person was told, where it is in words for people."""
    return "" if isinstance(exception, Http404) else str(exception)
