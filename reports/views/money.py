"""Pages about the money of a whole report."""

from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from boards.kept import kept
from boards.pages import render_page
from boards.permissions import Permission, get_copied
from finance.tables import MovementTable
from reports.copies import version, version_to_read
from reports.moved import movement_since_signed


@require_safe
def movement(request, board, period):
    """Forecasts now against those of the version of the year that was signed last."""
    quarter = get_copied(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    context = {"drawn": _drawn(quarter, number=version_to_read(quarter))}
    return render_page(request, "reports/movement.html", quarter, context)


@kept
def _drawn(quarter, *, number):
    """The table of a version, or of what stands now, as HTML; empty where nothing was signed."""
    found = version(quarter, number).movement if number else movement_since_signed(quarter)
    if found is None:
        return ""
    caption = f"Since {found.since}, in £ thousands"
    table = {"table": MovementTable(found, year=quarter.year, caption=caption)}
    return render_to_string("reports/movement_table.html", table)
