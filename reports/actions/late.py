"""Fields of the cover that nobody signs, and that the clerk fills in when they are known."""

from django.db import transaction

from boards import audit
from boards.edits import effective
from boards.models import BoardQuarter
from reports.models import Paper

KINDS = {"report_number": "paper.report_number.recorded", "meeting_on": "paper.meeting_on.recorded"}


@transaction.atomic
def record_late_fields(*, quarter, edits, by, at):
    """Set the report number and the day of the meeting; returns how many changed.

    Raises Conflict, and Paper.DoesNotExist where no cover sheet was begun.
    """
    quarter = BoardQuarter.objects.lock(quarter.pk)
    rows = {"report_number": Paper.objects.get(quarter=quarter), "meeting_on": quarter}
    changes = effective(edits, stored=lambda edit: getattr(rows[edit.field], edit.field))
    told = [
        audit.Change(KINDS[e.field], e.field, before=getattr(rows[e.field], e.field), after=e.new)
        for e in changes
    ]
    for edit in changes:
        setattr(rows[edit.field], edit.field, edit.new)
        rows[edit.field].save(update_fields=[edit.field])
    audit.record(*told, quarter=quarter, by=by, at=at)
    return len(changes)
