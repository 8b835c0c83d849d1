"""A column from a spreadsheet: pasted, looked at, confirmed, and undone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts
from boards.edits import Conflict
from boards.numbers import Unit
from boards.pages import render_entry, render_page
from boards.permissions import Permission, get_quarter
from boards.unlikely import ASKED, answered
from finance import actions
from finance.foreign import refuse_other_lines
from finance.models import Paste
from finance.paste import screen
from finance.paste.forms import PasteForm
from finance.paste.layout import layout
from finance.paste.matching import CannotMatch, Lines
from finance.paste.order import match
from finance.paste.preview import preview
from finance.paste.queries import is_mine_to_type, last_paste
from finance.paste.units import guess_unit
from finance.queries import spend_report


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request, board, period):
    """A box for a column of figures; then what it would change, until that is confirmed."""
    quarter = get_quarter(request.user, Permission.EDIT_SPENDING, board=board, period=period)
    form = PasteForm(drafts.data(request))
    is_posted = request.method == "POST"
    looked = _preview(quarter, form) if is_posted and form.is_valid() else None
    if looked is None:
        return _ask(request, quarter, form)
    questions = answered(looked.questions, request.POST)
    if ASKED not in request.POST:
        return _show(request, quarter, form, looked, questions)
    if looked.problems or not all(question.is_answered for question in questions):
        return _show(request, quarter, form, looked, questions, status=200)
    try:
        with drafts.settled(request) as is_first:
            made = _save(request, quarter, looked, questions) if is_first else True
    except Conflict:
        looked = _preview(quarter, form)
        if looked is None:
            return _ask(request, quarter, form)
        return _show(request, quarter, form, looked, questions, status=409)
    return _done(request, quarter, made)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request, board, period):
    """The last paste of the person, and a button that takes it back."""
    quarter = get_quarter(request.user, Permission.EDIT_SPENDING, board=board, period=period)
    if request.method != "POST":
        return _undo_page(request, quarter)
    given = request.POST.get("paste", "")
    made = Paste.objects.filter(
        quarter=quarter, by=request.user, pk=int(given) if given.isdecimal() else 0
    ).first()
    if made and not is_mine_to_type(made, quarter.allowed):
        raise PermissionDenied
    try:
        with drafts.settled(request) as is_first:
            if is_first:
                actions.undo_paste(
                    quarter=quarter, paste=made and made.pk, by=request.user, at=timezone.now()
                )
    except actions.CannotUndo:
        return _undo_page(request, quarter, is_refused=True, status=409)
    messages.success(request, "The paste was undone. Every figure is as it was before.")
    return redirect("finance:spending", board=board, period=period)


def _preview(quarter, form):
    """The Preview of what was pasted; None when it cannot be read, which the form then says."""
    report = spend_report(quarter)
    refuse_other_lines(form.data, report, quarter)
    lines = Lines(
        report.groups,
        lambda row: quarter.allowed.may_type_line_led_by(row.leader),
    )
    asked = form.asked()
    try:
        return _matched(quarter, form, lines, asked)
    except CannotMatch as error:
        form.add_error("text", str(error))
        return None


def _matched(quarter, form, lines, asked):
    columns = layout(
        form.rows,
        references=lines.by_reference,
        names=lines.by_name,
        column=asked.column,
        chosen=form.cleaned_data["figures"],
    )
    if columns.figures is None:
        raise CannotMatch("What you pasted has no figures. Copy the column from Excel again")
    matches = match(form.rows, columns, lines, order=form.order(lines))
    unit = form.unit_given or guess_unit(matches.items, usual=Unit[quarter.board.entry_unit])
    return preview(matches, columns, lines, asked, unit=unit, times=quarter.board.unlikely_times)


def _ask(request, quarter, form):
    return render_entry(request, "finance/paste.html", quarter, screen.form_context(form))


def _show(request, quarter, form, looked, questions, *, status=None):
    """The preview; with errors when it was to be saved, which gives a status."""
    context = screen.preview_context(form, looked, questions, is_tried=status is not None)
    template = "finance/paste_preview.html"
    return render_entry(request, template, quarter, context, status=status or 200)


def _save(request, quarter, looked, questions):
    reasons = {
        row.line.line: question.reason
        for row in looked.ready
        for question in questions
        if question.name == f"{looked.column}-{row.line.line}"
    }
    return actions.record_paste(
        quarter=quarter, column=looked.column, edits=looked.edits, reasons=reasons,
        by=request.user, at=timezone.now(),
    )  # fmt: skip


def _done(request, quarter, made):
    url = reverse("finance:spending", kwargs=quarter.address)
    if made is None:
        messages.info(request, "Nothing was changed, so nothing was saved.")
        return redirect(url)
    return redirect(f"{url}?pasted")


def _undo_page(request, quarter, *, is_refused=False, status=200):
    context = {"paste": last_paste(quarter, request.user), "is_refused": is_refused}
    return render_page(request, "finance/paste_undo.html", quarter, context, status=status)
