"""The page on which everything stands that changes or bounds the plan of a year."""

from django.views.decorators.http import require_safe

from boards import formats
from boards.numbers import Unit
from boards.pages import render_page
from boards.permissions import Permission, get_quarter
from finance.fund_queries import fund_report
from finance.funding.queries import proposals, virements
from finance.funding.views.carry_forward import state_of
from finance.units import DISPLAYS

WHOLE = 100


@require_safe
def changes(request, board, period):
    """Virements, carry-forwards, reserves, shares of risk and minima of the quarter's year."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    fund = fund_report(quarter)
    display = DISPLAYS[Unit[quarter.board.entry_unit]]
    context = {
        "may_edit": Permission.EDIT_FUND in quarter.allowed.now,
        "unit": quarter.board.get_entry_unit_display(),
        "year": formats.financial_year(quarter.year),
        "last_year": formats.financial_year(quarter.year - 1),
        "next_year": formats.financial_year(quarter.year + 1),
        "virements": [(item, display(item.amount)) for item in virements(quarter)],
        "proposals": [_proposal(item, display) for item in proposals(quarter)],
        "reserves": [
            (item, display(item.last_year), display(item.this_year)) for item in fund.reserves
        ],
        "shares": [(item, formats.percentage(item.percent)) for item in fund.risk_shares],
        "shares_apart": _shares_apart(fund.risk_shares),
        "minima": [(item, _minimum(item, display)) for item in fund.minima],
    }
    return render_page(request, "finance/funding/changes.html", quarter, context)


def _proposal(held, display):
    is_open = not held.agreed_on and not held.withdrawn_on
    years = held.line.scheme.year, held.line.scheme.year + 1
    way = " to ".join(map(formats.financial_year, years))
    return held, way, display(held.amount), state_of(held), is_open


def _shares_apart(shares):
    """What to say where the shares are not the whole."""
    together = sum(item.percent for item in shares)
    if not shares or together == WHOLE:
        return ""
    apart = formats.percentage(abs(WHOLE - together))
    side = "less" if together < WHOLE else "more"
    return f"The shares add up to {formats.percentage(together)}, {apart} {side} than 100%."


def _minimum(item, display):
    return "no minimum entered" if item.amount is None else display(item.amount)
