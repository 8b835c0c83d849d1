"""Writes about money."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from boards import audit
from boards.edits import Edit, effective, stamp
from boards.models import BoardQuarter, Grant
from finance.models import ExpenditureLine, LineReturn

KINDS = {
    "spent": "finance.spent.recorded",
    "forecast": "finance.forecast.recorded",
    "outputs": "finance.outputs.recorded",
    "main_reason": "finance.main_reason.recorded",
    "explanation": "finance.explanation.recorded",
    "effect": "finance.effect.recorded",
    "money_use": "finance.money_use.recorded",
    "unlikely_because": "finance.unlikely.explained",
}
REVIEW = ("reviewed_on", "reviewed_by")


@transaction.atomic
def record_spending(*, quarter, edits, by, at, reviewed=None):
    """Set figures and explanations of lines, all or none; returns how many changed.

    An edit's row is the id of a line of this quarter's board and year. A line counts as reviewed
    when its forecast changes, unless `reviewed`, ids of lines, says which were looked at. Raises
    ReportLocked, Conflict when somebody else changed one of the figures first, and
    ExpenditureLine.DoesNotExist for a line of another board or year.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk)
    returns = _returns(quarter, {edit.row for edit in edits} | set(reviewed or ()))
    changes = _record(quarter, returns, edits, by, at)
    if reviewed is None:
        reviewed = dict.fromkeys(edit.row for edit in changes if edit.field == "forecast")
    _mark_reviewed([returns[row] for row in reviewed], quarter, by, at)
    changed = dict.fromkeys([*(edit.row for edit in changes), *reviewed])
    _save([returns[row] for row in changed], [edit.field for edit in changes])
    return len(changes)


@transaction.atomic
def confirm_reviewed(*, quarter, forecasts, by, at):
    """Keep that lines were looked at, all or none; returns how many had not been.

    `forecasts` tells the forecast that each line, by its id, was shown with; a line shown with
    none takes its plan as the forecast. Raises as record_spending does.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk)
    returns = _returns(quarter, set(forecasts))
    edits = [_confirming(returns[row], shown) for row, shown in forecasts.items()]
    changes = _record(quarter, returns, edits, by, at)
    open_lines = [item for item in returns.values() if not item.reviewed_on]
    _mark_reviewed(open_lines, quarter, by, at)
    events = [_review(item) for item in open_lines if item.reviewed_on]
    audit.record(*events, quarter=quarter, by=by, at=at)
    _save(open_lines, [edit.field for edit in changes])
    return len(events)


def _confirming(item, shown):
    return Edit(item.line_id, "forecast", stamp(shown), item.line.plan if shown is None else shown)


def _review(item):
    return audit.Change(
        kind="finance.line.reviewed", subject=item.line.scheme.reference, after=item.forecast
    )


def _record(quarter, returns, edits, by, at):
    """Put the edits that change anything into the returns, with an audit event for each."""
    exact = [_as_stored(edit) for edit in edits]
    changes = effective(exact, stored=lambda edit: getattr(returns[edit.row], edit.field))
    audit.record(
        *[_change(edit, returns[edit.row]) for edit in changes], quarter=quarter, by=by, at=at
    )
    for edit in changes:
        setattr(returns[edit.row], edit.field, edit.new)
    return changes


def _mark_reviewed(returns, quarter, by, at):
    """Set who looked at the lines and when; a line without a forecast was not reviewed."""
    if not returns:
        return
    who = _in_their_role(by, quarter, at)
    for item in returns:
        held = item.forecast is not None
        item.reviewed_on = timezone.localdate(at) if held else None
        item.reviewed_by = who if held else ""


def _in_their_role(by, quarter, at):
    if isinstance(by, str):
        return by
    grants = Grant.objects.in_force(at.date()).of(by, quarter.board_id)
    return ", ".join(sorted({grant.get_role_display() for grant in grants}))


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


def _save(returns, fields):
    """Insert the returns that are new; of the others write only fields that were changed."""
    LineReturn.objects.bulk_create([item for item in returns if item.pk is None])
    held = [item for item in returns if item.pk is not None]
    LineReturn.objects.bulk_update(held, sorted({*fields, *REVIEW}))
