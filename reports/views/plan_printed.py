from django.views.decorators.http import require_safe

from boards import formats
from boards.pages import render_page
from boards.permissions import Permission, get_quarter
from reports.plan_printed import printed_plan
from reports.plan_tables import AmountTable, MilestoneTable, SchemeTable
from schemes.models import Scheme


@require_safe
def plan_printed(request, board, period):
    """The plan as its papers print it, beside what its own figures come to."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    plan = printed_plan(quarter)
    schemes = Scheme.objects.filter(board=quarter.board_id, year=quarter.year).order_by("order")
    context = {
        "plan": plan,
        "year_name": formats.financial_year(quarter.year),
        "may_edit": Permission.EDIT_FUND in quarter.allowed.now,
        "first_scheme": schemes.values_list("reference", flat=True).first(),
    }
    if not plan.is_empty:
        context |= _tables(plan, quarter)
    return render_page(request, "reports/plan_printed.html", quarter, context)


def _tables(plan, quarter):
    return {
        "amounts": AmountTable(plan.amounts, quarter=quarter),
        "schemes": SchemeTable(plan.spending, year=quarter.year, caption="Lines of the plan"),
        "milestones": [MilestoneTable(item, year=quarter.year) for item in plan.milestones],
    }
