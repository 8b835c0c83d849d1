"""Signing a version of a report."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from boards import audit
from boards.models import BoardQuarter, Capacity
from boards.workflow import Move, NoSuchMove, Status, WrongState
from reports.models import Signature, Snapshot
from reports.moving import NotAsShown, settle, version_name
from reports.signing import may_sign_as, paper_of, parts_changed_by


class AlreadySigned(WrongState):
    """Somebody else signed in this capacity, or the person signed in another."""


class OwnWork(PermissionDenied):
    """The person changed something that they would sign for."""

    def __init__(self, parts):
        named = " and ".join(part.label.lower() for part in parts)
        super().__init__(
            f"You entered figures or text in this report ({named}), so somebody else has to sign."
        )


@transaction.atomic
def sign(*, quarter, capacity, digest, by, at, authority=""):
    """Sign the last version sent, in a capacity, as shown under `digest`; the Signature.

    Signed again by the same person it is the same signature. Raises NoSuchMove, NotAsShown,
    AlreadySigned, OwnWork, and PermissionDenied for a capacity that is not the person's.
    """
    quarter = BoardQuarter.objects.lock(quarter.pk)
    capacity = Capacity.objects.get(board=quarter.board_id, pk=capacity)
    snapshot = Snapshot.objects.filter(quarter=quarter, number=quarter.versions).first()
    held = snapshot and snapshot.signatures.filter(capacity=capacity, by=by).first()
    if held and digest == snapshot.digest:
        return held
    _check(quarter, capacity, snapshot, digest, by, at)
    made = Signature.objects.create(
        snapshot=snapshot, capacity=capacity, paper=capacity.paper, title=capacity.title,
        parts=" ".join(capacity.parts), by=by, at=at, authority=authority,
    )  # fmt: skip
    subject = f"{version_name(quarter)}, {capacity.title}"
    signed = audit.Change("signature.given", subject, after=f"sha256:{digest}", reason=authority)
    audit.record(signed, quarter=quarter, by=by, at=at)
    if quarter.status == Status.WITH_SIGNATORIES:
        settle(quarter, snapshot, by, at)
    return made


def _check(quarter, capacity, snapshot, digest, by, at):
    is_return = capacity.paper == Capacity.Paper.NATIONAL_RETURN
    if quarter.status != Status.WITH_SIGNATORIES and (quarter.is_draft or not is_return):
        raise NoSuchMove(quarter.status, Move.SIGN)
    if not is_return and capacity.paper != paper_of(quarter):
        raise PermissionDenied
    if capacity not in may_sign_as(by, [capacity], timezone.localdate(at)):
        raise PermissionDenied(f"You do not sign as {capacity.title} for this board.")
    own = [part for part in capacity.parts if part in parts_changed_by(by, quarter)]
    if own:
        raise OwnWork(own)
    if digest != snapshot.digest:
        raise NotAsShown
    _check_first(capacity, snapshot, by)


def _check_first(capacity, snapshot, by):
    if snapshot.signatures.filter(capacity=capacity).exists():
        raise AlreadySigned(f"{capacity.title} has signed this version already.")
    if snapshot.signatures.filter(paper=capacity.paper, by=by).exists():
        raise AlreadySigned("You have signed this version already, in another capacity.")
