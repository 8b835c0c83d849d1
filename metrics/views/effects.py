from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts
from boards.edits import Conflict, wanted
from boards.pages import render_entry
from boards.permissions import Permission, get_quarter
from metrics.actions import record_effects
from metrics.effect_form import EffectsForm
from metrics.effects import effects_of
from schemes.models import Scheme

NEXT = "next"


@require_http_methods(["GET", "HEAD", "POST"])
def effects(request, board, period, reference):
    """Which measures the plan expects one scheme to move, as it is printed there."""
    quarter = get_quarter(request.user, Permission.EDIT_FUND, board=board, period=period)
    scheme, following = _scheme_and_next(quarter, reference)
    form = EffectsForm(effects_of(scheme), drafts.data(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, quarter, scheme, form)
        except Conflict as conflict:
            form.add_clashes(conflict.clashes)
            status = 409
        else:
            _say_saved(request, scheme, wanted(form.edits()))
            return redirect(_after(request, quarter, following))
    context = {
        "scheme": scheme,
        "following": following,
        "form": form,
        "errors": form.to_mend(),
    }
    return render_entry(request, "metrics/effects.html", quarter, context, status=status)


def _scheme_and_next(quarter, reference):
    """The scheme, and the one after it in the plan or None."""
    schemes = Scheme.objects.filter(board=quarter.board_id, year=quarter.year)
    scheme = schemes.filter(reference=reference).first()
    if scheme is None:
        raise Http404
    return scheme, schemes.filter(order__gt=scheme.order).order_by("order").first()


def _save(request, quarter, scheme, form):
    with drafts.settled(request) as is_first:
        if is_first:
            record_effects(
                quarter=quarter, scheme=scheme.reference, edits=form.edits(),
                by=request.user, at=timezone.now(),
            )  # fmt: skip


def _say_saved(request, scheme, count):
    if count:
        messages.success(request, f"Effects of {scheme.reference} saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")


def _after(request, quarter, following):
    if NEXT in request.POST and following:
        return reverse(
            "metrics:effects", kwargs=quarter.address | {"reference": following.reference}
        )
    return reverse("reports:plan_printed", kwargs=quarter.address)
