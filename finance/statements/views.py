"""The monthly statements of a place: the list, one of them, and entering one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from boards import drafts, formats
from boards.edits import Conflict
from boards.numbers import Unit
from boards.pages import render_entry, render_page
from boards.permissions import Permission, get_quarter
from finance.statements import actions, queries, words
from finance.statements.forms import SHOWN, StatementForm
from finance.statements.tables import StatementTable


@require_safe
def statements(request, board, period):
    """The statements of the year, the last month first."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    held = queries.statements(quarter)
    context = _about(quarter) | {"statements": [(item, words.positions(item)) for item in held]}
    return render_page(request, "finance/statements/list.html", quarter, context)


@require_safe
def statement(request, board, period, month):
    """The six columns of one month, and what in them does not add up."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    held = _held(quarter, month)
    context = _about(quarter) | {
        "statement": held,
        "table": StatementTable(held),
        "positions": words.positions(held),
        "differences": words.differences(held, Unit[quarter.board.entry_unit]),
        "unit": quarter.board.get_entry_unit_display(),
    }
    return render_page(request, "finance/statements/statement.html", quarter, context)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request, board, period, month=None):
    """A statement is pasted as a whole: a new one, or in place of that of a month."""
    quarter = get_quarter(request.user, Permission.EDIT_SPENDING, board=board, period=period)
    held = None if month is None else _held(quarter, month)
    form = StatementForm(drafts.data(request), quarter=quarter, held=held)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, quarter, form)
    try:
        with drafts.settled(request):
            actions.record_statement(
                quarter=quarter, statement=form.statement, shown=form.shown,
                by=request.user, at=timezone.now(),
            )  # fmt: skip
    except Conflict:
        stored = queries.statement_of(quarter, form.statement.month)
        form.add_conflict(stored)
        return _form_page(request, quarter, form, stored=stored, status=409)
    messages.success(request, f"The statement for {form.statement.at_month} is saved.")
    return redirect("statements:statement", **quarter.address, month=form.statement.month)


def _held(quarter, month):
    held = queries.statement_of(quarter, month)
    if held is None:
        raise Http404
    return held


def _about(quarter):
    return {
        "year_name": formats.financial_year(quarter.year),
        "may_enter": Permission.EDIT_SPENDING in quarter.allowed.now,
    }


def _form_page(request, quarter, form, *, stored=None, status=200):
    context = _about(quarter) | {
        "form": form,
        "errors": form.to_mend,
        "shown": (SHOWN, form.shown),
        "unit": quarter.board.get_entry_unit_display(),
        "stored": stored and StatementTable(stored),
    }
    return render_entry(request, "finance/statements/enter.html", quarter, context, status=status)
