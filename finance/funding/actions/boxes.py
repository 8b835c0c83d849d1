"""What is set for the plan of a year: plans of lines, reserves, shares of risk and minima."""

from dataclasses import replace

from django.db import transaction

from boards import audit, formats
from boards.models import Organisation
from finance.budgets import all_moved
from finance.funding.changing import change, hold, put
from finance.funding.refusals import CannotSet, SumDiffers
from finance.models import (
    ExpenditureLine,
    LineMonth,
    Reserve,
    ReserveBalance,
    RiskShare,
    SpendingMinimum,
)

NEW = "new"


@transaction.atomic
def record_plans(*, quarter, edits, by, at):
    """Set the plans of lines of the quarter's year, all or none; returns how many changed.

    An edit's row is the id of a line. Raises ReportLocked, Conflict, CannotSet for a plan below
    what was moved out of its line, and ExpenditureLine.DoesNotExist for a line of another year.
    """
    quarter = hold(quarter)
    lines = _lines(quarter, {edit.row for edit in edits})
    changes = change(lines, edits, {"plan": "finance.plan.recorded"}, _reference, quarter, by, at)
    moved = all_moved(quarter) if changes else {}
    for edit in changes:
        if edit.row in moved and (edit.new is None or edit.new + moved[edit.row] < 0):
            raise CannotSet("must be no less than what was moved to other lines", edit)
    ExpenditureLine.objects.bulk_update([lines[edit.row] for edit in changes], ["plan"])
    return len(changes)


@transaction.atomic
def record_months(*, quarter, line, edits, by, at):
    """Set the months over which a line's plan is spread; none at all spreads it evenly.

    An edit's row is the number of a month. Raises as record_plans does, and CannotSet where the
    months do not add up to the plan.
    """
    quarter = hold(quarter)
    line = _lines(quarter, {line.pk})[line.pk]
    months = {item.month: item for item in LineMonth.objects.filter(line=line)}
    before = _in_words(months)
    for edit in edits:
        months.setdefault(edit.row, LineMonth(line=line, month=edit.row, amount=None))
    changes = put(months, edits)
    _refuse_other_sum(line, months)
    _store(months, changes, "amount")
    if changes:
        spread = audit.Change(
            "finance.plan.months.recorded", line.scheme.reference, before, _in_words(months)
        )
        audit.record(spread, quarter=quarter, by=by, at=at)
    return len(changes)


@transaction.atomic
def record_reserves(*, quarter, edits, by, at):
    """Set what reserves hold in a year, and name a new one; returns how many values changed.

    An edit's row is the id of a reserve and a year, “3-2023”, or “new”. Raises ReportLocked,
    Conflict, CannotSet and Reserve.DoesNotExist.
    """
    quarter = hold(quarter)
    balances = {row: _balance(quarter, row, edits) for row in {edit.row for edit in edits}}
    edits = [edit for edit in edits if edit.field != "new_name"]
    kinds = {"amount": "finance.reserve.recorded", "note": "finance.reserve.note.recorded"}
    changes = change(balances, edits, kinds, _reserve_and_year, quarter, by, at)
    _store(balances, changes, "amount")
    return len(changes)


@transaction.atomic
def record_risk_shares(*, quarter, edits, by, at):
    """Set the parts of an overspend that partners bear; returns how many values changed.

    An edit's row is the id of a partner. Raises as record_reserves does.
    """
    quarter = hold(quarter)
    year = {"board": quarter.board, "year": quarter.year}
    held = {item.partner_id: item for item in RiskShare.objects.filter(**year)}
    for row in {edit.row for edit in edits} - held.keys():
        partner = Organisation.objects.get(board=quarter.board_id, pk=row)
        held[row] = RiskShare(**year, partner=partner, percent=None)
    kinds = {"percent": "finance.risk_share.recorded", "note": "finance.risk_share.note.recorded"}
    changes = change(held, edits, kinds, _partner, quarter, by, at)
    _store(held, changes, "percent")
    return len(changes)


@transaction.atomic
def record_minima(*, quarter, edits, by, at):
    """Set the least to be spent on something; returns how many values changed.

    An edit's row is a kind of SpendingMinimum. Raises as record_reserves does.
    """
    quarter = hold(quarter)
    year = {"board": quarter.board, "year": quarter.year}
    held = {item.kind: item for item in SpendingMinimum.objects.filter(**year)}
    for kind in SpendingMinimum.Kind:
        held.setdefault(kind.value, SpendingMinimum(**year, kind=kind.value, amount=None))
    kinds = {"amount": "finance.minimum.recorded", "source": "finance.minimum.source.recorded"}
    changes = change(held, edits, kinds, lambda item: item.kind, quarter, by, at)
    _store(held, changes, "amount")
    return len(changes)


def _lines(quarter, ids):
    held = ExpenditureLine.objects.filter(
        pk__in=ids, scheme__board=quarter.board_id, scheme__year=quarter.year
    )
    found = {line.pk: line for line in held.select_related("scheme", "stream")}
    if found.keys() != ids:
        raise ExpenditureLine.DoesNotExist
    return found


def _balance(quarter, row, edits):
    """What a reserve holds in a year; of a new one it makes the reserve first."""
    if row == NEW:
        reserve, year = _new_reserve(quarter, edits), quarter.year
    else:
        pk, _, year = row.partition("-")
        reserve, year = Reserve.objects.get(board=quarter.board_id, pk=pk), int(year)
    held = ReserveBalance.objects.filter(reserve=reserve, year=year).first()
    return held or ReserveBalance(reserve=reserve, year=year, amount=None)


def _new_reserve(quarter, edits):
    typed = {edit.field: edit for edit in edits if edit.row == NEW}
    if "new_name" not in typed:
        raise CannotSet("must be given", replace(next(iter(typed.values())), field="new_name"))
    if "amount" not in typed:
        raise CannotSet("must be given", replace(typed["new_name"], field="amount"))
    name = typed["new_name"].new
    if Reserve.objects.filter(board=quarter.board_id, name=name).exists():
        raise CannotSet("is the name of a reserve that is there already", typed["new_name"])
    return Reserve.objects.create(board=quarter.board, name=name)


def _store(held, changes, main):
    """Keep the rows that changed; one without its `main` value goes, with nothing left in it."""
    for row in dict.fromkeys(edit.row for edit in changes):
        item = held[row]
        if getattr(item, main) is not None:
            item.save()
        elif getattr(item, "note", "") or getattr(item, "source", ""):
            edit = next(edit for edit in changes if edit.row == row)
            raise CannotSet(
                "must be given where something is said of it", replace(edit, field=main)
            )
        elif item.pk:
            item.delete()


def _refuse_other_sum(line, months):
    amounts = [item.amount for item in months.values() if item.amount is not None]
    if amounts and sum(amounts) != line.plan:
        raise SumDiffers(sum(amounts), line.plan)


def _in_words(months):
    """“April £1,000, May £2,000”, as the trail keeps it; empty where a plan is spread evenly."""
    return ", ".join(
        f"{formats.MONTHS[month - 1]} {formats.pounds(item.amount)}"
        for month, item in sorted(months.items())
        if item.amount is not None
    )


def _reference(line):
    return line.scheme.reference


def _reserve_and_year(balance):
    return f"{balance.reserve.name}, {formats.financial_year(balance.year)}"


def _partner(share):
    return share.partner.short_name
