from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts
from boards.edits import Conflict
from boards.forms import error_list
from boards.pages import render_entry
from boards.permissions import Permission, get_quarter
from metrics import actions, remarks, screen
from metrics.forms import MONTH_CHOICES
from metrics.revision_form import RevisionForm
from metrics.views.metric import find_row

WITHDRAW = "withdraw"


@require_http_methods(["GET", "HEAD", "POST"])
def revisions(request, board, period, code):
    """The figures of earlier reports that this report puts right, and the form to add one."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EDIT_METRICS
    quarter = get_quarter(request.user, needed, board=board, period=period)
    row = find_row(quarter, code)
    _refuse_other_reports(request.POST, row)
    if WITHDRAW in request.POST:
        _withdraw(request, quarter, row)
        return redirect("metrics:revisions", board=board, period=period, code=code)
    form = RevisionForm(drafts.data(request), row=row)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _restate(request, quarter, row, form)
        except Conflict as conflict:
            form.add_clash(conflict.clashes[0])
            status = 409
        else:
            messages.success(request, f"The restated figure for {row.name} is saved.")
            return redirect("metrics:revisions", board=board, period=period, code=code)
    return render_entry(
        request, "metrics/revisions.html", quarter, _context(quarter, row, form), status=status
    )


def _refuse_other_reports(data, row):
    """404 for a form that names a report which is no earlier one of the board."""
    earlier = {str(item.report) for item in (*row.earlier, *row.restated)}
    if {data.get("report", ""), data.get(WITHDRAW, "")} - earlier - {""}:
        raise Http404


def _restate(request, quarter, row, form):
    cleaned = form.cleaned_data
    with drafts.settled(request):
        actions.restate_figure(
            quarter=quarter, metric=row.pk, edit=form.edit(), kind=cleaned["kind"],
            last_month=cleaned["last_month"], because=cleaned["because"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip


def _withdraw(request, quarter, row):
    named = request.POST[WITHDRAW]
    report = next((item.report for item in row.restated if str(item.report) == named), None)
    if report:
        actions.withdraw_restatement(
            quarter=quarter, metric=row.pk, of=report, by=request.user, at=timezone.now()
        )
    messages.success(request, "The figure stands again as it was reported.")


def _context(quarter, row, form):
    return {
        "row": row,
        "form": form,
        "errors": error_list(form),
        "months": MONTH_CHOICES,
        "restated": [(item.report, remarks.restatement(row, item)) for item in row.restated],
        "may_edit": Permission.EDIT_METRICS in quarter.allowed.now,
    } | screen.revision_context(form)
