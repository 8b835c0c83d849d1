"""Writes about measures."""

from django.db import transaction

from boards import audit
from boards.edits import effective, stamp
from boards.models import Board, BoardQuarter
from boards.workflow import Part
from metrics.models import Metric, Result, Revision, SchemeEffect
from schemes.models import Scheme


class NothingToRestate(Exception):
    """The report named is not an earlier one of this board, or held no figure."""


@transaction.atomic
def record_result(*, quarter, metric, edits, by, at):
    """Set fields of what the quarter reports about a metric, all or none; returns how many changed.

    `metric` is the id of a Metric. Raises ReportLocked, and Conflict when somebody else changed
    one of the fields first.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.PERFORMANCE)
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


@transaction.atomic
def restate_figure(*, quarter, metric, edit, kind, last_month, because, by, at):
    """Put right, in this quarter's report, the figure that an earlier report gave.

    `edit.row` is the id of the earlier BoardQuarter, whose own rows stay as they are. Raises
    ReportLocked, NothingToRestate, and Conflict when somebody else restated the figure first.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.PERFORMANCE)
    metric = Metric.objects.get(pk=metric)
    earlier = _earlier_report(quarter, edit.row)
    held = Revision.objects.filter(quarter=quarter, metric=metric, of=earlier).first()
    effective([edit], stored=lambda edit: held.after if held else None)
    before = _figure_until_now(quarter, metric, earlier)
    values = {"kind": kind, "last_month": last_month, "because": because}
    values |= {"before": before, "after": edit.new}
    if held and all(stamp(getattr(held, name)) == stamp(new) for name, new in values.items()):
        return
    Revision.objects.update_or_create(quarter=quarter, metric=metric, of=earlier, defaults=values)
    change = audit.Change(
        kind="metrics.figure.restated",
        subject=f"{metric.code} {earlier.key}",
        before=held.after if held else before,
        after=edit.new,
        reason=because,
    )
    audit.record(change, quarter=quarter, by=by, at=at)


@transaction.atomic
def withdraw_restatement(*, quarter, metric, of, by, at):
    """Let the figure of an earlier report stand again as it was."""
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.PERFORMANCE)
    held = Revision.objects.filter(quarter=quarter, metric=metric, of=of).first()
    if held is None:
        return
    change = audit.Change(
        kind="metrics.restatement.withdrawn",
        subject=f"{held.metric.code} {held.of.key}",
        before=held.after,
        after=held.before,
    )
    held.delete()
    audit.record(change, quarter=quarter, by=by, at=at)


def _earlier_report(quarter, pk):
    earlier = BoardQuarter.objects.filter(board=quarter.board_id, pk=pk).first()
    if earlier is None or earlier.key >= quarter.key:
        raise NothingToRestate
    return earlier


def _figure_until_now(quarter, metric, earlier):
    """What the reports before this one say of the earlier report's figure."""
    restated = Revision.objects.filter(metric=metric, of=earlier)
    by_time = restated.select_related("quarter__period").order_by(
        "-quarter__period__year", "-quarter__period__quarter"
    )
    for revision in by_time:
        if revision.quarter.key < quarter.key:
            return revision.after
    result = Result.objects.filter(
        quarter=earlier, metric=metric, state__in=Result.STATES_WITH_A_FIGURE
    ).first()
    if result is None:
        raise NothingToRestate
    return result.actual


@transaction.atomic
def record_effects(*, quarter, scheme, edits, by, at):
    """Set which measures the plan expects a scheme to move; returns how many effects changed.

    `scheme` is its reference, an edit's row the code of a measure; what is emptied goes. Raises
    ReportLocked, Conflict, and Scheme.DoesNotExist for a scheme of another board or year.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.SPENDING)
    Board.objects.lock(quarter.board_id)
    scheme = Scheme.objects.get(board=quarter.board_id, year=quarter.year, reference=scheme)
    effects = SchemeEffect.objects.filter(scheme=scheme).select_related("metric")
    held = {item.metric.code: item for item in effects}
    said = {code: item.said for code, item in held.items()}
    changes = effective(edits, stored=lambda edit: said.get(edit.row, ""))
    events = [
        audit.Change(
            # By finance officers, in the part that they open: a change of spending.
            "finance.scheme_effect.recorded",
            f"{scheme.reference} {edit.row}",
            said.get(edit.row, ""),
            edit.new,
        )
        for edit in changes
    ]
    audit.record(*events, quarter=quarter, by=by, at=at)
    for edit in changes:
        _keep_effect(held.get(edit.row) or _new_effect(scheme, edit.row), edit.new)
    return len(changes)


def _new_effect(scheme, code):
    return SchemeEffect(scheme=scheme, metric=Metric.objects.get(code=code))


def _keep_effect(effect, said):
    if said:
        effect.said = said
        effect.save()
    elif effect.pk:
        effect.delete()
