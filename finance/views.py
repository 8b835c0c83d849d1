from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import formats
from boards.edits import Conflict
from boards.models import Organisation
from boards.pages import render_page
from boards.permissions import Permission, get_quarter
from finance import actions
from finance.forms import DISPLAYS, ExplanationForm, SpendingForm
from finance.grid import figures, grid
from finance.paste.queries import last_paste
from finance.queries import spend_report


@require_http_methods(["GET", "HEAD", "POST"])
def spending(request, board, period):
    """Every line with its plan; boxes for the lines that the person may type."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EDIT_SPENDING
    quarter = get_quarter(request.user, needed, board=board, period=period)
    report = spend_report(quarter)
    form = SpendingForm(
        report.rows,
        unit=quarter.board.entry_unit,
        editable=lambda row: quarter.allowed.may_type_line_led_by(row.leader),
        data=request.POST or None,
    )
    saved, status = _save(request, quarter, form)
    if saved is not None:
        _say_saved(request, saved, "figure")
        return redirect("finance:spending", board=board, period=period)
    context = {
        "report": report,
        "groups": grid(report, form),
        "totals": figures(report, DISPLAYS[form.unit]),
        "width": 8 if report.previous_period else 7,
        "unit": quarter.board.get_entry_unit_display(),
        "who": _who_types(quarter, form),
        "partners": _partners(quarter),
        "derived": any(row.stream_is_derived for row in report.rows),
        "may_export": Permission.EXPORT_WORKBOOK in quarter.allowed.now,
        "paste": last_paste(quarter, request.user),
        "paste_is_new": "pasted" in request.GET,
    }
    return _render(request, "finance/spending.html", quarter, form, context, status)


@require_http_methods(["GET", "HEAD", "POST"])
def explanations(request, board, period):
    """The lines that differ from plan, each with why."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EXPLAIN_SPENDING
    quarter = get_quarter(request.user, needed, board=board, period=period)
    report = spend_report(quarter)
    form = ExplanationForm(
        report.varying,
        editable=lambda row: Permission.EXPLAIN_SPENDING in quarter.allowed.now,
        data=request.POST or None,
    )
    saved, status = _save(request, quarter, form)
    if saved is not None:
        _say_saved(request, saved, "explanation")
        return redirect("finance:explanations", board=board, period=period)
    differences = [(cell.row, cell, _difference_in_words(cell.row)) for cell in form.cells]
    context = {"differences": differences}
    return _render(request, "finance/explanations.html", quarter, form, context, status)


def _save(request, quarter, form):
    """How many fields were saved (None when nothing could be), and the status of the answer."""
    if not form.is_valid():
        return None, 200
    try:
        saved = actions.record_spending(
            quarter=quarter, edits=form.edits, by=request.user, at=timezone.now()
        )
    except Conflict as conflict:
        form.add_clashes(conflict.clashes)
        return None, 409
    return saved, 303


def _say_saved(request, count, what):
    if count:
        messages.success(request, f"{formats.counted(count, what)} saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")


def _who_types(quarter, form):
    """A sentence on which boxes are open to the person, and whose the others are."""
    if not quarter.is_draft:
        return f"This report is {quarter.get_status_display().lower()}: nothing can be changed."
    if form.may_edit:
        return (
            "You can enter the lines that your organisation leads, and joint lines. "
            "Save at any time: lines can be left blank."
        )
    return "You can read these figures. The finance officers of each organisation enter its lines."


def _partners(quarter):
    """“LBB is London Borough of Bromley. ICB is …”, for the column Led by."""
    partners = Organisation.objects.filter(board=quarter.board_id)
    return " ".join(f"{partner.short_name} is {partner.name}." for partner in partners)


def _difference_in_words(row):
    plan, forecast = formats.thousands_in_text(row.plan), formats.thousands_in_text(row.forecast)
    return f"Plan {plan}, forecast {forecast}: {formats.variance_in_words(row.variance)}."


def _render(request, template, quarter, form, context, status):
    common = {"errors": form.errors, "may_edit": form.may_edit}
    return render_page(request, template, quarter, common | context, status=status)
