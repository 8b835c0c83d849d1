from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from boards.pages import render_page
from boards.permissions import Permission
from reports import actions
from reports.board_paper.pdf import PaperNotMade
from reports.copies import late_of, paper_of_version
from reports.corrections import corrected_version
from reports.models import Snapshot
from reports.origins import origins
from reports.tables import tables_of_paper
from reports.tie_out.comparing import in_words
from reports.tie_out.files import NAMES, tie_out
from reports.versions.queries import asked_version
from reports.versions.rows import rows
from reports.views.files import download, expenditure, not_made


@require_safe
def version(request, board, period, number):
    """One version exactly as it was sent, from what is kept of it alone."""
    quarter, found = _found(request, Permission.VIEW_FIGURES, board, period, number)
    snapshot = Snapshot.objects.of(quarter, number)
    paper = paper_of_version(snapshot, late_of(snapshot))
    context = {
        "version": found,
        "paper": paper,
        "rows": rows(found),
        "may_download": Permission.DOWNLOAD_PAPER in quarter.allowed.ever,
        "may_export": Permission.EXPORT_WORKBOOK in quarter.allowed.ever,
        "corrects": corrected_version(snapshot) is not None,
        "origins": origins(snapshot, paper),
        **tables_of_paper(paper),
    }
    return render_page(request, "reports/versions/version.html", quarter, context)


def _found(request, permission, board, period, number):
    quarter, found = asked_version(
        request.user, permission, board=board, period=period, number=number
    )
    if found is None:
        raise Http404
    return quarter, found


@require_safe
def version_paper(request, board, period, number):
    """The board paper of one version."""
    quarter, _ = _found(request, Permission.DOWNLOAD_PAPER, board, period, number)
    try:
        made = actions.export_paper(
            quarter=quarter, number=number, by=request.user, at=timezone.now()
        )
    except PaperNotMade as failure:
        return not_made(request, quarter, failure)
    return download(made, "application/pdf")


@require_safe
def agree(request, board, period, number):
    """Whether the files of one version print the same figures, read back from the files."""
    quarter, found = _found(request, Permission.DOWNLOAD_PAPER, board, period, number)
    try:
        headlines = tie_out(quarter, number, timezone.now())
    except PaperNotMade as failure:
        return not_made(request, quarter, failure)
    context = {
        "version": found,
        "number_in_words": f"Version {number}",
        "files": NAMES,
        "headlines": headlines,
        "finding": in_words(headlines),
        "differ": not all(item.agrees for item in headlines),
    }
    return render_page(request, "reports/versions/agree.html", quarter, context)


@require_safe
def version_workbook(request, board, period, number):
    """The expenditure table of one version."""
    quarter, _ = _found(request, Permission.EXPORT_WORKBOOK, board, period, number)
    return expenditure(request, quarter, "xlsx", number)


@require_safe
def version_expenditure_csv(request, board, period, number):
    """The lines of the expenditure table of one version for other programs."""
    quarter, _ = _found(request, Permission.EXPORT_WORKBOOK, board, period, number)
    return expenditure(request, quarter, "csv", number)


@require_safe
def version_expenditure_json(request, board, period, number):
    """The expenditure table of one version with its totals for other programs."""
    quarter, _ = _found(request, Permission.EXPORT_WORKBOOK, board, period, number)
    return expenditure(request, quarter, "json", number)
