from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from boards.kept import kept
from boards.pages import render_page
from boards.permissions import Permission, get_copied
from reports.copies import figures, version_to_read
from reports.tables import drawn_tables


@require_safe
def tables(request, board, period):
    """The tables of the report, as the board paper prints them."""
    quarter = get_copied(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    context = {"drawn": _drawn(quarter, number=version_to_read(quarter))}
    return render_page(request, "reports/tables.html", quarter, context)


@kept
def _drawn(quarter, *, number):
    """The tables of a version, or of what stands now, as HTML that is the same for everybody."""
    reports = figures(quarter, number)
    context = drawn_tables(*reports, year=quarter.year, period=quarter.key.title)
    return render_to_string("reports/drawn_tables.html", context)
