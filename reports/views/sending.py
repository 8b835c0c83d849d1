"""How far the sign-off is, sending for it, and taking back what was sent."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from boards import drafts
from boards.pages import render_entry, render_page
from boards.permissions import Permission, get_quarter
from boards.workflow import TONES, Status, WrongState
from reports import actions
from reports.actions import CannotSend
from reports.board_paper.content import NoPaper
from reports.models import Snapshot
from reports.names import reference
from reports.sign_off import sending, signings, versions
from reports.turns import to_sign
from reports.whole import open_problems, read_report

SENT_MEANWHILE = (
    "The report was sent and came back since you opened the page. Nothing was sent. "
    "Open the page again."
)


def quarter_to_move(request, permission, board, period):
    """The quarter of a page that moves it; one that was moved by the same form can be read."""
    needed = Permission.VIEW_FIGURES if drafts.was_sent(request) else permission
    return get_quarter(request.user, needed, board=board, period=period)


def to_sign_off(quarter, said=""):
    return redirect(reverse("reports:sign_off", kwargs=quarter.address) + said)


@require_safe
def sign_off(request, board, period):
    """Who signs the report and who has, what one can do now, and every version."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    newest = Snapshot.objects.newest(quarter)
    context = {
        "newest": newest,
        "reference": newest and reference(quarter, newest.number),
        "signings": signings(quarter, newest),
        "is_just_sent": "sent" in request.GET and not quarter.is_draft,
        "is_out": quarter.status == Status.WITH_SIGNATORIES,
        "tone": TONES[quarter.status],
        "versions": versions(quarter),
        "may_send": Permission.SEND in quarter.allowed.now,
        "may_take_back": Permission.TAKE_BACK in quarter.allowed.now,
        "may_sign": quarter.pk in to_sign(request.user, [quarter], timezone.localdate()),
        "may_request_changes": Permission.REQUEST_CHANGES in quarter.allowed.now,
    }
    return render_page(request, "reports/signing/sign_off.html", quarter, context)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request, board, period):
    """Who will be asked, what is still to settle, and what stands of the last version."""
    quarter = quarter_to_move(request, Permission.SEND, board, period)
    if request.method == "POST":
        with drafts.settled(request) as is_first:
            if is_first:
                _send(request, quarter)
        return to_sign_off(quarter, "?sent=yes")
    about = sending(quarter, timezone.localdate())
    context = {
        "sending": about,
        "problems": open_problems(quarter, read_report(quarter)),
    }
    return render_entry(request, "reports/signing/send.html", quarter, context)


def _send(request, quarter):
    if request.POST.get("after") != str(quarter.versions):
        raise WrongState(SENT_MEANWHILE)
    try:
        actions.send(quarter=quarter, by=request.user, at=timezone.now())
    except (CannotSend, NoPaper) as hindrance:
        raise WrongState(str(hindrance)) from None


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, board, period):
    """Asks once more, and makes the report a draft again."""
    quarter = quarter_to_move(request, Permission.TAKE_BACK, board, period)
    newest = Snapshot.objects.newest(quarter)
    if request.method == "POST":
        with drafts.settled(request) as is_first:
            if is_first:
                actions.take_back(
                    quarter=quarter, digest=request.POST.get("digest", ""),
                    by=request.user, at=timezone.now(),
                )  # fmt: skip
        messages.success(
            request, f"Version {newest.number} taken back. The report is a draft again."
        )
        return redirect("reports:task_list", **quarter.address)
    context = {"newest": newest, "signings": signings(quarter, newest)}
    return render_entry(request, "reports/signing/take_back.html", quarter, context)
