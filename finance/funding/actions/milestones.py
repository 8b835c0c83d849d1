"""What a plan is to bring about in each quarter of its year, kept as it is printed."""

from dataclasses import replace

from django.db import transaction

from boards.edits import Clash, Conflict
from finance.funding.changing import change, hold
from finance.funding.refusals import CannotSet
from schemes.milestones import QUARTERS, ends_with_total
from schemes.models import Milestone

NEW = "new"
FIELDS = ("measure", "name", *QUARTERS, "printed_total")
KINDS = {field: f"finance.milestone.{field}.recorded" for field in FIELDS}


@transaction.atomic
def record_milestones(*, quarter, edits, by, at):
    """Set milestones of the quarter's year; returns how many values changed.

    An edit's row is the id of a Milestone as text, or “new” with a number. A milestone of which
    everything is emptied goes. Raises ReportLocked, CannotSet, and Conflict also where somebody
    else has taken the milestone out.
    """
    quarter = hold(quarter)
    of_year = Milestone.objects.filter(board=quarter.board_id, year=quarter.year)
    held = {str(item.pk): item for item in of_year.order_by("order")}
    new = _new(quarter, edits)
    rows = held | new
    if gone := [Clash(edit, None) for edit in edits if edit.row not in rows]:
        raise Conflict(gone)
    changes = change(rows, edits, KINDS, _calling(held), quarter, by, at)
    _refuse_nameless(rows, changes)
    if changes:
        of_year.delete()
        Milestone.objects.bulk_create(_in_order(held.values(), new.values()))
    return len(changes)


def _new(quarter, edits):
    rows = dict.fromkeys(edit.row for edit in edits if edit.row.startswith(NEW))
    return {row: Milestone(board=quarter.board, year=quarter.year) for row in rows}


def _calling(held):
    """How events name a milestone: as it is called now, or was until its name was emptied."""
    before = {item.pk: str(item) for item in held.values()}
    return lambda item: str(item) if item.name else before.get(item.pk, "")


def _refuse_nameless(rows, changes):
    for edit in changes:
        item = rows[edit.row]
        is_gone = item.pk and all(getattr(item, field) in ("", None) for field in FIELDS)
        for field in () if is_gone else ("measure", "name"):
            if not getattr(item, field):
                raise CannotSet("must be given", replace(edit, field=field))


def _in_order(held, new):
    """All milestones in their order: a new one follows its measure, before the printed total."""
    by_measure = {}
    for item in held:
        if item.name:
            by_measure.setdefault(item.measure, []).append(item)
    for item in new:
        rows = by_measure.setdefault(item.measure, [])
        rows.insert(len(rows) - ends_with_total(rows), item)
    found = [item for rows in by_measure.values() for item in rows]
    for order, item in enumerate(found, 1):
        item.order = order
    return found
