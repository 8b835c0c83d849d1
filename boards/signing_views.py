"""Who signs what in a board, for those who administer it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from boards import actions, drafts
from boards.actions import CannotAsk
from boards.capacities import ended_capacities, papers_signed
from boards.edits import Conflict, wanted
from boards.forms import FieldError
from boards.models import Capacity
from boards.pages import render_board, render_board_entry
from boards.permissions import Permission, get_board
from boards.signing_forms import CapacityForm


@require_safe
def signing(request, board):
    board = get_board(request.user, Permission.MANAGE_PEOPLE, board=board)
    context = {
        "papers": papers_signed(board, timezone.localdate()),
        "ended": ended_capacities(board),
    }
    return render_board(request, "boards/signing.html", board, context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_capacity(request, board):
    """Ask for a signature on a kind of paper."""
    board = get_board(request.user, Permission.MANAGE_PEOPLE, board=board)
    blank = Capacity(board=board, organisation=board.organisations.first())
    form = CapacityForm(drafts.data(request), board=board, row=blank)
    if request.method == "POST" and form.is_valid():
        try:
            with drafts.settled(request) as is_first:
                if is_first:
                    _ask(board, form, request.user)
        except CannotAsk as refused:
            form.add_error(refused.field or "paper", str(refused))
        else:
            messages.success(request, f"{form.cleaned_data['title']} is asked to sign.")
            return redirect("boards:signing", board=board.slug)
    context = {"form": form, "errors": form.to_mend()}
    return render_board_entry(request, "boards/capacity.html", board, context)


def _ask(board, form, by):
    actions.ask_to_sign(
        board=board,
        paper=form.cleaned_data["paper"],
        title=form.cleaned_data["title"],
        organisation=form.organisation,
        parts=form.parts,
        by=by,
        at=timezone.now(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def capacity(request, board, capacity):
    """One capacity: what it covers, and its end."""
    board = get_board(request.user, Permission.MANAGE_PEOPLE, board=board)
    held = get_object_or_404(
        Capacity.objects.filter(board=board).select_related("organisation"), pk=capacity
    )
    if request.method != "POST":
        form = CapacityForm(drafts.data(request), board=board, row=held)
        return _capacity_page(request, board, held, form)
    return _end(request, board, held) if "end" in request.POST else _change(request, board, held)


def _end(request, board, held):
    form = CapacityForm(board=board, row=held)
    try:
        with drafts.settled(request):
            actions.end_capacity(capacity=held, by=request.user, at=timezone.now())
    except CannotAsk as refused:
        return _capacity_page(request, board, held, form, refused=str(refused))
    messages.success(request, f"{held.title} is asked to sign no more.")
    return redirect("boards:signing", board=board.slug)


def _change(request, board, held):
    form, status = CapacityForm(drafts.data(request), board=board, row=held), 200
    if form.is_valid():
        try:
            with drafts.settled(request):
                actions.change_capacity(
                    capacity=held, edits=form.edits(), by=request.user, at=timezone.now()
                )
        except CannotAsk as refused:
            form.add_error(refused.field or "title", str(refused))
        except Conflict as conflict:
            form.add_clashes(conflict.clashes)
            status = 409
        else:
            _say_changed(request, form)
            return redirect("boards:signing", board=board.slug)
    return _capacity_page(request, board, held, form, status=status)


def _say_changed(request, form):
    if wanted(form.edits()):
        messages.success(request, f"{form.cleaned_data['title']} is saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")


def _capacity_page(request, board, held, form, *, refused="", status=200):
    context = {
        "capacity": held,
        "form": form,
        "errors": form.to_mend() or ([FieldError("#end", refused)] if refused else []),
        "refused": refused,
    }
    return render_board_entry(request, "boards/capacity.html", board, context, status=status)
