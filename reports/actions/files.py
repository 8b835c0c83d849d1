"""Taking files out: who took which is kept in the trail."""

from hashlib import sha256

from django.db import transaction

from boards import audit
from reports.copies import version_to_read
from reports.kept_files import FORMATS, File, Kind, file_now, version_file
from reports.models import Snapshot

__all__ = ["File", "export_addendum", "export_paper", "export_workbook"]


def export_workbook(*, quarter, by, at, number=None):
    """The expenditure workbook of a version, or as `by` may read it; kept in the trail."""
    return _export(Kind.WORKBOOK, quarter, number, by, at)


def export_paper(*, quarter, by, at, number=None):
    """The board paper of a version, or as `by` may read it; kept in the trail.

    Raises NoPaper and PaperNotMade.
    """
    return _export(Kind.PAPER, quarter, number, by, at)


def export_addendum(*, quarter, by, at, number):
    """The addendum of a version that corrects another; kept in the trail. Raises PaperNotMade."""
    return _export(Kind.ADDENDUM, quarter, number, by, at)


def _export(kind, quarter, number, by, at):
    number = number or version_to_read(quarter)
    if number is None:
        made = file_now(kind, quarter)
    else:
        made = version_file(kind, Snapshot.objects.of(quarter, number), at)
    taken = f"sha256:{sha256(made.content).hexdigest()}"
    exported = audit.Change(FORMATS[kind].event, made.name, after=taken)
    with transaction.atomic():
        audit.record(exported, quarter=quarter, by=by, at=at)
    return made
