"""Whether the trails of all boards are as they were written: the first row that is not, named."""

from dataclasses import dataclass, replace

from django.db.models import Max

from boards.audit import ACCOUNTS
from boards.models import AuditEvent, Trail
from boards.models.audit import BEGINNING

CHANGED, MISSING = "changed since it was written", "missing"
ADDED, REORDERED = "added by somebody else", "reordered"
CUT_OFF = "cut off: the trail ended here or later, and its end is missing"
NO_END = "changed: it is not the end that is on record for the trail"


@dataclass(frozen=True)
class Found:
    """What there is to say of one trail: how many events are intact, and the first that is not."""

    board: str
    intact: int
    head: str
    sequence: int | None = None
    wrong: str = ""

    @property
    def name(self):
        return self.board or "the installation"

    @property
    def is_of_a_board(self):
        return self.board not in ("", ACCOUNTS)


def verify():
    """A Found for each trail, read a part at a time: no trail has to fit into memory."""
    boards = {*Trail.objects.values_list("board", flat=True)}
    boards |= {*AuditEvent.objects.order_by().values_list("board", flat=True).distinct()}
    for board in sorted(boards):
        yield _verify(board)


def _verify(board):
    """The end is asked for after the last event, so that what is written meanwhile is no fault."""
    events = AuditEvent.objects.filter(board=board).order_by("sequence")
    last = events.aggregate(last=Max("sequence"))["last"] or 0
    trail = Trail.objects.filter(board=board).first() or Trail(board=board)
    found = Found(board, 0, BEGINNING)
    for event in events.filter(sequence__lte=trail.length).iterator(chunk_size=500):
        place = found.intact + 1
        if event.previous == found.head and _is_as_written(event):
            found = replace(found, intact=place, head=event.digest)
        else:
            wrong_place, wrong = _fault(event, place, found.head)
            return replace(found, sequence=wrong_place, wrong=wrong)
    return _at_the_end(found, trail, last)


def _at_the_end(found, trail, last):
    if found.intact < trail.length:
        return replace(found, sequence=found.intact + 1, wrong=CUT_OFF)
    if last > trail.length:
        return replace(found, sequence=trail.length + 1, wrong=ADDED)
    if found.head != trail.head:
        return replace(found, sequence=found.intact, wrong=NO_END)
    return found


def _fault(event, place, head):
    """Which row is wrong, and how, where `event` was found in place of what follows `head`."""
    if event.sequence > place:
        return place, MISSING
    rightful = _rightful(event, place, head)
    if rightful and _is_as_written(event, rightful.sequence):
        return place, f"{REORDERED}: it stands at {rightful.sequence}"
    if rightful:
        return place, ADDED
    if _is_as_written(event, place - 1):
        return place - 1, ADDED
    if _is_as_written(event, place + 1):
        return place, MISSING
    # An event that is as it was written, after one that is not: whoever changed that one
    # worked out its digest anew.
    if place > 1 and _is_as_written(event):
        return place - 1, CHANGED
    return place, CHANGED


def _rightful(event, place, head):
    """The event that belongs here by what it was written after, where it stands elsewhere."""
    others = AuditEvent.objects.filter(board=event.board, previous=head).exclude(pk=event.pk)
    return next((other for other in others if _is_as_written(other, place)), None)


def _is_as_written(event, sequence=None):
    """Whether the digest is that of the event, were it to stand at a place in its trail."""
    stored, event.sequence = event.sequence, sequence or event.sequence
    is_right = event.computed_digest() == event.digest
    event.sequence = stored
    return is_right
