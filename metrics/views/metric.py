from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts, subjects
from boards.edits import Conflict, wanted
from boards.forms import FieldError, error_list
from boards.pages import render_entry
from boards.part_links import links_of
from boards.permissions import Permission, get_quarter
from boards.unlikely import CHANGE, answered, interruption, must_ask
from metrics import actions, checks, remarks, screen
from metrics.charts import metric_chart
from metrics.forms import ResultForm
from metrics.queries import metric_report
from metrics.tables import HistoryTable, LastReportsTable


@require_http_methods(["GET", "HEAD", "POST"])
def metric(request, board, period, code):
    """One measure: what is held, and the form to enter it for those who may."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EDIT_METRICS
    quarter = get_quarter(request.user, needed, board=board, period=period)
    row = find_row(quarter, code)
    today = timezone.localdate()
    form = ResultForm(drafts.data(request), row=row, key=quarter.key, today=today)
    status = 200
    if request.method == "POST" and form.is_valid() and CHANGE not in request.POST:
        questions = answered(form.questions(quarter.board.unlikely_times), request.POST)
        if must_ask(questions, request.POST):
            return interruption(request, quarter, questions)
        try:
            saved = _save(request, quarter, row, form, questions)
        except Conflict as conflict:
            form.add_clashes(conflict.clashes)
            status = 409
        else:
            _say_saved(request, row, saved)
            return redirect("metrics:metric", board=board, period=period, code=code)
    context = _context(quarter, row, form) | screen.form_context(form)
    return render_entry(request, _template(quarter), quarter, context, status=status)


def _save(request, quarter, row, form, questions):
    """How many of the person's changes are stored now, whoever sent them first."""
    edits = form.edits(questions[0].reason if questions else "")
    with drafts.settled(request):
        actions.record_result(
            quarter=quarter, metric=row.pk, edits=edits, by=request.user, at=timezone.now()
        )
    return wanted(edits)


def _say_saved(request, row, count):
    if count:
        messages.success(request, f"{row.name} saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")


def find_row(quarter, code):
    """The MetricRow of a measure in a quarter; 404 when the year has no such measure."""
    rows = metric_report(quarter, code=code).rows
    if not rows:
        raise Http404
    return rows[0]


def _context(quarter, row, form):
    has_earlier = any(item.actual is not None for item in row.earlier)
    return {
        "row": row,
        "form": form,
        "errors": error_list(form),
        "needed": _still_needed(row),
        "about": screen.about(row),
        "targets": screen.targets(row),
        "last_reports": LastReportsTable(row) if has_earlier else None,
        "in_words": remarks.history(row),
        "restated": remarks.restated(row),
        "can_restate": has_earlier and Permission.EDIT_METRICS in quarter.allowed.now,
        "chart": metric_chart(row),
        "part_links": links_of(quarter, subjects.metric(row.code), row.name),
        "history": HistoryTable(row) if row.earlier else None,
        "reported": screen.reported(row),
        "result_mark": screen.MARKS.get(row.status, "open"),
    }


def _still_needed(row):
    """What is open after a save; before the first one the form itself says what it needs."""
    return [FieldError(*item) for item in checks.still_needed(row)] if row.state else []


def _template(quarter):
    may_edit = Permission.EDIT_METRICS in quarter.allowed.now
    return "metrics/metric_form.html" if may_edit else "metrics/metric.html"
