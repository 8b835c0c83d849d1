"""Moves of a report back to a draft: nothing is lost, and what was sent stays as it was."""

from django.db import transaction

from boards import audit
from boards.workflow import Move
from reports.models import ChangeRequest, Snapshot
from reports.moving import check_shown, locked, move, version_name


@transaction.atomic
def take_back(*, quarter, by, at, digest=None):
    """Make the report a draft again before it is signed; raises NoSuchMove.

    Where it was shown under `digest`, raises NotAsShown unless that is the last version.
    """
    quarter = locked(quarter, Move.TAKE_BACK)
    check_shown(quarter, digest)
    taken_back = audit.Change("quarter.taken_back", version_name(quarter))
    move(quarter, Move.TAKE_BACK, taken_back, by=by, at=at)


@transaction.atomic
def request_changes(*, quarter, reasons, by, at, digest=None):
    """Send the version back to be changed; `reasons` are texts by Part, and only these reopen.

    Raises NoSuchMove unless the report is with the signatories, and NotAsShown unless its last
    version is the one that was shown under `digest`, if any was.
    """
    quarter = locked(quarter, Move.REQUEST_CHANGES)
    check_shown(quarter, digest)
    _reopen(quarter, Move.REQUEST_CHANGES, "quarter.changes_requested", reasons, by, at)


@transaction.atomic
def correct(*, quarter, reasons, by, at):
    """Open a signed report again, so that its next version puts something right.

    `reasons` are texts by Part, and only these reopen. The signed version stays as it is. Raises
    NoSuchMove unless the report is signed.
    """
    quarter = locked(quarter, Move.CORRECT)
    _reopen(quarter, Move.CORRECT, "quarter.correction_begun", reasons, by, at)


def _reopen(quarter, way, kind, reasons, by, at):
    snapshot = Snapshot.objects.of(quarter, quarter.versions)
    role = audit.role_of(by, quarter.board, at)
    ChangeRequest.objects.bulk_create(
        ChangeRequest(snapshot=snapshot, part=part, reason=reason, by=by, role=role, at=at)
        for part, reason in reasons.items()
    )
    quarter.asked_for = " ".join(reasons)
    events = [
        audit.Change(kind, f"{version_name(quarter)}, {part.label.lower()}", reason=reason)
        for part, reason in reasons.items()
    ]
    move(quarter, way, *events, by=by, at=at)
