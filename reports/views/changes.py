from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from boards.pages import render_page
from boards.permissions import Permission
from reports import actions
from reports.board_paper.pdf import PaperNotMade
from reports.corrections import corrected_version, correction
from reports.versions.queries import asked_version
from reports.views.files import download, not_made


@require_safe
def changes(request, board, period, number):
    """What a version puts right of the one that was out before it."""
    quarter, found = _asked(request, board, period, number)
    made = correction(found.snapshot)
    context = {
        "number": number,
        "heading": f"What version {number} corrects",
        "number_in_words": f"Version {number}",
        "correction": made,
        "versions": made and [("Corrected version", made.was), ("New version", made.now)],
    }
    return render_page(request, "reports/versions/changes.html", quarter, context)


@require_safe
def addendum(request, board, period, number):
    """The addendum of a version as a PDF; 503 with a plain page when it cannot be made now."""
    quarter, found = _asked(request, board, period, number)
    if corrected_version(found.snapshot) is None:
        raise Http404
    try:
        made = actions.export_addendum(
            quarter=quarter, number=number, by=request.user, at=timezone.now()
        )
    except PaperNotMade as failure:
        return not_made(request, quarter, failure)
    return download(made, "application/pdf")


def _asked(request, board, period, number):
    quarter, found = asked_version(
        request.user, Permission.DOWNLOAD_PAPER, board=board, period=period, number=number
    )
    if found is None:
        raise Http404
    return quarter, found
