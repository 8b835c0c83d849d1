"""What happens to a version outside its figures: each dated, and kept in the trail."""

from django.db import transaction

from boards import audit
from boards.canonical import encode
from boards.models import BoardQuarter
from boards.workflow import Move
from reports.copies import late_fields
from reports.kept_files import keep_files
from reports.models import DatedFact, Snapshot
from reports.moving import add_fact, locked, move, version_name
from reports.recording import CannotRecord, checked

Kind = DatedFact.Kind
__all__ = ["CannotRecord", "publish", "record_fact"]


@transaction.atomic
def record_fact(*, quarter, kind, on, by, at, words="", reference=""):
    """Keep what happened to the last version, on which day; returns the DatedFact.

    `words` are the Board's decision or a reason, `reference` a minute or an address. Raises
    CannotRecord in a state in which it cannot have happened, or where it is recorded already.
    """
    quarter = BoardQuarter.objects.lock(quarter.pk)
    snapshot = checked(quarter, Kind(kind))
    role = audit.role_of(by, quarter.board, at)
    fact = add_fact(snapshot, kind, on=on, role=role, at=at, words=words, reference=reference)
    _tell(quarter, fact, by, at)
    return fact


def _tell(quarter, fact, by, at):
    told = audit.Change(
        f"version.{fact.kind.lower()}",
        version_name(quarter),
        after=" ".join(filter(None, [fact.on.isoformat(), fact.reference])),
        reason=fact.words,
    )
    audit.record(told, quarter=quarter, by=by, at=at)


def publish(*, quarter, on, by, at, reference=""):
    """Publish the signed version; its files are made before anybody can ask for them.

    `reference` is its address on the council's site. From then on the version keeps the late
    fields that it was published with. Raises NoSuchMove and PaperNotMade.
    """
    Move.PUBLISH.check(quarter.status)
    keep_files(quarter, at)
    return _publish(quarter, on, reference, by, at)


@transaction.atomic
def _publish(quarter, on, reference, by, at):
    quarter = locked(quarter, Move.PUBLISH)
    snapshot = Snapshot.objects.of(quarter, quarter.versions)
    # Made above, unless a late field was changed since.
    keep_files(quarter, at)
    fact = add_fact(
        snapshot,
        Kind.PUBLISHED,
        on=on,
        role=audit.role_of(by, quarter.board, at),
        at=at,
        reference=reference,
        late=encode(late_fields(quarter)).decode(),
    )
    published = audit.Change(
        "quarter.published",
        version_name(quarter),
        after=" ".join(filter(None, [on.isoformat(), reference])),
    )
    move(quarter, Move.PUBLISH, published, by=by, at=at)
    return fact
