from django.views.decorators.http import require_safe

from boards import formats
from boards.pages import render_page
from boards.permissions import Permission, get_quarter
from reports.answers.cards import as_allowed
from reports.answers.queries import answers


@require_safe
def check(request, board, period):
    """Everything that was answered, with what is still to settle before the report is sent."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    found = answers(quarter)
    context = {
        "parts": as_allowed(found.parts, quarter.allowed.now),
        "problems": found.problems if quarter.is_draft else (),
        "to_settle": _to_settle(len(found.problems)),
        "compared_with": found.compared_with,
    }
    return render_page(request, "reports/check.html", quarter, context)


def _to_settle(count):
    return f"{formats.counted(count, 'thing')} to settle before this report can be sent"
