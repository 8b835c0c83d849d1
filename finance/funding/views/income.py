"""The money coming in: what was announced, what was added, and what was received to date."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts, formats
from boards.edits import Conflict, wanted
from boards.pages import render_entry
from boards.permissions import Permission, get_quarter
from boards.unlikely import CHANGE, answered, interruption, must_ask
from finance.funding.actions.income import record_income
from finance.funding.income_form import ReceivedForm
from finance.funding.income_table import IncomeTable
from finance.income import income_report
from finance.views.spending import say_saved


@require_http_methods(["GET", "HEAD", "POST"])
def income(request, board, period):
    """Every stream of the year with its allocation; boxes for what was received to date."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EDIT_FUND
    quarter = get_quarter(request.user, needed, board=board, period=period)
    report = income_report(quarter)
    form = ReceivedForm(
        report,
        unit=quarter.board.entry_unit,
        editable=Permission.EDIT_FUND in quarter.allowed.now,
        data=drafts.data(request),
    )
    answer, status = _save(request, quarter, form) if request.method == "POST" else (None, 200)
    if answer is not None:
        return answer
    table = IncomeTable(report, form)
    context = {
        "report": report,
        "table": table,
        "partners": list(table.partners),
        "errors": form.errors,
        "may_edit": form.may_edit,
        "unit": quarter.board.get_entry_unit_display(),
        "year": formats.financial_year(quarter.year),
        "next_year": formats.financial_year(quarter.year + 1),
    }
    return render_entry(request, "finance/funding/income.html", quarter, context, status=status)


def _save(request, quarter, form):
    """The answer to what was posted, or None with the status of the page that is shown again."""
    if not form.is_valid() or CHANGE in request.POST:
        return None, 200
    times = quarter.board.unlikely_times
    questions = answered(form.questions(times), request.POST)
    if must_ask(questions, request.POST):
        return interruption(request, quarter, questions), 200
    edits = [*form.edits, *form.reasons(questions)]
    try:
        with drafts.settled(request):
            record_income(quarter=quarter, edits=edits, by=request.user, at=timezone.now())
    except Conflict as conflict:
        form.add_clashes(conflict.clashes)
        return None, 409
    say_saved(request, wanted(form.edits), "figure")
    return redirect("fund:income", **quarter.address), 303
