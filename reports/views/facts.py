"""What happens to a version outside its figures: one short form for each."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts, formats
from boards.days import day_parts
from boards.forms import error_list
from boards.pages import render_entry
from boards.permissions import Permission, get_quarter
from boards.workflow import WrongState
from reports import actions
from reports.board_paper.pdf import PaperNotMade
from reports.kept_files import keep_files
from reports.models import DatedFact
from reports.recording import checked
from reports.versions.forms import First, WithdrawForm
from reports.versions.pages import PAGES
from reports.versions.queries import last_version
from reports.views.files import not_made

Kind = DatedFact.Kind


RECORDED = {kind.lower(): kind for kind in (Kind.SUBMITTED, Kind.DECIDED, Kind.RATIFIED)}


@require_http_methods(["GET", "HEAD", "POST"])
def release(request, board, period):
    """The paper goes out with the agenda, whatever the Board will decide."""
    return _dated(request, Permission.RELEASE, Kind.RELEASED, board=board, period=period)


@require_http_methods(["GET", "HEAD", "POST"])
def record_fact(request, board, period, kind):
    """What became of a signed version: submitted, decided about, ratified."""
    if kind not in RECORDED:
        raise Http404
    return _dated(request, Permission.RECORD_FACT, RECORDED[kind], board=board, period=period)


def _dated(request, permission, kind, *, board, period):
    quarter = asked(request, permission, kind, board=board, period=period)
    if quarter is None:
        return redirect("reports:paper", board=board, period=period)
    version = last_version(quarter)
    form = _form(request, kind, version)
    if request.method != "POST" or not form.is_valid():
        return _page(request, quarter, version, kind, form)
    with drafts.settled(request) as is_first:
        if is_first:
            actions.record_fact(
                quarter=quarter, kind=kind, on=form.cleaned_data["on"],
                by=request.user, at=timezone.now(), **form.facts(),
            )  # fmt: skip
    return _done(request, quarter, version, kind, form)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, board, period):
    """The signed version becomes public; what everybody will download is made before that."""
    quarter = asked(request, Permission.PUBLISH, board=board, period=period)
    if quarter is None:
        return redirect("reports:paper", board=board, period=period)
    version = last_version(quarter)
    form = _form(request, Kind.PUBLISHED, version)
    if request.method != "POST" or not form.is_valid():
        return _page(request, quarter, version, Kind.PUBLISHED, form)
    now = timezone.now()
    try:
        # Here, where nobody else has to wait for it.
        keep_files(quarter, now)
    except PaperNotMade as failure:
        drafts.keep_posted(request, request.user)
        return not_made(request, quarter, failure, not_published=True)
    with drafts.settled(request) as is_first:
        if is_first:
            actions.publish(
                quarter=quarter, on=form.cleaned_data["on"],
                by=request.user, at=now, **form.facts(),
            )  # fmt: skip
    return _done(request, quarter, version, Kind.PUBLISHED, form)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, board, period):
    """The published version leaves the public at once; everybody is told why."""
    quarter = asked(request, Permission.WITHDRAW, Kind.WITHDRAWN, board=board, period=period)
    if quarter is None:
        return redirect("reports:paper", board=board, period=period)
    version = last_version(quarter)
    form = WithdrawForm(drafts.data(request))
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "version": version, "errors": error_list(form)}
        return render_entry(request, "reports/versions/withdraw.html", quarter, context)
    now = timezone.now()
    with drafts.settled(request) as is_first:
        if is_first:
            actions.record_fact(
                quarter=quarter, kind=Kind.WITHDRAWN, on=timezone.localdate(now),
                words=form.cleaned_data["reason"], by=request.user, at=now,
            )  # fmt: skip
    messages.success(request, f"Version {version.number} is withdrawn from the public.")
    return redirect("reports:paper", **quarter.address)


def asked(request, permission, kind=None, *, board, period):
    """The quarter that a form is about; None where this form was sent before and did its work.

    Raises what get_quarter raises, and CannotRecord for a fact that does not fit.
    """
    try:
        quarter = get_quarter(request.user, permission, board=board, period=period)
        if kind is not None:
            checked(quarter, kind)
    except WrongState:
        if drafts.was_sent(request):
            return None
        raise
    return quarter


def _form(request, kind, version):
    page = PAGES[kind]
    return page.form(
        drafts.data(request), label=page.label, first=_first(kind, version),
        today=timezone.localdate(),
    )  # fmt: skip


def _first(kind, version):
    """The first day on which a fact can have come about."""
    if kind == Kind.PUBLISHED:
        return First(version.fact(Kind.SIGNED).on, f"version {version.number} was signed")
    sent_on = timezone.localdate(version.snapshot.sent_at)
    return First(sent_on, f"version {version.number} was sent to the signatories")


def _page(request, quarter, version, kind, form):
    page, words = PAGES[kind], partial(_words, version)
    context = {
        "page": page,
        "heading": words(page.heading),
        "form": form,
        "version": version,
        "kind": kind,
        "day": day_parts(form["on"]),
        "outcomes": _outcomes(form),
        "due": quarter.period.national_return_on if kind == Kind.SUBMITTED else None,
        "errors": error_list(form),
    }
    return render_entry(request, "reports/versions/fact.html", quarter, context)


def _outcomes(form):
    if "outcome" not in form.fields:
        return []
    chosen = form["outcome"].value()
    return [
        {"value": value, "text": text, "checked": value == chosen}
        for value, text in form.fields["outcome"].choices
    ]


def _done(request, quarter, version, kind, form):
    day = formats.date(form.cleaned_data["on"])
    messages.success(request, _words(version, PAGES[kind].said, day=day))
    return redirect("reports:paper", **quarter.address)


def _words(version, text, **more):
    """A text with the version named in it, which begins with a capital."""
    said = text.format(version=f"version {version.number}", **more)
    return said[0].upper() + said[1:]
