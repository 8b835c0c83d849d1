from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from boards.pages import render_page
from boards.permissions import Permission, get_copied
from reports import actions
from reports.board_paper.content import NoPaper
from reports.board_paper.pdf import PaperNotMade
from reports.workbook.figures import NoSuchLeader

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@require_safe
def workbook(request, board, period):
    """The expenditure table as a workbook, or `?led_by=` one organisation its lines alone."""
    quarter = get_copied(request.user, Permission.EXPORT_WORKBOOK, board=board, period=period)
    return expenditure(request, quarter, "xlsx")


@require_safe
def expenditure_csv(request, board, period):
    """The lines of the expenditure table for other programs."""
    quarter = get_copied(request.user, Permission.EXPORT_WORKBOOK, board=board, period=period)
    return expenditure(request, quarter, "csv")


@require_safe
def expenditure_json(request, board, period):
    """The expenditure table with its totals for other programs."""
    quarter = get_copied(request.user, Permission.EXPORT_WORKBOOK, board=board, period=period)
    return expenditure(request, quarter, "json")


def expenditure(request, quarter, ending, number=None):
    """The expenditure table as a file; 404 where nobody asked for leads any of its lines."""
    taken = {"quarter": quarter, "number": number, "by": request.user, "at": timezone.now()}
    led_by = request.GET.get("led_by", "")
    if ending == "xlsx" and not led_by:
        return download(actions.export_workbook(**taken), XLSX)
    try:
        made = actions.export_expenditure(ending=ending, led_by=led_by, **taken)
    except NoSuchLeader:
        raise Http404 from None
    return download(made, MEDIA_TYPES[ending])


@require_safe
def paper_pdf(request, board, period):
    """The board paper as a PDF; 503 with a plain page when it cannot be made now."""
    quarter = get_copied(request.user, Permission.DOWNLOAD_PAPER, board=board, period=period)
    try:
        made = actions.export_paper(quarter=quarter, by=request.user, at=timezone.now())
    except NoPaper as missing:
        raise Http404(str(missing)) from None
    except PaperNotMade as failure:
        return not_made(request, quarter, failure)
    return download(made, "application/pdf")


def not_made(request, quarter, failure, **context):
    """A plain page that says why there is no paper now."""
    context |= {"failure": str(failure)}
    return render_page(request, "reports/paper_not_made.html", quarter, context, status=503)


def download(made, media_type):
    """A File as an answer that is saved and not shown."""
    response = HttpResponse(made.content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
