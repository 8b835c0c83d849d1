from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts, formats, subjects
from boards.forms import FieldError
from boards.pages import render_entry, render_page
from boards.part_links import links_of
from schemes.actions import add_risk, close_risk, confirm_risks, record_risk, reopen_risk
from schemes.models import Impact, Likelihood, Risk
from schemes.register import risk_register
from schemes.risk_forms import DISPLAYS, NewRiskForm, RiskPage, Unit, scale
from schemes.views.saving import may_edit, quarter_for, save, say_saved

NONE_TICKED = FieldError("#risks", "Select the risks that you have checked")


@require_http_methods(["GET", "HEAD", "POST"])
def risks(request, board, period):
    """The register; risks that have not changed are ticked here, all at once."""
    quarter = _quarter(request, board, period)
    ticked = request.POST.getlist("checked")
    if ticked:
        confirmed = confirm_risks(quarter=quarter, risks=ticked, by=request.user, at=timezone.now())
        say_saved(
            request, f"{formats.counted(len(confirmed), 'risk')} without change", len(confirmed)
        )
        return redirect("schemes:risks", board=board, period=period)
    register = risk_register(quarter)
    context = {
        "register": register,
        "unit": quarter.board.get_entry_unit_display(),
        "lines": [_line(quarter, row) for row in register.rows],
        "may_edit": may_edit(quarter),
        "can_confirm": any(row.previous and not row.is_reviewed for row in register.open_rows),
        "part_links": links_of(quarter, subjects.RISKS, "the risk register"),
        "errors": [NONE_TICKED] if request.method == "POST" else [],
    }
    return render_page(request, "schemes/risks.html", quarter, context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_risk(request, board, period):
    quarter = _quarter(request, board, period)
    form = NewRiskForm(drafts.data(request), unit=quarter.board.entry_unit)
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("description", "owner_role")}
        with drafts.settled(request) as is_first:
            risk = (
                add_risk(
                    quarter=quarter, rating=form.rating(), by=request.user, at=timezone.now(),
                    **typed,
                )
                if is_first
                else Risk.objects.filter(board=quarter.board, **typed).last()
            )  # fmt: skip
        messages.success(request, f"{risk.reference} added. Say what is done about it.")
        return redirect("schemes:risk", board=board, period=period, risk=risk.reference)
    context = {"form": form, "errors": form.to_mend(), "may_edit": may_edit(quarter)}
    context |= _scales(quarter)
    return render_entry(request, "schemes/new_risk.html", quarter, context)


@require_http_methods(["GET", "HEAD", "POST"])
def risk(request, board, period, risk):
    """One risk: its rating, what is done about it, and its end."""
    quarter = _quarter(request, board, period)
    row = _risk(quarter, risk)
    here = redirect("schemes:risk", board=board, period=period, risk=risk)
    who = {"quarter": quarter, "risk": risk, "by": request.user, "at": timezone.now()}
    if "reopen" in request.POST:
        reopen_risk(**who)
        messages.success(request, f"{risk} is open again.")
        return here
    page = RiskPage(drafts.data(request), row=row, unit=quarter.board.entry_unit)
    added = page.added.pair() if request.method == "POST" and page.is_valid() else None
    saved, status = save(request, page, record_risk, quarter=quarter, risk=risk, added=added)
    if saved is not None and "close" in request.POST:
        close_risk(**who)
        messages.success(request, f"{risk} is closed. It stays in the register.")
        return redirect("schemes:risks", board=board, period=period)
    if saved is not None:
        say_saved(request, risk, saved)
        return here
    editable = may_edit(quarter) and not row.is_closed
    template = "schemes/risk_form.html" if editable else "schemes/risk.html"
    context = {
        "row": row,
        "page": page,
        "errors": page.to_mend(),
        "line": _line(quarter, row),
        "may_reopen": may_edit(quarter) and row.closed_here,
    }
    return render_entry(request, template, quarter, context | _scales(quarter), status=status)


def _quarter(request, board, period):
    """The quarter; 404 for a board that keeps no register."""
    quarter = quarter_for(request, board, period)
    if not quarter.board.keeps_risks:
        raise Http404
    return quarter


def _risk(quarter, reference):
    for row in risk_register(quarter).rows:
        if row.reference == reference:
            return row
    raise Http404


def _scales(quarter):
    return {
        "likelihoods": scale(Likelihood),
        "impacts": scale(Impact),
        "unit": quarter.board.get_entry_unit_display(),
    }


def _line(quarter, row):
    """A risk with its latest rating in words, as a row of the register shows it."""
    rating, unit = row.latest, Unit[quarter.board.entry_unit]
    if rating is None:
        words = dict.fromkeys(("likelihood", "impact", "score", "money"), formats.NOT_PROVIDED)
    else:
        money = rating.money_at_risk
        words = {
            "likelihood": f"{rating.likelihood} {Likelihood(rating.likelihood).label}",
            "impact": f"{rating.impact} {Impact(rating.impact).label}",
            "score": rating.score,
            "money": "none stated" if money is None else DISPLAYS[unit](money),
        }
    url = reverse("schemes:risk", kwargs=quarter.address | {"risk": row.reference})
    return {"row": row, "url": url, "may_confirm": bool(rating) and not row.is_reviewed} | words
