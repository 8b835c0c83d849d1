"""The list of schemes of a year, for those who administer the board."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from boards import drafts, formats
from boards.days import day_parts
from boards.edits import Conflict, wanted
from boards.pages import render_board, render_board_entry
from boards.permissions import Permission, get_board
from finance.plan import actions
from finance.plan.actions import CannotChange
from finance.plan.forms import SchemeForm, StopForm
from finance.plan.queries import planned_years, scheme_list
from finance.plan.values import SchemeValues, values_of
from schemes.models import Scheme


@require_safe
def schemes(request, board, year=None):
    """The schemes of a year; of the board's last one where none is named."""
    board, years = _board_and_years(request, board, year)
    year = year or (years[0] if years else None)
    context = {
        "year": year,
        "year_name": year and formats.financial_year(year),
        "years": [(other, formats.financial_year(other)) for other in years],
        "schemes": scheme_list(board, year) if year else [],
    }
    return render_board(request, "finance/plan/schemes.html", board, context)


def _board_and_years(request, slug, year):
    board = get_board(request.user, Permission.MANAGE_SCHEMES, board=slug)
    years = planned_years(board)
    if year is not None and year not in years:
        raise Http404
    return board, years


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, board, year):
    board, _ = _board_and_years(request, board, year)
    form = SchemeForm(drafts.data(request), board=board, year=year, row=SchemeValues())
    if request.method == "POST" and form.is_valid():
        with drafts.settled(request) as is_first:
            added = (
                actions.add_scheme(
                    board=board, year=year, values=form.cleaned_data,
                    by=request.user, at=timezone.now(),
                )
                if is_first
                else _last_named(board, year, form.cleaned_data["name"])
            )  # fmt: skip
        messages.success(request, f"{added.reference} {added.name} was added.")
        return redirect("plan:year", board=board.slug, year=year)
    return _form_page(request, board, year, form)


def _last_named(board, year, name):
    """The scheme that a form sent twice has added already."""
    return Scheme.objects.filter(board=board, year=year, name=name).last()


@require_http_methods(["GET", "HEAD", "POST"])
def scheme(request, board, year, reference):
    """The facts of one scheme."""
    board, held = _scheme(request, board, year, reference)
    row = values_of(held)
    form = SchemeForm(drafts.data(request), board=board, year=year, row=row, key=held.pk)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            with drafts.settled(request):
                actions.change_scheme(
                    scheme=held, edits=form.edits(), by=request.user, at=timezone.now()
                )
        except CannotChange as refused:
            form.add_error(refused.field, str(refused))
        except Conflict as conflict:
            form.add_clashes(conflict.clashes)
            status = 409
        else:
            _say_saved(request, held, wanted(form.edits()))
            return redirect("plan:year", board=board.slug, year=year)
    return _form_page(request, board, year, form, held, status=status)


def _scheme(request, slug, year, reference):
    board, _ = _board_and_years(request, slug, year)
    schemes = Scheme.objects.filter(board=board, year=year)
    return board, get_object_or_404(
        schemes.select_related("led_by", "scheme_type", "area_of_spend"), reference=reference
    )


def _say_saved(request, held, count):
    if count:
        messages.success(request, f"{held.reference} saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")


def _form_page(request, board, year, form, held=None, *, status=200):
    context = {
        "form": form,
        "scheme": held,
        "year": year,
        "year_name": formats.financial_year(year),
        "first": day_parts(form["starts_on"]),
        "errors": form.to_mend(),
        "unit": held.scheme_type.output_unit if held and held.scheme_type else "",
    }
    return render_board_entry(request, "finance/plan/scheme.html", board, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, board, year, reference):
    """The last day of a scheme, and why."""
    board, held = _scheme(request, board, year, reference)
    form = StopForm(drafts.data(request), year=year, row=values_of(held), key=held.pk)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            with drafts.settled(request):
                actions.stop_scheme(
                    scheme=held, edits=form.edits(), by=request.user, at=timezone.now()
                )
        except Conflict as conflict:
            form.add_clashes(conflict.clashes)
            status = 409
        else:
            _say_saved(request, held, wanted(form.edits()))
            return redirect("plan:year", board=board.slug, year=year)
    context = {
        "form": form,
        "scheme": held,
        "year": year,
        "last": day_parts(form["stops_on"]),
        "errors": form.to_mend(),
    }
    return render_board_entry(request, "finance/plan/stop.html", board, context, status=status)
