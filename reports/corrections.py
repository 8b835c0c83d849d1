"""What a version puts right of the one before: each change, why, and by which role."""

from dataclasses import dataclass

from django.db.models import Q

from boards.models import AuditEvent
from boards.workflow import Part
from reports.changes import Changed, changes
from reports.copies import kept_paper
from reports.models import ChangeRequest, DatedFact, PaperSection, Signature, Snapshot
from reports.versions.queries import roles_in_words

FOLLOWS = "Follows from other changes"
NOT_ASKED = "No reason was given: the report was taken back before it was signed."
OPERATOR = "The operator of the service"


@dataclass(frozen=True)
class Row:
    """One change, why it was made, and in which role it was made last; what follows has none."""

    changed: Changed
    why: str
    role: str


@dataclass(frozen=True)
class Group:
    """Changes of one Part that were made for one reason in one role, in the order of the paper."""

    why: str
    role: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class PartOfCorrection:
    """The changes of one Part by Group; what follows from other changes stands last."""

    part: Part
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Correction:
    """A version, the one that it corrects, and the changes in the order of the paper."""

    snapshot: Snapshot
    of: Snapshot
    rows: tuple[Row, ...]

    @property
    def was(self):
        return edition(self.of)

    @property
    def now(self):
        return edition(self.snapshot)

    @property
    def parts(self):
        """The Parts of which anything differs, a list of PartOfCorrection."""
        found = [(part, [row for row in self.rows if row.changed.part == part]) for part in Part]
        return [PartOfCorrection(part, tuple(_groups(rows))) for part, rows in found if rows]


def _groups(rows):
    reasons = dict.fromkeys((row.why, row.role) for row in rows)
    for why, role in sorted(reasons, key=lambda reason: not reason[1]):
        together = (row.changed for row in rows if (row.why, row.role) == (why, role))
        yield Group(why, role, tuple(together))


def edition(snapshot):
    """“Version 1, check code 3f9a01bc”."""
    return f"Version {snapshot.number}, check code {snapshot.check_code}"


def corrected_version(snapshot):
    """The last version published before a version, else the last signed, else None."""
    earlier = Snapshot.objects.filter(quarter=snapshot.quarter_id, number__lt=snapshot.number)
    for kind in (DatedFact.Kind.PUBLISHED, DatedFact.Kind.SIGNED):
        found = earlier.filter(facts__kind=kind).order_by("number").last()
        if found:
            return found
    return None


def correction(snapshot):
    """What a version corrects, as a Correction; None where nothing was out before it."""
    of = corrected_version(snapshot)
    if of is None:
        return None
    found = changes(kept_paper(of), kept_paper(snapshot))
    reasons, roles = _reasons(of, snapshot), _roles(of, snapshot, found)
    rows = (_row(changed, reasons, role) for changed, role in zip(found, roles, strict=True))
    return Correction(snapshot, of, tuple(rows))


def changed_since_last_version(quarter, user=None):
    """What the last version changed, as a tuple of Changed: since the one that a person signed.

    Without a person, or where they signed none, since the version before.
    """
    numbers = [quarter.versions - 1]
    if user is not None:
        signed = Signature.objects.filter(
            snapshot__quarter=quarter, snapshot__number__lt=quarter.versions, by=user
        )
        numbers = [max(signed.values_list("snapshot__number", flat=True), default=numbers[0])]
    held = Snapshot.objects.filter(quarter=quarter, number__in=[*numbers, quarter.versions])
    papers = [kept_paper(snapshot) for snapshot in held.order_by("number")]
    return changes(*papers) if len(papers) > 1 else ()


def _row(changed, reasons, role):
    if role is None:
        return Row(changed, FOLLOWS, "")
    return Row(changed, reasons.get(changed.part, NOT_ASKED), role)


def _reasons(of, snapshot):
    """Why each Part was opened again, by Part: what was said of the version that is corrected.

    Only where nothing was said of a part of it then, what was asked for before the next version.
    """
    asked = ChangeRequest.objects.filter(
        snapshot__quarter=snapshot.quarter_id,
        snapshot__number__gte=of.number,
        snapshot__number__lt=snapshot.number,
    )
    found = {}
    for part, reason in asked.order_by("snapshot__number", "pk").values_list("part", "reason"):
        found.setdefault(part, reason)
    return found


def _roles(of, snapshot, found):
    """For each Changed the role of its last event between two versions; None without an event."""
    codes = dict(
        PaperSection.objects.filter(paper__quarter=snapshot.quarter_id).values_list(
            "heading", "code"
        )
    )
    events = _events(of, snapshot, {kind for changed in found for kind in changed.trail.kinds})
    for changed in found:
        trail = changed.trail
        subject = codes.get(trail.subject, trail.subject)
        roles = [
            role
            for kind, named, role in events
            if kind.startswith(trail.kinds) and (not subject or subject in named.split())
        ]
        yield None if changed.follows or not roles else _in_words(roles[-1])


def _events(of, snapshot, kinds):
    """What was done between the sending of two versions, as triples of (kind, subject, role)."""
    quarter = snapshot.quarter
    events = AuditEvent.objects.filter(board=quarter.board.slug).order_by("sequence")
    sent = dict(
        events.filter(period=str(quarter.key), kind="quarter.sent").values_list(
            "subject", "sequence"
        )
    )
    begins = Q(pk=None)
    for kind in kinds:
        begins |= Q(kind__startswith=kind)
    between = (sent[f"version {item.number}"] for item in (of, snapshot))
    return list(
        events.filter(
            begins, period__in=[str(quarter.key), ""], sequence__range=tuple(between)
        ).values_list("kind", "subject", "role")
    )


def _in_words(role):
    """A role as an event of the trail keeps it, in words."""
    words = roles_in_words(role) or OPERATOR
    return words[0].upper() + words[1:]
