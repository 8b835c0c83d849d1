"""The page of the board paper: what stops it, what goes out, and its versions."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from boards import formats
from boards.pages import render_page
from boards.permissions import Permission, get_copied
from reports.board_paper.content import NoPaper
from reports.copies import outline_to_read, version_to_read
from reports.kept_files import Kind, sizes
from reports.versions.queries import numbered, versions_of, versions_to_read
from reports.versions.rows import rows
from reports.versions.standing import sentence, ways_on

DOWNLOADS = (
    (Kind.PAPER, Permission.DOWNLOAD_PAPER, "Download the board paper (PDF{size})", "paper_pdf"),
    (
        Kind.WORKBOOK,
        Permission.EXPORT_WORKBOOK,
        "Download the expenditure table (Excel{size})",
        "workbook",
    ),
)


@require_safe
def paper(request, board, period):
    quarter = get_copied(request.user, Permission.DOWNLOAD_PAPER, board=board, period=period)
    try:
        outline = outline_to_read(quarter)
    except NoPaper as missing:
        context = {"missing": str(missing)}
        return render_page(request, "reports/no_paper.html", quarter, context)
    versions = versions_of(quarter)
    shown = numbered(versions, version_to_read(quarter))
    last = next(iter(versions), None)
    context = {
        "paper": outline,
        "cover": _cover(outline.cover),
        "actions": formats.counted(outline.actions, "action"),
        "sentence": sentence(quarter, last),
        "shown": shown,
        "downloads": _downloads(quarter, shown),
        "ways_on": ways_on(quarter, last),
        "versions": [(version, rows(version)) for version in versions_to_read(quarter, versions)],
    }
    return render_page(request, "reports/paper.html", quarter, context)


def _downloads(quarter, shown):
    """The files that the person may take: pairs of (words, address)."""
    made = sizes(shown.snapshot, is_draft=not shown.is_signed) if shown else {}
    return [
        (
            words.format(size=_size(made.get(kind))),
            reverse(f"reports:{page}", kwargs=quarter.address),
        )
        for kind, permission, words, page in DOWNLOADS
        if permission in quarter.allowed.now or (shown and permission in quarter.allowed.ever)
    ]


def _size(count):
    """“, 312 KB” for a file that is made already."""
    return f", {formats.size(count)}" if count else ""


def _cover(cover):
    """The head of the cover sheet as pairs of (heading, answer)."""
    return (
        ("Report number", cover.report_number or formats.NOT_PROVIDED),
        ("Title", cover.title),
        ("Decision maker", cover.decision_maker),
        ("Date", formats.weekday_and_date(cover.meeting_on)),
        ("Decision type", cover.decision_type),
        ("Contact officer", cover.contact_officer),
        ("Chief officers", "; ".join(cover.chief_officers)),
        ("Ward", cover.ward),
    )
