"""Underspends that are to go to next year: proposed, and then agreed or withdrawn."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts, formats
from boards.forms import error_list
from boards.numbers import Unit
from boards.pages import render_entry
from boards.permissions import Permission, get_quarter
from finance.funding.actions.carry_forwards import (
    agree_carry_forward,
    propose_carry_forward,
    withdraw_carry_forward,
)
from finance.funding.forms import CarryForwardForm, ProposalForm
from finance.funding.queries import proposals, underspends
from finance.funding.refusals import CannotMove
from finance.units import EXACT

SETTLING = {
    ProposalForm.AGREE: (agree_carry_forward, "The carry-forward was agreed."),
    ProposalForm.WITHDRAW: (withdraw_carry_forward, "The proposal was withdrawn."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, board, period):
    """Propose that an underspend goes to next year."""
    quarter = get_quarter(request.user, Permission.EDIT_FUND, board=board, period=period)
    lines = list(underspends(quarter))
    unit = Unit[quarter.board.entry_unit]
    form = CarryForwardForm(drafts.data(request), unit=unit, underspends=lines)
    if request.method == "POST" and (form.is_valid() or drafts.was_sent(request)):
        try:
            with drafts.settled(request) as is_first:
                if is_first:
                    propose_carry_forward(
                        quarter=quarter, **form.cleaned_data, by=request.user, at=timezone.now()
                    )
        except CannotMove as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "The carry-forward was proposed.")
            return redirect("fund:changes", **quarter.address)
    context = {
        "form": form,
        "errors": error_list(form),
        "underspends": lines,
        "unit": quarter.board.get_entry_unit_display(),
        "next_year": formats.financial_year(quarter.year + 1),
    }
    return render_entry(request, "finance/funding/propose.html", quarter, context)


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request, board, period, proposal):
    """Agree a proposal, or take it back."""
    quarter = get_quarter(request.user, Permission.EDIT_FUND, board=board, period=period)
    held = next((item for item in proposals(quarter) if item.pk == proposal), None)
    if held is None:
        raise Http404
    form = ProposalForm(drafts.data(request))
    if request.method == "POST" and form.is_valid():
        settling, words = SETTLING[form.cleaned_data["answer"]]
        try:
            with drafts.settled(request):
                settling(quarter=quarter, proposal=held.pk, by=request.user, at=timezone.now())
        except CannotMove as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, words)
            return redirect("fund:changes", **quarter.address)
    context = {"form": form, "errors": error_list(form)} | _about(quarter, held)
    return render_entry(request, "finance/funding/proposal.html", quarter, context)


def _about(quarter, held):
    year = held.line.scheme.year
    amount = EXACT[Unit[quarter.board.entry_unit]](held.amount)
    answers = dict(ProposalForm.base_fields["answer"].choices)
    stream = held.line.stream
    hints = {
        ProposalForm.AGREE: f"{amount} is added to {stream.in_year(year + 1)} "
        f"in {formats.financial_year(year + 1)}",
        ProposalForm.WITHDRAW: "Nothing is carried forward",
    }
    return {
        "is_open": not held.agreed_on and not held.withdrawn_on,
        "options": [
            {"value": value, "text": text, "hint": hints[value]} for value, text in answers.items()
        ],
        "rows": [
            ("Line", held.line.scheme),
            ("Funding stream", stream),
            (f"Amount, in {quarter.board.get_entry_unit_display()}", amount),
            ("Reason", held.reason),
            ("State", state_of(held)),
        ],
    }


def state_of(held):
    """“Agreed on 3 May 2024”, of a CarryForward."""
    if held.agreed_on:
        return f"Agreed on {formats.date(held.agreed_on)}"
    if held.withdrawn_on:
        return f"Withdrawn on {formats.date(held.withdrawn_on)}"
    return "Proposed"
