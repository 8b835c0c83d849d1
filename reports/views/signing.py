"""Signing a report, and sending it back to be changed."""

from django.contrib import messages
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts
from boards.pages import render_entry, render_page
from boards.permissions import Permission
from boards.sign_in import ask_again, signed_in_lately
from reports import actions
from reports.actions import NotAsShown
from reports.copies import late_fields, paper_of_version
from reports.corrections import changed_since_last_version
from reports.headline import headline
from reports.kept_files import Kind, sizes
from reports.models import Snapshot
from reports.sign_off import signings
from reports.signing_forms import ReasonsForm, SignForm
from reports.standing import parts_in_words
from reports.turns import turns
from reports.views.sending import quarter_to_move, to_sign_off
from reports.whole import open_problems, read_report


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, board, period):
    """One page for a signatory: what the report comes to, and Sign or Send back."""
    quarter = quarter_to_move(request, Permission.SIGN, board, period)
    if not (drafts.was_sent(request) or signed_in_lately(request)):
        return ask_again(request)
    turn = turns(request.user, [quarter], timezone.localdate())[quarter.pk]
    form = SignForm(drafts.data(request), turn=turn)
    if request.method != "POST" or not form.is_valid():
        return _sign_page(request, quarter, turn, form)
    try:
        with drafts.settled(request) as is_first:
            if is_first:
                (_sign if form.signs else _send_back)(request, quarter, form)
    except NotAsShown as stale:
        return _stale(request, quarter, stale)
    return _say_done(request, quarter, form)


def _sign(request, quarter, form):
    typed = form.cleaned_data
    actions.sign(
        quarter=quarter, capacity=typed["capacity"], digest=typed["digest"],
        authority=typed["authority"].strip(), by=request.user, at=timezone.now(),
    )  # fmt: skip


def _send_back(request, quarter, form):
    actions.request_changes(
        quarter=quarter, reasons=form.reasons(), digest=request.POST.get("digest", ""),
        by=request.user, at=timezone.now(),
    )  # fmt: skip


def _say_done(request, quarter, form):
    if not form.signs:
        return _say_sent_back(request, quarter)
    title = dict(form.fields["capacity"].choices)[form.cleaned_data["capacity"]]
    messages.success(request, f"You signed version {quarter.versions} as {title}.")
    return to_sign_off(quarter)


def _say_sent_back(request, quarter):
    messages.success(
        request, f"Version {quarter.versions} sent back. Those who prepare it see your reasons."
    )
    return to_sign_off(quarter)


def _stale(request, quarter, stale):
    """409: there is a newer version, and the way to it."""
    context = {"message": str(stale)}
    return render_page(request, "reports/signing/stale.html", quarter, context, status=409)


def _sign_page(request, quarter, turn, form):
    snapshot = Snapshot.objects.of(quarter, quarter.versions)
    paper = paper_of_version(snapshot, late_fields(quarter))
    report = read_report(quarter)
    size = sizes(snapshot, is_draft=paper.is_draft).get(Kind.PAPER)
    context = {
        "snapshot": snapshot,
        "digest": request.POST.get("digest") or snapshot.digest,
        "headline": headline(paper, report.plan),
        "changed": changed_since_last_version(quarter, request.user),
        "problems": open_problems(quarter, report),
        "signings": signings(quarter, snapshot),
        "turn": turn,
        "own": parts_in_words(turn.own) if turn.own else "",
        "paper_size": filesizeformat(size) if size else "",
        "form": form,
        "errors": form.to_mend() if request.method == "POST" else [],
        "answers": form.chosen("answer"),
        "capacities": _options(form, turn),
    }
    return render_entry(request, "reports/signing/sign.html", quarter, context)


def _options(form, turn):
    """The capacities to choose from, as radios."""
    chosen = form["capacity"].value()
    return [
        {"value": item.pk, "text": item.title, "checked": str(item.pk) == str(chosen)}
        for item in turn.open
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def request_changes(request, board, period):
    """Which parts have to be changed, and why; only these open again."""
    quarter = quarter_to_move(request, Permission.REQUEST_CHANGES, board, period)
    form = ReasonsForm(drafts.data(request))
    if request.method == "POST" and form.is_valid():
        try:
            with drafts.settled(request) as is_first:
                if is_first:
                    _send_back(request, quarter, form)
        except NotAsShown as stale:
            return _stale(request, quarter, stale)
        return _say_sent_back(request, quarter)
    context = {
        "digest": request.POST.get("digest") or Snapshot.objects.newest(quarter).digest,
        "form": form,
        "errors": form.to_mend() if request.method == "POST" else [],
    }
    return render_entry(request, "reports/signing/request_changes.html", quarter, context)
