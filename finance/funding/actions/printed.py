"""What papers print of the money of a plan, kept as it stands there."""

from collections import Counter
from dataclasses import replace

from django.db import transaction

from boards import formats
from boards.edits import Clash, Conflict
from finance.funding.changing import change, hold
from finance.funding.refusals import CannotSet
from finance.funding.totals import totals
from finance.models import PrintedFigure
from finance.plan_money import printed_figures

KINDS = {
    "printed": "finance.printed.recorded",
    "source": "finance.printed.source.recorded",
}


@transaction.atomic
def record_printed(*, quarter, edits, by, at):
    """Set totals as they are printed; returns how many values changed.

    An edit's row is the id of a PrintedFigure as text, or the key of a Total for a new one. A
    figure that is emptied with its source goes. Raises ReportLocked, CannotSet, and Conflict also
    where somebody else has taken the figure out.
    """
    quarter = hold(quarter)
    held = {str(item.pk): item for item in printed_figures(quarter)}
    held |= _new(quarter, {edit.row for edit in edits}, held.values())
    if gone := [Clash(edit, None) for edit in edits if edit.row not in held]:
        raise Conflict(gone)
    changes = change(held, edits, KINDS, _called, quarter, by, at)
    _refuse_source_alone(held, changes)
    _refuse_same_place(held, changes)
    _store([held[row] for row in dict.fromkeys(edit.row for edit in changes)])
    return len(changes)


def _new(quarter, rows, held):
    """Figures that are not held yet, by the key of the total that each of them prints."""
    last = max((item.order for item in held), default=0)
    wanted = [total for total in totals(quarter) if total.key in rows]
    return {
        total.key: PrintedFigure(
            board=quarter.board, year=total.year, kind=total.kind, group=total.group,
            label=total.label, order=order,
        )
        for order, total in enumerate(wanted, last + 1)
    }  # fmt: skip


def _called(figure):
    called = f"{figure.label}, {formats.financial_year(figure.year)}"
    return f"{called} ({figure.source})" if figure.source else called


def _refuse_source_alone(held, changes):
    for edit in changes:
        if not held[edit.row].printed and held[edit.row].source:
            raise CannotSet(
                "must be given where its place is given", replace(edit, field="printed")
            )


def _refuse_same_place(held, changes):
    """One source prints a total once: a second figure of it has to say where else it stands."""
    places = Counter(_place(item) for item in held.values() if item.printed)
    for edit in changes:
        if places[_place(held[edit.row])] > 1:
            raise CannotSet(
                "must differ from the other places in which this total is printed",
                replace(edit, field="source"),
            )


def _place(figure):
    return figure.year, figure.kind, figure.group, figure.source


def _store(figures):
    """Keep figures that changed, all put anew so that two of them may change their sources."""
    PrintedFigure.objects.filter(pk__in=[item.pk for item in figures if item.pk]).delete()
    PrintedFigure.objects.bulk_create(item for item in figures if item.printed)
