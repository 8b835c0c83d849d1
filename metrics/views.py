from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts
from boards.edits import Conflict, wanted
from boards.forms import error_list
from boards.pages import render_entry
from boards.permissions import Permission, get_quarter
from metrics import actions, findings, screen
from metrics.charts import metric_chart
from metrics.forms import MONTH_CHOICES, ResultForm
from metrics.queries import metric_report
from metrics.tables import HistoryTable


@require_http_methods(["GET", "HEAD", "POST"])
def metric(request, board, period, code):
    """One measure: what is held, and the form to enter it for those who may."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EDIT_METRICS
    quarter = get_quarter(request.user, needed, board=board, period=period)
    row = _row(quarter, code)
    form = ResultForm(drafts.data(request), row=row, key=quarter.key)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            with drafts.settled(request):
                actions.record_result(
                    quarter=quarter, metric=row.pk, edits=form.edits(),
                    by=request.user, at=timezone.now(),
                )  # fmt: skip
        except Conflict as conflict:
            form.add_clashes(conflict.clashes)
            status = 409
        else:
            _say_saved(request, row, wanted(form.edits()))
            return redirect("metrics:metric", board=board, period=period, code=code)
    context = _context(row, form) | screen.form_context(form)
    return render_entry(request, _template(quarter), quarter, context, status=status)


def _say_saved(request, row, count):
    if count:
        messages.success(request, f"{row.name} saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")


def _row(quarter, code):
    for row in metric_report(quarter).rows:
        if row.code == code:
            return row
    raise Http404


def _context(row, form):
    return {
        "row": row,
        "form": form,
        "errors": error_list(form),
        "months": MONTH_CHOICES,
        "about": screen.about(row),
        "targets": screen.targets(row),
        "previous": findings.previous_text(row),
        "chart": metric_chart(row),
        "history": HistoryTable(row) if row.earlier else None,
        "reported": screen.reported(row),
        "result_mark": screen.MARKS.get(row.status, "open"),
    }


def _template(quarter):
    may_edit = Permission.EDIT_METRICS in quarter.allowed.now
    return "metrics/metric_form.html" if may_edit else "metrics/metric.html"
