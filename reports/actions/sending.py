"""Sending a report to the signatories: each time as a version that is kept for good."""

from django.db import transaction

from boards import audit
from boards.workflow import Move
from reports.board_paper.content import board_paper
from reports.copies import content_and_digests, frozen
from reports.models import Signature, Snapshot
from reports.moving import locked, move, settle, version_name
from reports.signing import NOBODY_ASKED, asked, stands


class CannotSend(Exception):
    """The report cannot go to the signatories; the text says what to do."""


@transaction.atomic
def send(*, quarter, by, at):
    """Send the report to the signatories as its next version; returns the Snapshot.

    A signature of the version before stands where the parts that it covers are the same to the
    letter. Raises NoSuchMove, NoPaper, and CannotSend where nobody is asked to sign.
    """
    quarter = locked(quarter, Move.SEND)
    if not asked(quarter).exists():
        raise CannotSend(NOBODY_ASKED)
    snapshot = _take_snapshot(quarter, by, at)
    quarter.versions, quarter.asked_for = snapshot.number, ""
    sent = audit.Change("quarter.sent", version_name(quarter), after=f"sha256:{snapshot.digest}")
    move(quarter, Move.SEND, sent, *_carry(quarter, snapshot), by=by, at=at)
    settle(quarter, snapshot, by, at)
    return snapshot


def _take_snapshot(quarter, by, at):
    number = quarter.versions + 1
    content, digest, parts = content_and_digests(frozen(board_paper(quarter), number))
    return Snapshot.objects.create(
        quarter=quarter, number=number, content=content, digest=digest,
        sent_by=by, sent_role=audit.role_of(by, quarter.board, at), sent_at=at,
        **{f"{part.lower()}_digest": value for part, value in parts.items()},
    )  # fmt: skip


def _carry(quarter, snapshot):
    """Carry over the signatures of the version before that stand; the events of all of them."""
    before = Snapshot.objects.filter(quarter=quarter, number=snapshot.number - 1).first()
    signatures = list(before.signatures.select_related("capacity")) if before else []
    standing = [item for item in signatures if stands(item, before, snapshot.part_digests())]
    Signature.objects.bulk_create(_carried(item, snapshot) for item in standing)
    return [
        audit.Change(
            f"signature.{'carried' if item in standing else 'cancelled'}",
            f"{version_name(quarter)}, {item.title}",
        )
        for item in signatures
    ]


def _carried(signature, snapshot):
    return Signature(
        snapshot=snapshot,
        capacity_id=signature.capacity_id,
        paper=signature.paper,
        title=signature.title,
        parts=signature.parts,
        by_id=signature.by_id,
        at=signature.at,
        authority=signature.authority,
        carried_from=signature.carried_from or snapshot.number - 1,
    )
