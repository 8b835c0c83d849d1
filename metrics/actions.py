"""Writes about measures."""

from django.db import transaction

from boards import audit
from boards.edits import effective
from boards.models import BoardQuarter
from metrics.models import Metric, Result


@transaction.atomic
def record_result(*, quarter, metric, edits, by, at):
    """Set fields of what the quarter reports about a metric, all or none; returns how many changed.

    `metric` is the id of a Metric. Raises ReportLocked, and Conflict when somebody else changed
    one of the fields first.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk)
    metric = Metric.objects.get(pk=metric)
    result = Result.objects.filter(quarter=quarter, metric=metric).first()
    result = result or Result(quarter=quarter, metric=metric)
    changes = effective(edits, stored=lambda edit: getattr(result, edit.field))
    audit.record(*[_change(edit, result) for edit in changes], quarter=quarter, by=by, at=at)
    for edit in changes:
        setattr(result, edit.field, edit.new)
    if changes:
        result.save()
    return len(changes)


def _change(edit, result):
    return audit.Change(
        kind=f"metrics.{edit.field}.recorded",
        subject=result.metric.code,
        before=getattr(result, edit.field),
        after=edit.new,
    )
