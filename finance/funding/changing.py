"""What the actions of the boxes have in common: rows held, edits put into them, and their trail."""

from dataclasses import replace

from boards import audit
from boards.edits import effective
from boards.models import Board, BoardQuarter
from boards.workflow import Part


def hold(quarter):
    """The quarter and its board's plan, held: two quarters of a year may both be drafts."""
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.SPENDING)
    Board.objects.lock(quarter.board_id)
    return quarter


def put(rows, edits):
    """Put the edits that change anything into the rows they are about; raises Conflict."""
    exact = [_as_stored(rows[edit.row], edit) for edit in edits]
    changes = effective(exact, stored=lambda edit: getattr(rows[edit.row], edit.field))
    for edit in changes:
        setattr(rows[edit.row], edit.field, edit.new)
    return changes


def _as_stored(item, edit):
    return replace(edit, new=item._meta.get_field(edit.field).to_python(edit.new))


def change(rows, edits, kinds, subject, quarter, by, at):
    """As put does, with an event for each change, its subject as it is called after them."""
    before = {(edit.row, edit.field): getattr(rows[edit.row], edit.field) for edit in edits}
    changes = put(rows, edits)
    events = [
        audit.Change(
            kinds[edit.field], subject(rows[edit.row]), before[edit.row, edit.field], edit.new
        )
        for edit in changes
    ]
    audit.record(*events, quarter=quarter, by=by, at=at)
    return changes
