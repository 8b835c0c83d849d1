"""Writes about the sections of the commentary."""

from django.db import transaction

from boards import audit
from boards.edits import effective
from boards.models import BoardQuarter
from boards.workflow import Part
from reports.models import PaperSection

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
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.TEXT)
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
