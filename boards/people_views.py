"""The people of a board and their roles, for those who administer it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from boards import actions, drafts, invitations
from boards.actions import CannotGrant
from boards.days import day_parts
from boards.edits import Conflict, wanted
from boards.forms import error_list
from boards.models import Grant
from boards.pages import render_board, render_board_entry
from boards.people import roles_of
from boards.people_forms import GrantForm, InviteForm
from boards.permissions import Permission, get_board
from boards.roles import Role

NOT_ONESELF = "You cannot change your own roles. Ask another administrator of the board."


@require_safe
def people(request, board):
    board = get_board(request.user, Permission.MANAGE_PEOPLE, board=board)
    roles = roles_of(board, request.user, timezone.localdate())
    context = {
        "current": [role for role in roles if not role.is_over],
        "past": [role for role in roles if role.is_over],
    }
    return render_board(request, "boards/people.html", board, context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, board):
    """Give somebody a role; who is new gets an invitation."""
    board = get_board(request.user, Permission.MANAGE_PEOPLE, board=board)
    form = InviteForm(drafts.data(request), board=board)
    if request.method == "POST" and form.is_valid():
        try:
            with drafts.settled(request) as is_first:
                grant = _give(board, form.cleaned_data, request.user) if is_first else None
        except CannotGrant as refused:
            form.add_error(refused.field, str(refused))
        else:
            _say_given(request, form.cleaned_data, grant)
            return redirect("boards:people", board=board.slug)
    context = {"form": form, "errors": error_list(form)}
    return render_board_entry(request, "boards/invite.html", board, context)


def _give(board, typed, by):
    return actions.give_role(board=board, **typed, by=by, at=timezone.now())


def _say_given(request, typed, grant):
    """Send the letters, and say what was given and which letter did not go.

    A form sent twice has no second `grant`: its letters are those of the first.
    """
    given = f"{typed['email']} has the role of {Role(typed['role']).label.lower()}."
    is_sent = grant is None or _send_invitation(request, grant)
    messages.success(request, f"{given} An email is on its way." if is_sent else given)
    if not is_sent:
        _say_not_sent(request)
    if grant and not invitations.tell_administrators(
        grant, by=request.user, on=timezone.localdate()
    ):
        messages.warning(request, "Not every administrator could be told by email.")


def _send_invitation(request, grant):
    now = timezone.now()
    is_sent = invitations.send_invitation(request, grant, at=now)
    if is_sent:
        actions.record_invitation(grant=grant, by=request.user, at=now)
    return is_sent


def _say_not_sent(request):
    messages.warning(
        request,
        "The email could not be sent. The role counts all the same: open it in the list to send "
        "the email again.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def grant(request, board, grant):
    """One role of one person: its days, and its end."""
    board = get_board(request.user, Permission.MANAGE_PEOPLE, board=board)
    held = get_object_or_404(
        Grant.objects.filter(board=board).select_related(
            "user", "organisation", "board", "signs_as__organisation"
        ),
        pk=grant,
    )
    if request.method != "POST":
        form = GrantForm(drafts.data(request), row=held)
        return _grant_page(request, board, held, form)
    if held.user == request.user:
        raise PermissionDenied(NOT_ONESELF)
    if "send" in request.POST:
        return _send_again(request, board, held)
    return _end(request, board, held) if "end" in request.POST else _change(request, board, held)


def _send_again(request, board, held):
    with drafts.settled(request) as is_first:
        pass
    if not is_first or _send_invitation(request, held):
        messages.success(request, f"An email is on its way to {held.user.email}.")
    else:
        _say_not_sent(request)
    return redirect("boards:grant", board=board.slug, grant=held.pk)


def _end(request, board, held):
    form = GrantForm(row=held)
    try:
        with drafts.settled(request):
            actions.end_grant(grant=held, by=request.user, at=timezone.now())
    except CannotGrant as refused:
        return _grant_page(request, board, held, form, refused=str(refused))
    role = held.get_role_display().lower()
    messages.success(request, f"The role of {role} of {held.user.email} has ended.")
    return redirect("boards:people", board=board.slug)


def _change(request, board, held):
    form, status = GrantForm(drafts.data(request), row=held), 200
    if form.is_valid():
        try:
            with drafts.settled(request):
                actions.change_grant(
                    grant=held, edits=form.edits(), by=request.user, at=timezone.now()
                )
        except CannotGrant as refused:
            form.add_error(refused.field or "ends_on", str(refused))
        except Conflict as conflict:
            form.add_clashes(conflict.clashes)
            status = 409
        else:
            if wanted(form.edits()):
                messages.success(request, f"The role of {held.user.email} is saved.")
            else:
                messages.info(request, "Nothing was changed, so nothing was saved.")
            return redirect("boards:people", board=board.slug)
    return _grant_page(request, board, held, form, status=status)


def _grant_page(request, board, held, form, *, refused="", status=200):
    context = {
        "grant": held,
        "form": form,
        "first": day_parts(form["starts_on"]),
        "last": day_parts(form["ends_on"]),
        "errors": form.to_mend() or ([{"href": "#end", "message": refused}] if refused else []),
        "refused": refused,
        "is_own": held.user == request.user,
    }
    return render_board_entry(request, "boards/grant.html", board, context, status=status)
