from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import formats
from boards.edits import Conflict, stamp
from boards.forms import FieldError
from boards.pages import render_page
from boards.permissions import Permission, get_quarter
from finance import actions
from finance.confirming import confirming, forecast_after
from finance.filters import read_filter
from finance.foreign import refuse_other_lines
from finance.forms import unstamped
from finance.queries import spend_report
from finance.units import DISPLAYS
from finance.views.spending import ALL, address, lines_shown

CHANGED = "The forecast of a line was changed by somebody else. Check the lines and confirm again"


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, board, period):
    """The lines that are about to be confirmed as reviewed, with what they add up to."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EDIT_SPENDING
    quarter = get_quarter(request.user, needed, board=board, period=period)
    report = spend_report(quarter)
    refuse_other_lines(request.POST, report, quarter)
    wanted = read_filter(request.GET)
    back = address(quarter, "finance:spending", wanted.query)
    errors, status = [], 200
    if forecasts := _posted(request, quarter, report):
        try:
            count = actions.confirm_reviewed(
                quarter=quarter, forecasts=forecasts, by=request.user, at=timezone.now()
            )
        except Conflict:
            report = spend_report(quarter)
            errors, status = [FieldError("#lines", CHANGED)], 409
        else:
            messages.success(request, f"{formats.counted(count, 'line')} confirmed as reviewed.")
            return redirect(back)
    rows = _picked(request, quarter, report, wanted)
    lines = confirming(rows, with_differing=ALL not in request.GET)
    context = {"back": back, "errors": errors} | _table(quarter, report, lines)
    return render_page(request, "finance/confirm.html", quarter, context, status=status)


def _posted(request, quarter, report):
    """The forecast that each line was shown with, by the id of the line."""
    rows = {str(row.line): row for row in report.rows}
    picked = [rows[line] for line in request.POST.getlist("line") if line in rows]
    if not all(quarter.allowed.may_type_line_led_by(row.leader) for row in picked):
        raise PermissionDenied
    shown = {row.line: request.POST.get(f"shown-forecast-{row.line}", "") for row in picked}
    return {line: unstamped(text) if text else None for line, text in shown.items()}


def _picked(request, quarter, report, wanted):
    """The lines that were ticked, or all that the filter shows, as far as the person types them."""
    ticked = set(request.GET.getlist("line"))
    rows = lines_shown(request, quarter, report, wanted).rows if ALL in request.GET else report.rows
    return [
        row
        for row in rows
        if (ALL in request.GET or str(row.line) in ticked)
        and quarter.allowed.may_type_line_led_by(row.leader)
    ]


def _table(quarter, report, lines):
    display = DISPLAYS[report.unit]
    return {
        "lines": lines,
        "rows": [
            (
                row,
                stamp(row.forecast),
                display(row.revised),
                display(forecast_after(row)),
                _said(row),
            )
            for row in lines.rows
        ],
        "plan": display(lines.plan),
        "forecast": display(lines.forecast),
        "word": report.forecast_word,
        "unit": quarter.board.get_entry_unit_display(),
    }


def _said(row):
    """What confirming does to the forecast of a line."""
    if row.forecast is None:
        return "Set to plan: none was entered"
    if row.variance is None:
        return "Stays as it is: there is no plan"
    return "Stays as it is, not on plan" if row.variance else "Stays on plan"
