"""How far the sign-off of a report is: who signs what, who has, and which versions went out."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from boards import formats
from boards.models import Capacity
from boards.workflow import Status
from reports.board_paper.content import NoPaper
from reports.models import DatedFact, Paper, Signature, Snapshot
from reports.notices import roles_in_words
from reports.signing import NOBODY_ASKED, asked, holders, lines
from reports.standing import Standing, parts_in_words, standing


@dataclass(frozen=True)
class Signing:
    """A capacity in which a report is signed, and how far that is, in words."""

    capacity: Capacity
    state: str
    is_done: bool = False

    @property
    def covers(self):
        return parts_in_words(self.capacity.parts)

    @property
    def whose(self):
        return self.capacity.organisation or "the Board"


def signings(quarter, snapshot):
    """Who is asked to sign a report and who has, a list of Signing; `snapshot` is the newest."""
    if snapshot is None:
        return [Signing(capacity, "Not asked yet") for capacity in asked(quarter)]
    found = lines(quarter, snapshot)
    stand = standing(quarter).stand if quarter.is_draft else None
    return [_signing(line, snapshot, stand) for line in found]


def _signing(line, snapshot, stand):
    if line.signature is None:
        return Signing(line.capacity, "Waiting" if stand is None else "Will be asked again")
    if stand is not None and line.signature not in stand:
        return Signing(line.capacity, "Cancelled by a change. Will be asked again")
    return Signing(line.capacity, signed_in_words(line.signature), is_done=True)


def signed_in_words(signature):
    """“Signed on 1 February 2024, carried over from version 1”."""
    carried = signature.carried_from
    over = f", carried over from version {carried}" if carried else ""
    return f"Signed on {formats.date(timezone.localdate(signature.at))}{over}"


@dataclass(frozen=True)
class Version:
    """One version as the list shows it."""

    number: int
    check_code: str
    sent_at: datetime
    sent_by: str
    became: str


def versions(quarter):
    """Every version that went to the signatories, the newest first."""
    found = Snapshot.objects.defer("content").filter(quarter=quarter).order_by("-number")
    return [
        Version(
            number=item.number,
            check_code=item.check_code,
            sent_at=item.sent_at,
            sent_by=roles_in_words(item.sent_role),
            became=_became(quarter, item),
        )
        for item in found.prefetch_related("facts", "change_requests")
    ]


def _became(quarter, snapshot):
    """What a version has come to: what happened to it last counts."""
    kinds = {fact.kind for fact in snapshot.facts.all()}
    for kind in (DatedFact.Kind.WITHDRAWN, DatedFact.Kind.PUBLISHED, DatedFact.Kind.SIGNED):
        if kind in kinds:
            return kind.label
    if snapshot.change_requests.all():
        return "Sent back for changes"
    is_out = snapshot.number == quarter.versions and quarter.status == Status.WITH_SIGNATORIES
    return Status.WITH_SIGNATORIES.label if is_out else "Taken back"


@dataclass(frozen=True)
class Asked:
    """Who will be asked to sign, and how many people could."""

    capacity: Capacity
    holders: int
    signature: Signature | None

    @property
    def covers(self):
        return parts_in_words(self.capacity.parts)

    @property
    def who_could(self):
        if not self.holders:
            return "Nobody could sign as this yet"
        return f"{formats.counted(self.holders, 'person', 'people')} could sign"


@dataclass(frozen=True)
class Sending:
    """What sending a report comes to before it is done; `hindrance` says why it cannot be sent."""

    asked: tuple[Asked, ...]
    standing: Standing
    hindrance: str

    @property
    def is_signed_at_once(self):
        """Whether every signature stands, so that nobody has to be asked."""
        return bool(self.asked) and all(item.signature for item in self.asked)


def sending(quarter, on):
    """The Sending of a draft on a day."""
    stood = standing(quarter)
    by_capacity = {signature.capacity_id: signature for signature in stood.stand}
    capacities = tuple(
        Asked(capacity, len(holders(capacity, on)), by_capacity.get(capacity.pk))
        for capacity in asked(quarter)
    )
    return Sending(capacities, stood, _hindrance(quarter, capacities))


def _hindrance(quarter, capacities):
    if not capacities:
        return NOBODY_ASKED
    if not Paper.objects.filter(quarter=quarter).exists():
        return str(NoPaper(quarter))
    return ""
