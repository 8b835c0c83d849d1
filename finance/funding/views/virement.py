from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts
from boards.days import day_parts
from boards.forms import error_list
from boards.numbers import Unit
from boards.pages import render_entry
from boards.permissions import Permission, get_quarter
from finance.funding.actions.virements import record_virement
from finance.funding.forms import VirementForm, named
from finance.funding.refusals import CannotMove
from finance.funding.rows import lines_of


@require_http_methods(["GET", "HEAD", "POST"])
def virement(request, board, period):
    """Plan money moved from one line to another."""
    quarter = get_quarter(request.user, Permission.EDIT_FUND, board=board, period=period)
    unit = Unit[quarter.board.entry_unit]
    form = VirementForm(drafts.data(request), unit=unit, lines=named(list(lines_of(quarter))))
    if request.method == "POST" and form.is_valid():
        try:
            with drafts.settled(request) as is_first:
                if is_first:
                    record_virement(
                        quarter=quarter, **form.cleaned_data, by=request.user, at=timezone.now()
                    )
        except CannotMove as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "The virement was added.")
            return redirect("fund:changes", **quarter.address)
    context = {
        "form": form,
        "errors": error_list(form),
        "day": day_parts(form["agreed_on"]),
        "unit": quarter.board.get_entry_unit_display(),
    }
    return render_entry(request, "finance/funding/virement.html", quarter, context)
