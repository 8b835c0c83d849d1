"""What came in of the year's allocations."""

from dataclasses import replace

from django.db import transaction

from boards import audit
from boards.edits import effective
from boards.models import BoardQuarter
from boards.workflow import Part
from finance.models import Allocation, IncomeReturn

KINDS = {"received": "finance.received.recorded", "note": "finance.received.explained"}


@transaction.atomic
def record_income(*, quarter, edits, by, at):
    """Set what was received to date, all or none; returns how many values changed.

    An edit's row is the id of an allocation of the quarter's board and year. Raises ReportLocked,
    Conflict and Allocation.DoesNotExist.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.SPENDING)
    returns = _returns(quarter, {edit.row for edit in edits})
    exact = [replace(edit, new=_as_stored(edit)) for edit in edits]
    changes = effective(exact, stored=lambda edit: getattr(returns[edit.row], edit.field))
    events = [_event(returns[edit.row], edit) for edit in changes]
    audit.record(*events, quarter=quarter, by=by, at=at)
    for edit in changes:
        setattr(returns[edit.row], edit.field, edit.new)
    for row in dict.fromkeys(edit.row for edit in changes):
        returns[row].save()
    return len(changes)


def _returns(quarter, ids):
    allocations = Allocation.objects.filter(
        pk__in=ids, board=quarter.board_id, year=quarter.year
    ).select_related("stream", "partner")
    held = {item.allocation_id: item for item in IncomeReturn.objects.filter(quarter=quarter)}
    if len(allocations) != len(ids):
        raise Allocation.DoesNotExist
    returns = {}
    for allocation in allocations:
        returns[allocation.pk] = held.get(allocation.pk) or IncomeReturn(quarter=quarter)
        returns[allocation.pk].allocation = allocation
    return returns


def _as_stored(edit):
    return IncomeReturn._meta.get_field(edit.field).to_python(edit.new)


def _event(item, edit):
    stream, partner = item.allocation.stream.code, item.allocation.partner
    subject = f"{stream} {partner.short_name}" if partner else stream
    return audit.Change(KINDS[edit.field], subject, getattr(item, edit.field), edit.new)
