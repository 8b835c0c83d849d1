"""What everybody may read: versions that were published, and nothing else of a board."""

from dataclasses import dataclass
from datetime import date

from boards.models import BoardQuarter
from boards.permissions import Permission, permissions_of
from reports.models import DatedFact, Snapshot
from reports.versions.queries import Kind, Version, numbered, versions_of


class NotPublished(Exception):
    """There is nothing that everybody may read."""


class Withdrawn(Exception):
    """What everybody could read was withdrawn."""

    def __init__(self, quarter, version):
        super().__init__(f"{quarter} was withdrawn.")
        self.quarter, self.version = quarter, version


@dataclass(frozen=True)
class PublicVersion:
    """A published version of a quarter's report, and the one that it replaced, if any."""

    quarter: BoardQuarter
    version: Version
    replaced: Version | None


def public_version(board, period, number=None):
    """The published version of a quarter, by the slug of its board; the newest unless numbered.

    Raises NotPublished and Withdrawn.
    """
    quarter = BoardQuarter.objects.for_period(board, period).select_related("board", "period")
    found = quarter.first()
    published = published_of(found) if found else []
    version = numbered(published, number) if number else next(iter(published), None)
    if version is None:
        raise NotPublished
    if taken_off := withdrawal(version, published):
        raise Withdrawn(found, taken_off)
    earlier = [other for other in published if other.number < version.number]
    return PublicVersion(found, version, next(iter(earlier), None))


def published_of(quarter):
    """The Versions of a report that were ever published, the newest first."""
    return [version for version in versions_of(quarter) if version.fact(Kind.PUBLISHED)]


def withdrawal(version, published):
    """The withdrawn Version that took this one off the public, or None.

    What was withdrawn may stand in the versions before it too, so they are withdrawn with it.
    """
    gone = [v for v in published if v.fact(Kind.WITHDRAWN) and v.number >= version.number]
    return next(iter(gone), None)


@dataclass(frozen=True)
class PublicLine:
    """One report in the list of those published: its newest published version."""

    quarter: BoardQuarter
    number: int
    published_on: date
    withdrawn_on: date | None


def published_reports():
    """The reports that were published, by board: pairs of (Board, its PublicLines)."""
    kinds = (Kind.PUBLISHED, Kind.WITHDRAWN)
    facts = DatedFact.objects.filter(kind__in=kinds).defer("snapshot__content")
    by_quarter = {}
    for fact in facts.select_related("snapshot__quarter__board", "snapshot__quarter__period"):
        of_quarter = by_quarter.setdefault(fact.snapshot.quarter, {})
        of_quarter.setdefault(fact.snapshot.number, {})[fact.kind] = fact.on
    by_board = {}
    for quarter, versions in by_quarter.items():
        number = max(versions)
        days = [versions[number].get(kind) for kind in kinds]
        by_board.setdefault(quarter.board, []).append(PublicLine(quarter, number, *days))
    return [
        (board, sorted(by_board[board], key=lambda line: line.quarter.key, reverse=True))
        for board in sorted(by_board, key=str)
    ]


@dataclass(frozen=True)
class Found:
    """A version with a check code, and whether everybody may read it."""

    quarter: BoardQuarter
    version: Version
    is_public: bool


def found_by_code(code, user):
    """The versions with a check code that somebody may know of, a list of Found."""
    found = []
    for snapshot in Snapshot.objects.with_code(code).defer("content"):
        versions = versions_of(snapshot.quarter)
        version = numbered(versions, snapshot.number)
        published = [other for other in versions if other.fact(Kind.PUBLISHED)]
        is_public = version in published and not withdrawal(version, published)
        if is_public or may_read(user, snapshot.quarter, version):
            found.append(Found(snapshot.quarter, version, is_public))
    return found


def may_read(user, quarter, version):
    """Whether a signed-in person may read a version: signed ones also while they see no draft."""
    if not user.is_authenticated:
        return False
    allowed = permissions_of(user, quarter)
    reads = Permission.VIEW_FIGURES
    return reads in allowed.now or (reads in allowed.ever and version.is_signed)
