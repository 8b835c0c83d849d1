"""Writes about measures."""

from django.db import transaction

from boards import audit, formats
from boards.edits import effective, stamp
from boards.models import Board, BoardQuarter
from boards.workflow import Part
from metrics.effects import effect_in_words
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
def record_effects(*, board, year, effects, by, at):
    """Keep which measures the schemes of a year are to move: dicts of the fields of SchemeEffect.

    A scheme and a measure of which no effect is given stay unspoken of.
    """
    board = Board.objects.lock(board.pk)
    made = [SchemeEffect(**effect) for effect in effects]
    if any((item.scheme.board_id, item.scheme.year) != (board.pk, year) for item in made):
        raise Scheme.DoesNotExist("Effects belong to schemes of the board's year.")
    SchemeEffect.objects.bulk_create(made)
    said = "\n".join(f"{item}: {effect_in_words(item)}" for item in made)
    told = audit.Change("plan.effects.printed", formats.financial_year(year), after=said)
    audit.record_for_board(told, board=board, by=by, at=at)
