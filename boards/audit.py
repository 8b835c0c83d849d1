"""Writing the audit trail: always inside the transaction of the change it tells of."""

from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from boards.models import AuditEvent, Grant, Trail

# The trail of those who sign in, by a name that no board can have. What goes on in it is no change
# of the catalogues, by whose trail reports are known to be as they were read.
ACCOUNTS = "accounts"
LONGEST_SUBJECT = AuditEvent._meta.get_field("subject").max_length
current_request_id = ContextVar("current_request_id", default="")


@dataclass(frozen=True)
class Change:
    """One thing done: a dotted kind, what it was done to, and the values before and after."""

    kind: str
    subject: str
    before: object = None
    after: object = None
    reason: str = ""


def record(*changes, quarter, by, at):
    """Keep that `by` made these changes in `quarter`; raises outside a transaction.

    `by` is a User, or text such as “command line”.
    """
    role = "" if isinstance(by, str) else role_of(by, quarter.board, at)
    where = {"board": quarter.board.slug, "period": str(quarter.key)}
    _write(changes, actor=str(by), role=role, at=at, **where)


def record_for_board(*changes, board, by, at, period=""):
    """Keep that `by` did this to a board as a whole: to its people, its plan, its quarters.

    `period` is a PeriodKey where it was tried on the report of one, be there such a report or not.
    """
    where = {"board": board.slug, "period": str(period)}
    _write(changes, actor=str(by), role=role_of(by, board, at), at=at, **where)


def record_installation(change, *, by, at):
    """Keep a change that belongs to no board; `by` is text, such as “command line”."""
    _write([change], actor=by, role="", at=at, board="", period="")


def record_account(change, *, by, at):
    """Keep what happened to somebody's account; `by` is text, as nobody may be signed in."""
    _write([change], actor=by, role="", at=at, board=ACCOUNTS, period="")


def _write(changes, **common):
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An audit event needs its transaction.")
    if not changes:
        return
    common["request_id"] = current_request_id.get()
    trail = Trail.objects.lock(common["board"])
    AuditEvent.objects.bulk_create([_next(trail, change, common) for change in changes])
    trail.save(update_fields=["length", "head"])


def _next(trail, change, common):
    """The event of a change at the end of a trail, which it makes longer."""
    event = AuditEvent(
        kind=change.kind,
        subject=change.subject[:LONGEST_SUBJECT],
        before=_plain(change.before),
        after=_plain(change.after),
        reason=change.reason,
        sequence=trail.length + 1,
        previous=trail.head,
        **common,
    )
    event.digest = event.computed_digest()
    trail.length, trail.head = event.sequence, event.digest
    return event


def role_of(by, board, at):
    """The codes of the roles that a person holds in a board, as events keep them."""
    grants = Grant.objects.in_force(timezone.localdate(at)).of(by, board)
    return ", ".join(sorted({grant.role for grant in grants}))


def _plain(value):
    """What stands in the record: empty for missing, every place of a Decimal kept."""
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
