"""The screens of boxes about the plan of a year."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts
from boards.edits import Conflict
from boards.numbers import Unit
from boards.pages import render_entry
from boards.permissions import Permission, get_quarter
from finance.funding import screens
from finance.funding.box_form import BoxForm
from finance.funding.refusals import CannotSet, SumDiffers
from finance.funding.rows import lines_of
from finance.paging import page_of
from finance.units import EXACT
from finance.views.spending import say_saved


@require_http_methods(["GET", "HEAD", "POST"])
def boxes(request, board, period, screen):
    """One screen of boxes, a page of its rows at a time."""
    quarter = get_quarter(request.user, Permission.EDIT_FUND, board=board, period=period)
    page = page_of(list(screen.rows(quarter)), request.GET.get("page", ""))
    context = {"page": page, "pages": page.links(request.path)}
    after = reverse(screen.back[0], kwargs=quarter.address)
    if page.count > 1 or screen.is_list:
        after = drafts.place(request)
    return _answer(request, quarter, screen, page.rows, screen.record, after, context)


@require_http_methods(["GET", "HEAD", "POST"])
def months(request, board, period, line):
    """The months over which the plan of one line is spread."""
    quarter = get_quarter(request.user, Permission.EDIT_FUND, board=board, period=period)
    held = lines_of(quarter).filter(pk=line).first()
    if held is None:
        raise Http404
    screen = screens.MONTHS
    plan = EXACT[Unit[quarter.board.entry_unit]](held.plan)
    context = {"line": held, "plan": plan}
    record = partial(screen.record, line=held)
    after = reverse("fund:plans", kwargs=quarter.address)
    return _answer(request, quarter, screen, screen.rows(held), record, after, context)


def _answer(request, quarter, screen, rows, record, after, context):
    form = BoxForm(screen, rows, unit=quarter.board.entry_unit, data=drafts.data(request))
    status = 409 if form.lost else 200
    if request.method == "POST" and (form.is_valid() or drafts.was_sent(request)):
        status = _save(request, quarter, form, record)
        if status == 303:
            say_saved(request, form.answers, "answer")
            return redirect(after)
    context |= {
        "form": form,
        "screen": screen,
        "errors": form.errors,
        "caption": screen.caption.format(unit=quarter.board.get_entry_unit_display()),
        "back": reverse(screen.back[0], kwargs=quarter.address),
    }
    return render_entry(request, "finance/funding/boxes.html", quarter, context, status=status)


def _save(request, quarter, form, record):
    """The status of the answer; what cannot be kept is said at its box."""
    try:
        with drafts.settled(request) as is_first:
            if is_first:
                record(quarter=quarter, edits=form.edits, by=request.user, at=timezone.now())
    except Conflict as conflict:
        form.add_clashes(conflict.clashes)
        return 409
    except SumDiffers as refusal:
        form.add_problem("#amount-1", _sum_in_words(refusal, EXACT[form.unit]))
        return 200
    except CannotSet as refusal:
        form.refuse(refusal)
        return 200
    return 303


def _sum_in_words(refusal, exact):
    if refusal.plan is None:
        return "This line has no plan. Set the plan for the year first"
    apart = exact(abs(refusal.together - refusal.plan))
    return (
        f"The months add up to {exact(refusal.together)}. The plan is {exact(refusal.plan)}. "
        f"Find the difference of {apart}"
    )
