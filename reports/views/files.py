from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from boards.pages import render_page
from boards.permissions import Permission, get_copied
from reports import actions
from reports.board_paper.content import NoPaper
from reports.board_paper.pdf import PaperNotMade

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def workbook(request, board, period):
    """The expenditure table as a workbook."""
    quarter = get_copied(request.user, Permission.EXPORT_WORKBOOK, board=board, period=period)
    made = actions.export_workbook(quarter=quarter, by=request.user, at=timezone.now())
    return download(made, XLSX)


@require_safe
def paper_pdf(request, board, period):
    """The board paper as a PDF; 503 with a plain page when it cannot be made now."""
    quarter = get_copied(request.user, Permission.DOWNLOAD_PAPER, board=board, period=period)
    try:
        made = actions.export_paper(quarter=quarter, by=request.user, at=timezone.now())
    except NoPaper as missing:
        raise Http404(str(missing)) from None
    except PaperNotMade as failure:
        context = {"failure": str(failure)}
        return render_page(request, "reports/paper_not_made.html", quarter, context, status=503)
    return download(made, "application/pdf")


def download(made, media_type):
    """A File as an answer that is saved and not shown."""
    response = HttpResponse(made.content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
