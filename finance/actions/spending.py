"""Entering figures of lines, and saying that they were looked at."""

from django.db import transaction
from django.utils import timezone

from boards import audit
from boards.edits import Edit, effective, stamp
from boards.models import BoardQuarter
from boards.workflow import Part
from finance.budgets import Budget, budgets
from finance.returns import REVIEW, as_stored, change_of, in_their_role, returns_of, store


@transaction.atomic
def record_spending(*, quarter, edits, by, at, reviewed=None):
    """Set figures and explanations of lines, all or none; returns how many changed.

    An edit's row is the id of a line of this quarter's board and year. A line counts as reviewed
    when its forecast changes, unless `reviewed`, ids of lines, says which were looked at. Raises
    ReportLocked, Conflict when somebody else changed one of the figures first, and
    ExpenditureLine.DoesNotExist for a line of another board or year.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.SPENDING)
    returns = returns_of(quarter, {edit.row for edit in edits} | set(reviewed or ()))
    changes = _record(quarter, returns, edits, by, at)
    if reviewed is None:
        reviewed = dict.fromkeys(edit.row for edit in changes if edit.field == "forecast")
    _mark_reviewed([returns[row] for row in reviewed], quarter, by, at)
    changed = dict.fromkeys([*(edit.row for edit in changes), *reviewed])
    store([returns[row] for row in changed], {edit.field for edit in changes} | REVIEW)
    return len(changes)


@transaction.atomic
def confirm_reviewed(*, quarter, forecasts, by, at):
    """Keep that lines were looked at, all or none; returns how many of them are reviewed now.

    `forecasts` tells the forecast that each line, by its id, was shown with; a line shown with
    none takes its revised plan as the forecast. Raises as record_spending does.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.SPENDING)
    returns = returns_of(quarter, set(forecasts))
    planned = budgets(quarter)
    edits = [
        _confirming(returns[row], shown, planned.get(row, Budget()))
        for row, shown in forecasts.items()
    ]
    changes = _record(quarter, returns, edits, by, at)
    open_lines = [item for item in returns.values() if not item.reviewed_on]
    _mark_reviewed(open_lines, quarter, by, at)
    events = [_review(item) for item in open_lines if item.reviewed_on]
    audit.record(*events, quarter=quarter, by=by, at=at)
    store(open_lines, {edit.field for edit in changes} | REVIEW)
    return sum(item.reviewed_on is not None for item in returns.values())


def _confirming(item, shown, budget):
    new = budget.revised(item.line.plan) if shown is None else shown
    return Edit(item.line_id, "forecast", stamp(shown), new)


def _review(item):
    return audit.Change(
        kind="finance.line.reviewed", subject=item.line.scheme.reference, after=item.forecast
    )


def _record(quarter, returns, edits, by, at):
    """Put the edits that change anything into the returns, with an audit event for each."""
    exact = [as_stored(edit) for edit in edits]
    changes = effective(exact, stored=lambda edit: getattr(returns[edit.row], edit.field))
    audit.record(
        *[change_of(edit, returns[edit.row]) for edit in changes], quarter=quarter, by=by, at=at
    )
    for edit in changes:
        setattr(returns[edit.row], edit.field, edit.new)
    return changes


def _mark_reviewed(returns, quarter, by, at):
    """Set who looked at the lines and when; a line without a forecast was not reviewed."""
    if not returns:
        return
    who = in_their_role(by, quarter, at)
    for item in returns:
        held = item.forecast is not None
        item.reviewed_on = timezone.localdate(at) if held else None
        item.reviewed_by = who if held else ""
