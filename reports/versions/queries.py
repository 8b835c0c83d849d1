"""The versions of a report, and what became of each: reads."""

from dataclasses import dataclass

from boards import formats
from boards.permissions import OnlySigned, Permission, get_copied
from boards.roles import Role
from boards.workflow import Status
from reports.models import DatedFact, Signature, Snapshot

Kind = DatedFact.Kind


@dataclass(frozen=True)
class Version:
    """A version of a report with its signatures and what happened to it.

    `later` are the numbers of the versions after it that were signed, and `published` of those
    that were published.
    """

    snapshot: Snapshot
    facts: tuple[DatedFact, ...]
    signatures: tuple[Signature, ...]
    is_awaiting: bool
    was_sent_back: bool
    later: tuple[int, ...] = ()
    published: tuple[int, ...] = ()

    @property
    def number(self):
        return self.snapshot.number

    @property
    def check_code(self):
        return self.snapshot.check_code

    def fact(self, kind):
        """The last fact of a kind, or None."""
        return next((fact for fact in reversed(self.facts) if fact.kind == kind), None)

    @property
    def is_signed(self):
        return self.fact(Kind.SIGNED) is not None

    @property
    def superseded_by(self):
        """The number of the version that took the place of a signed one, or None."""
        if not self.is_signed:
            return None
        after = self.published if self.fact(Kind.PUBLISHED) else self.later
        return min(after, default=None)

    @property
    def state(self):
        """What it is now and the colour that goes with it."""
        if self.fact(Kind.WITHDRAWN):
            return "Withdrawn", "red"
        if self.superseded_by:
            return f"Superseded by version {self.superseded_by}", "grey"
        if self.fact(Kind.PUBLISHED):
            return "Published", "green"
        if self.is_signed:
            return "Signed", "green"
        if self.is_awaiting:
            return "Awaiting sign-off", "yellow"
        return ("Sent back for changes" if self.was_sent_back else "Taken back"), "grey"


def roles_in_words(codes):
    """“commissioner and finance officer”, of the codes that a row keeps."""
    names = [Role(code).label.lower() for code in codes.split(", ") if code]
    return formats.listed(names) if names else ""


def fact_in_words(fact):
    """“8 February 2024, minute 12. Noted”."""
    told = formats.date(fact.on)
    if fact.reference and fact.kind != Kind.PUBLISHED:
        told += f", {fact.reference}"
    return f"{told}. {fact.words}" if fact.words else told


def versions_of(quarter):
    """The Versions of a report, the newest first."""
    snapshots = list(
        Snapshot.objects.filter(quarter=quarter)
        .defer("content")
        .prefetch_related("facts", "signatures", "change_requests")
        .order_by("-number")
    )
    signed, published = (_having(kind, snapshots) for kind in (Kind.SIGNED, Kind.PUBLISHED))
    return [
        Version(
            snapshot=snapshot,
            facts=tuple(snapshot.facts.all()),
            signatures=tuple(snapshot.signatures.all()),
            is_awaiting=(
                quarter.status == Status.WITH_SIGNATORIES and snapshot.number == quarter.versions
            ),
            was_sent_back=bool(snapshot.change_requests.all()),
            later=tuple(number for number in signed if number > snapshot.number),
            published=tuple(number for number in published if number > snapshot.number),
        )
        for snapshot in snapshots
    ]


def _having(kind, snapshots):
    return [
        snapshot.number
        for snapshot in snapshots
        if any(fact.kind == kind for fact in snapshot.facts.all())
    ]


def numbered(versions, number):
    """The Version with a number, or None."""
    return next((version for version in versions if version.number == number), None)


def versions_to_read(quarter, versions):
    """Those of the versions that the person may read: the signed ones while they see no draft."""
    if Permission.VIEW_FIGURES in quarter.allowed.now:
        return versions
    return [version for version in versions if version.is_signed]


def last_version(quarter):
    """The Version that was sent last, or None."""
    return next(iter(versions_of(quarter)), None)


def asked_version(user, permission, *, board, period, number):
    """A quarter and the Version of it that a person asks for, None where there is none such.

    Raises what get_copied raises, and OnlySigned for a version that was never signed while the
    report is a draft that the person may not read.
    """
    quarter = get_copied(user, permission, board=board, period=period)
    version = numbered(versions_of(quarter), number)
    if version and permission not in quarter.allowed.now and not version.is_signed:
        raise OnlySigned(quarter)
    return quarter, version
