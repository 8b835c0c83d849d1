from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts, formats, subjects
from boards.edits import Conflict, wanted
from boards.models import Organisation
from boards.pages import render_entry
from boards.part_links import links_of
from boards.permissions import Permission, get_quarter
from boards.unlikely import CHANGE, answered, interruption, must_ask
from boards.workflow import Part
from finance import actions, checking
from finance.filters import WITHOUT_STREAM, read_filter, whose
from finance.foreign import refuse_other_lines
from finance.forms import SpendingForm
from finance.grid import figures, grid
from finance.paging import page_of
from finance.paste.queries import last_paste
from finance.queries import spend_report
from finance.units import DISPLAYS

CONFIRM, TICKED, ALL = "confirm", "ticked", "all"
BOXES = ("spent", "forecast", "outputs")


@require_http_methods(["GET", "HEAD", "POST"])
def spending(request, board, period):
    """Every line with its plan; boxes for the lines that the person may type."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EDIT_SPENDING
    quarter = get_quarter(request.user, needed, board=board, period=period)
    report = spend_report(quarter)
    refuse_other_lines(request.POST, report, quarter)
    wanted = read_filter(request.GET)
    shown = lines_shown(request, quarter, report, wanted)
    page = page_of(shown.rows, request.GET.get("page", ""))
    data = drafts.data(request)
    form = SpendingForm(
        _drawn(data or {}, report, page),
        unit=quarter.board.entry_unit,
        editable=lambda row: quarter.allowed.may_type_line_led_by(row.leader),
        forecast=report.forecast_word,
        data=data,
    )
    answer, status = _save(request, quarter, form) if request.method == "POST" else (None, 200)
    if answer is not None:
        return answer
    context = _about(quarter, report, form) | {
        "wanted": wanted,
        "choices": _choices(report),
        "page": page,
        "pages": page.links(request.path, wanted.query),
        "caption": _caption(report, page, wanted, quarter.board.get_entry_unit_display()),
        "paste": last_paste(quarter, request.user),
        "paste_is_new": "pasted" in request.GET,
    }
    context |= _table(report, shown, form, request.POST.getlist("tick"))
    return render_entry(request, "finance/spending.html", quarter, context, status=status)


def _about(quarter, report, form):
    """What stands around the table, whichever lines it shows."""
    return {
        "who": _who_types(quarter, report),
        "partners": _partners(quarter),
        "may_export": Permission.EXPORT_WORKBOOK in quarter.allowed.now,
        "errors": form.errors,
        "may_edit": form.may_edit,
        "reviewed": report.reviewed_in_words,
        "leaders": sorted({row.led_by for row in report.rows if row.leader}),
        "checks": checking.in_words(checking.checks(quarter)),
        "part_links": links_of(quarter, subjects.SPENDING, "spending by scheme"),
        "year": f"{quarter.year} to {quarter.year + 1}",
    }


def lines_shown(request, quarter, report, wanted):
    """The report of the lines that the filter in the address asks for."""
    if not wanted.is_active:
        return report
    return wanted.lines(report, whose(request.user, quarter) if wanted.mine else None)


def _drawn(data, report, page):
    """The lines of the page, and those whose boxes were posted, whatever the filter now shows."""
    here = {row.line for row in page.rows}
    return tuple(
        row
        for row in report.rows
        if row.line in here or any(f"{field}-{row.line}" in data for field in BOXES)
    )


def _table(report, shown, form, ticked):
    """What the table takes: its groups and totals, and which of its columns there are."""
    drawn = {row.line for row in form.rows} | {row.line for row in shown.rows}
    together = report.only(lambda row: row.line in drawn)
    has_outputs = any(row.output_unit for row in form.rows)
    return {
        "report": report,
        "groups": grid(together, form),
        "totals": figures(together, DISPLAYS[form.unit]),
        "width": 7 + 2 * bool(report.previous_period) + has_outputs,
        "has_outputs": has_outputs,
        "derived": any(row.stream_is_derived for row in form.rows),
        "ticked": {int(line) for line in ticked if line.isascii() and line.isdigit()},
    }


def _save(request, quarter, form):
    """The answer to what was posted, or None with the status of the page that is shown again."""
    typed = {str(edit.row) for edit in form.edits if edit.field == "forecast"}
    ticked = [line for line in request.POST.getlist("tick") if line not in typed]
    if request.POST.get(CONFIRM) == TICKED and not request.POST.getlist("tick"):
        form.add_problem(
            "#grid", "Tick the lines that you have reviewed, or confirm all lines shown on plan"
        )
    if not form.is_valid() or CHANGE in request.POST:
        return None, 200
    times = quarter.board.unlikely_times
    questions = answered(form.questions(times), request.POST)
    if must_ask(questions, request.POST):
        return interruption(request, quarter, questions), 200
    reasons = list(form.reasons(questions, times))
    try:
        with drafts.settled(request):
            actions.record_spending(
                quarter=quarter, edits=[*form.edits, *reasons], by=request.user, at=timezone.now()
            )
    except Conflict as conflict:
        form.add_clashes(conflict.clashes)
        return None, 409
    return _after_saving(request, quarter, wanted(form.edits), ticked), 303


def _after_saving(request, quarter, saved, ticked):
    """To the page that confirms lines when some were ticked, else back to the same lines."""
    confirms = ALL if request.POST.get(CONFIRM) == ALL else ticked
    if saved or not confirms:
        say_saved(request, saved, "figure")
    if not confirms:
        return redirect(address(quarter, "finance:spending", request.GET.urlencode()))
    lines = [(ALL, "yes")] if confirms == ALL else [("line", line) for line in ticked]
    query = "&".join(filter(None, (request.GET.urlencode(), urlencode(lines))))
    return redirect(address(quarter, "finance:confirm", query))


def address(quarter, name, query):
    """A page of the quarter with what stands behind the question mark."""
    path = reverse(name, kwargs=quarter.address)
    return f"{path}?{query}" if query else path


def say_saved(request, count, what):
    if count:
        messages.success(request, f"{formats.counted(count, what)} saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")


def _choices(report):
    """What the lists of the filter offer: who leads lines, and the streams they take."""
    leaders = dict.fromkeys(row.led_by for row in report.rows)
    streams = {row.stream_code or WITHOUT_STREAM: row.stream for row in report.rows}
    return {
        "led_by": [("", "Anyone"), *((name, name) for name in leaders)],
        "stream": [("", "All"), *streams.items()],
    }


def _caption(report, page, wanted, unit):
    """How many lines there are to see, and which of them the totals are of."""
    every, shown = len(report.rows), len(page.lines)
    here = f"{page.first} to {page.last}"
    if wanted.is_active and page.count > 1:
        said = (
            f"Showing {shown} of {every} lines, {here} on this page. Totals are for these {shown}"
        )
    elif wanted.is_active:
        said = f"Showing {shown} of {formats.counted(every, 'line')}. Totals are for these"
    elif page.count > 1:
        said = f"Lines {here} of {every}. Totals are for all {every}"
    else:
        return f"All {formats.counted(every, 'line')}, in {unit}"
    return f"{said}. Amounts are in {unit}."


def _who_types(quarter, report):
    """A sentence on which boxes are open to the person, and whose the others are."""
    if not quarter.is_draft:
        return f"This report is {quarter.get_status_display().lower()}: nothing can be changed."
    if Part.SPENDING not in quarter.open_parts:
        return "You can read these figures."
    if any(quarter.allowed.may_type_line_led_by(row.leader) for row in report.rows):
        return (
            "You can enter the lines that your organisation leads, and joint lines. "
            "Save at any time: lines can be left blank."
        )
    return "You can read these figures. The finance officers of each organisation enter its lines."


def _partners(quarter):
    """“LBB is London Borough of Bromley. ICB is …”, for the column Led by."""
    partners = Organisation.objects.filter(board=quarter.board_id)
    return " ".join(f"{partner.short_name} is {partner.name}." for partner in partners)
