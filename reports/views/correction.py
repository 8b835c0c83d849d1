from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts, formats
from boards.days import day_parts
from boards.edits import Conflict, wanted
from boards.forms import error_list
from boards.pages import render_entry, render_page
from boards.permissions import Permission, get_quarter
from boards.workflow import Part
from reports import actions
from reports.board_paper.content import NoPaper
from reports.late import late_row
from reports.versions.forms import CorrectForm, LateForm, name_of
from reports.versions.queries import Kind, last_version
from reports.views.facts import asked


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, board, period):
    """A signed report is opened again, only where it is wrong; its version stays."""
    quarter = asked(request, Permission.CORRECT, board=board, period=period)
    if quarter is None:
        return redirect("reports:task_list", board=board, period=period)
    version = last_version(quarter)
    form = CorrectForm(drafts.data(request))
    if request.method != "POST" or not form.is_valid():
        return _correction(request, quarter, version, form)
    with drafts.settled(request) as is_first:
        if is_first:
            actions.correct(
                quarter=quarter, reasons=form.reasons(), by=request.user, at=timezone.now()
            )
    opened = formats.listed([name_of(part) for part in form.reasons()])
    messages.success(request, f"Version {version.number} can be corrected: {opened}.")
    return redirect("reports:task_list", **quarter.address)


def _correction(request, quarter, version, form):
    context = {
        "form": form,
        "version": version,
        "next_number": version.number + 1,
        "published": version.fact(Kind.PUBLISHED),
        "withdrawn": version.fact(Kind.WITHDRAWN),
        "parts": [_part(part, version, form) for part in Part],
        "errors": error_list(form),
    }
    return render_entry(request, "reports/versions/correct.html", quarter, context)


def _part(part, version, form):
    """One part that can be opened, and whose signatures a change of it cancels."""
    name = part.lower()
    titles = [signature.title for signature in version.signatures if part in signature.covers]
    return {
        "name": name,
        "label": part.label,
        "ticked": bool(form[name].value()),
        "error": form.errors.get(name, [""])[0] if form.is_bound else "",
        "signed": formats.listed([f"the {title}" for title in titles]) if titles else "",
        "reason": form[f"{name}_reason"],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def late_fields(request, board, period):
    """The report number and the day of the meeting, which may be known late."""
    quarter = get_quarter(request.user, Permission.EDIT_LATE_FIELDS, board=board, period=period)
    try:
        row = late_row(quarter)
    except NoPaper as missing:
        return render_page(request, "reports/no_paper.html", quarter, {"missing": str(missing)})
    form = LateForm(drafts.data(request), row=row, key=quarter.pk)
    if request.method != "POST" or not form.is_valid():
        return _late_page(request, quarter, form)
    try:
        with drafts.settled(request):
            actions.record_late_fields(
                quarter=quarter, edits=form.edits(), by=request.user, at=timezone.now()
            )
    except Conflict as conflict:
        form.add_clashes(conflict.clashes)
        return _late_page(request, quarter, form, status=409)
    if wanted(form.edits()):
        messages.success(request, "Saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")
    return redirect("reports:paper", **quarter.address)


def _late_page(request, quarter, form, *, status=200):
    version = last_version(quarter)
    context = {
        "form": form,
        "day": day_parts(form["meeting_on"]),
        "published": version and version.fact(Kind.PUBLISHED) and version,
        "errors": form.to_mend(),
    }
    return render_entry(request, "reports/versions/late.html", quarter, context, status=status)
