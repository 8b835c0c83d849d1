"""What was done to a report, by which role and when: for those who may read its trail."""

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from boards import formats
from boards.pages import render_page
from boards.permissions import Permission, get_quarter
from reports import actions
from reports.history.queries import PARTS, history_page, read_asked
from reports.subjects import titles


@require_safe
def history(request, board, period):
    """The history in words, newest first; what is asked of it stands in the address."""
    quarter = get_quarter(request.user, Permission.VIEW_TRAIL, board=board, period=period)
    asked = read_asked(request.GET)
    page = history_page(quarter, asked, request.GET.get("page", ""))
    context = {
        "asked": asked,
        "about": titles(quarter).get(asked.subject, asked.subject) if asked.subject else "",
        "entries": page.object_list,
        "count": formats.counted(page.paginator.count, "event"),
        "page": page,
        "pages": _links(page, asked),
        "parts": [("", "Everything"), *((key, label) for key, (label, _) in PARTS.items())],
        "may_export": Permission.EXPORT_TRAIL in quarter.allowed.now,
    }
    return render_page(request, "reports/history.html", quarter, context)


def _links(page, asked):
    """Pairs of (number, address) of the pages to go to, without a number where some are left out.

    None where one page is enough.
    """
    if page.paginator.num_pages == 1:
        return []
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [(number, _address(asked, number)) if number != page.paginator.ELLIPSIS else (None, "")
            for number in numbers]  # fmt: skip


def _address(asked, number):
    return "?" + "&".join(filter(None, (asked.query, f"page={number}")))


@require_safe
def history_file(request, board, period):
    """The whole history for a spreadsheet."""
    quarter = get_quarter(request.user, Permission.EXPORT_TRAIL, board=board, period=period)
    name, lines = actions.export_history(quarter=quarter, by=request.user, at=timezone.now())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
