"""How a report moves from state to state: for actions, inside their transactions."""

from django.utils import timezone

from boards import audit
from boards.models import BoardQuarter
from boards.workflow import Move, WrongState
from reports.models import DatedFact, Snapshot
from reports.signing import outstanding


class NotAsShown(WrongState):
    """What is to be signed or sent back is not what the person was shown."""

    def __init__(self):
        super().__init__(
            "The report has changed since you opened it. Nothing was done. Read the new version."
        )


def locked(quarter, move):
    """The quarter, held until the transaction ends; raises NoSuchMove."""
    quarter = BoardQuarter.objects.lock(quarter.pk)
    move.check(quarter.status)
    return quarter


def check_shown(quarter, digest):
    """Raises NotAsShown where a version was shown and is not the last; None where none was."""
    if digest is not None and digest != Snapshot.objects.newest(quarter).digest:
        raise NotAsShown


def move(quarter, move, *events, by, at):
    """Bring a held quarter into the state to which a Move leads, with its events in the trail."""
    move.check(quarter.status)
    quarter.status = move.end
    quarter.save(update_fields=["status", "asked_for", "versions", "signed_version"])
    audit.record(*events, quarter=quarter, by=by, at=at)


def version_name(quarter):
    """The last version sent, as events name it."""
    return f"version {quarter.versions}"


def add_fact(snapshot, kind, *, on, role, at, **more):
    return DatedFact.objects.create(snapshot=snapshot, kind=kind, on=on, role=role, at=at, **more)


def settle(quarter, snapshot, by, at):
    """The report is signed as soon as nobody's signature is outstanding."""
    if outstanding(quarter, snapshot):
        return
    quarter.signed_version = snapshot.number
    signed = audit.Change(
        "quarter.signed", version_name(quarter), after=f"sha256:{snapshot.digest}"
    )
    move(quarter, Move.SIGN, signed, by=by, at=at)
    add_fact(snapshot, DatedFact.Kind.SIGNED, on=timezone.localdate(at), role="", at=at)
