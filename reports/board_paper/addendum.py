"""The addendum of a version that corrects another: its changes, on as few pages as they need."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from reports.board_paper.html import PRINT, styles
from reports.board_paper.pdf import pdf_of

STYLES = tuple(PRINT / name for name in ("page.css", "text.css", "tables.css", "addendum.css"))


def addendum_html(paper, correction):
    """The Correction that a version makes, as a complete HTML document; `paper` is the version."""
    context = {
        "paper": paper,
        "correction": correction,
        "title": f"Addendum to {paper.cover.title}, version {correction.snapshot.number}",
        "period": f"{paper.period} ({paper.months})",
        # Safe: our own files and our own fonts, with nothing from a form in them.
        "styles": mark_safe(styles(STYLES)),  # noqa: S308
    }
    return render_to_string("reports/board_paper/addendum.html", context)


def render_addendum(paper, correction):
    """The addendum as the bytes of a PDF; raises PaperNotMade."""
    return pdf_of(addendum_html(paper, correction))
