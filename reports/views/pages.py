from django.views.decorators.http import require_safe

from boards.pages import render_page
from boards.permissions import Permission, get_copied
from reports.copies import figures_to_read
from reports.tables import drawn_tables


@require_safe
def tables(request, board, period):
    """The tables of the report, as the board paper prints them."""
    quarter = get_copied(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    figures = figures_to_read(quarter)
    context = drawn_tables(*figures, year=quarter.year, period=quarter.key.title)
    return render_page(request, "reports/tables.html", quarter, context)
