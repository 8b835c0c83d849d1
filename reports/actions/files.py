"""Taking files out: who took which is kept in the trail."""

from hashlib import sha256

from django.db import transaction

from boards import audit
from reports.calendar_file import calendar_file
from reports.copies import version_to_read
from reports.expenditure_files import expenditure_file
from reports.history.table import history_lines
from reports.kept_files import FORMATS, File, Kind, file_now, version_file
from reports.models import Snapshot
from reports.names import file_name

__all__ = [
    "File",
    "export_addendum",
    "export_dates",
    "export_history",
    "export_paper",
    "export_expenditure",
    "export_workbook",
]


def export_workbook(*, quarter, by, at, number=None):
    """The expenditure workbook of a version, or as `by` may read it; kept in the trail."""
    return _export(Kind.WORKBOOK, quarter, number, by, at)


def export_expenditure(*, quarter, ending, by, at, led_by="", number=None):
    """The expenditure table in a form that is made anew each time; kept in the trail.

    As it stands in a version, or as `by` may read it; of the lines of one leader where that is
    given. Raises NoSuchLeader.
    """
    made = expenditure_file(ending, quarter, number or version_to_read(quarter), led_by)
    _keep(FORMATS[Kind.WORKBOOK].event, made, quarter, by, at)
    return made


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
    _keep(FORMATS[kind].event, made, quarter, by, at)
    return made


def export_dates(*, quarter, by, at):
    """The days of the quarter for a calendar, kept in the trail."""
    made = File(file_name(quarter, "dates", "ics"), calendar_file(quarter))
    _keep("reports.dates.exported", made, quarter, by, at)
    return made


def export_history(*, quarter, by, at):
    """The history of the quarter as a stream of lines: a pair of name and lines.

    That it is taken out is kept before the first line is read, and stands in the file.
    """
    name = file_name(quarter, "history", "csv")
    with transaction.atomic():
        taken = audit.Change("reports.history.exported", name)
        audit.record(taken, quarter=quarter, by=by, at=at)
    return name, history_lines(quarter)


def _keep(event, made, quarter, by, at):
    taken = f"sha256:{sha256(made.content).hexdigest()}"
    with transaction.atomic():
        audit.record(audit.Change(event, made.name, after=taken), quarter=quarter, by=by, at=at)
