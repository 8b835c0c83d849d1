"""Writes about money."""

from dataclasses import replace

from django.db import transaction

from boards import audit
from boards.edits import effective
from boards.models import BoardQuarter
from finance.models import ExpenditureLine, LineReturn

KINDS = {
    "spent": "finance.spent.recorded",
    "forecast": "finance.forecast.recorded",
    "explanation": "finance.explanation.recorded",
}


@transaction.atomic
def record_spending(*, quarter, edits, by, at):
    """Set figures and explanations of lines, all or none; returns how many changed.

    An edit's row is the id of a line of this quarter's board and year. Raises ReportLocked,
    Conflict when somebody else changed one of the figures first, and
    ExpenditureLine.DoesNotExist for a line of another board or year.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk)
    returns = _returns(quarter, {edit.row for edit in edits})
    exact = [_as_stored(edit) for edit in edits]
    changes = effective(exact, stored=lambda edit: getattr(returns[edit.row], edit.field))
    audit.record(
        *[_change(edit, returns[edit.row]) for edit in changes], quarter=quarter, by=by, at=at
    )
    for edit in changes:
        setattr(returns[edit.row], edit.field, edit.new)
    _save([returns[row] for row in dict.fromkeys(edit.row for edit in changes)])
    return len(changes)


def _as_stored(edit):
    """The edit with its value as the database will hold it, so that £5 over £5.00 is no change."""
    return replace(edit, new=LineReturn._meta.get_field(edit.field).to_python(edit.new))


def _returns(quarter, line_ids):
    """The LineReturn of each line, made in memory where the quarter has none yet."""
    lines = ExpenditureLine.objects.filter(
        pk__in=line_ids, scheme__board=quarter.board_id, scheme__year=quarter.year
    ).select_related("scheme", "stream")
    held = {
        item.line_id: item for item in LineReturn.objects.filter(quarter=quarter, line__in=line_ids)
    }
    if len(lines) != len(line_ids):
        raise ExpenditureLine.DoesNotExist
    returns = {}
    for line in lines:
        returns[line.pk] = held.get(line.pk) or LineReturn(quarter=quarter)
        returns[line.pk].line = line
    return returns


def _change(edit, line_return):
    return audit.Change(
        kind=KINDS[edit.field],
        subject=line_return.line.scheme.reference,
        before=getattr(line_return, edit.field),
        after=edit.new,
    )


def _save(returns):
    LineReturn.objects.bulk_create([item for item in returns if item.pk is None])
    LineReturn.objects.bulk_update([item for item in returns if item.pk is not None], list(KINDS))
