"""Acts on the quarter as a whole: its texts, and the files that go out, all in the trail."""

from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from boards import audit
from boards.edits import effective
from boards.models import BoardQuarter
from finance.queries import spend_report
from reports.board_paper.content import board_paper
from reports.board_paper.pdf import render_pdf
from reports.models import PaperSection
from reports.names import file_name
from reports.workbook.writer import expenditure_workbook

SECTION_KINDS = {
    "body": "reports.section.recorded",
    "is_complete": "reports.section_is_complete.recorded",
}


@transaction.atomic
def record_section(*, quarter, section, edits, by, at):
    """Set the text of a section and whether it is complete; returns how many fields changed.

    `section` is the code of a section of this quarter's paper. Raises ReportLocked, Conflict when
    somebody else changed a field first, and PaperSection.DoesNotExist.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk)
    held = PaperSection.objects.get(paper__quarter=quarter, code=section)
    changes = effective(edits, stored=lambda edit: getattr(held, edit.field))
    recorded = [_section_change(edit, held) for edit in changes]
    audit.record(*recorded, quarter=quarter, by=by, at=at)
    for edit in changes:
        setattr(held, edit.field, edit.new)
    held.save(update_fields=[edit.field for edit in changes])
    return len(changes)


def _section_change(edit, section):
    kind, before = SECTION_KINDS[edit.field], getattr(section, edit.field)
    return audit.Change(kind, section.code, before=before, after=edit.new)


@dataclass(frozen=True)
class File:
    """A file made from the quarter's figures."""

    name: str
    content: bytes


def export_workbook(*, quarter, by, at):
    """Make the expenditure workbook and keep that `by` took it."""
    content = expenditure_workbook(quarter, spend_report(quarter))
    name = file_name(quarter, "expenditure", "xlsx")
    return _recorded("reports.workbook.exported", File(name, content), quarter, by, at)


def export_paper(*, quarter, by, at):
    """Make the board paper and keep that `by` took it; raises NoPaper and PaperNotMade."""
    content = render_pdf(board_paper(quarter))
    name = file_name(quarter, "board-paper", "pdf")
    return _recorded("reports.paper.exported", File(name, content), quarter, by, at)


@transaction.atomic
def _recorded(kind, made, quarter, by, at):
    digest = sha256(made.content).hexdigest()
    exported = audit.Change(kind, made.name, after=f"sha256:{digest}")
    audit.record(exported, quarter=quarter, by=by, at=at)
    return made
