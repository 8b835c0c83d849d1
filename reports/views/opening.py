from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts, formats
from boards.days import day_parts
from boards.forms import FieldError, error_list
from boards.pages import render_board_entry
from boards.permissions import Permission, get_board, has_permission
from reports.opening import actions
from reports.opening.actions import NotTheNext
from reports.opening.forms import YES, OpenForm
from reports.opening.queries import opening


@require_http_methods(["GET", "HEAD", "POST"])
def open_quarter(request, board):
    """The questions to which only people know the answer; the rest is carried."""
    board = get_board(request.user, Permission.OPEN_QUARTER, board=board)
    today = timezone.localdate()
    coming = opening(board, today)
    form, refused = OpenForm(drafts.data(request), opening=coming, on=today), None
    if request.method == "POST" and form.is_valid():
        try:
            with drafts.settled(request) as is_first:
                opened = _open(request, board, form)
        except NotTheNext as error:
            refused = FieldError("", str(error))
        else:
            is_new = opened.is_new or not is_first
            _say_opened(request, opened, is_new, form.cleaned_data.get("national_return_on"))
            return _to_quarter(request, opened.quarter)
    context = {
        "opening": coming,
        "form": form,
        "errors": ([refused] if refused else []) + error_list(form),
        "meeting": day_parts(form["meeting_on"]),
        "national": day_parts(form["national_return_on"])
        if "national_return_on" in form.fields
        else None,
        "same_owners": {form.data.get("same_owners", ""): True},
    }
    return render_board_entry(
        request, "reports/open_quarter.html", board, context, status=409 if refused else 200
    )


def _open(request, board, form):
    typed = form.cleaned_data
    return actions.open_quarter(
        board=board,
        key=form.key,
        meeting_on=typed["meeting_on"],
        national_return_on=typed.get("national_return_on"),
        same_owners=typed.get("same_owners", YES) == YES,
        by=request.user,
        at=timezone.now(),
    )


def _say_opened(request, opened, is_new, typed):
    title, period = opened.quarter.key.title, opened.quarter.period
    if is_new:
        messages.success(request, f"{title} is open.")
    else:
        messages.info(request, f"{title} was open already. It stays as it is.")
    if typed and typed != period.national_return_on:
        due = formats.date(period.national_return_on)
        messages.info(
            request, f"The national return is due on {due}: another board gave that date first."
        )


def _to_quarter(request, quarter):
    """Its task list; the people of the board for those who see no figures."""
    if has_permission(request.user, Permission.VIEW_FIGURES, quarter=quarter):
        return redirect("reports:task_list", **quarter.address)
    return redirect("boards:people", board=quarter.board.slug)
