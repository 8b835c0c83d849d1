"""The board paper as one HTML document that needs nothing from outside itself."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from boards import formats
from boards.tables import TextColumn
from finance.tables import ExpenditureTable
from metrics.tables import MetricTable, comment_text, notes
from reports.board_paper.text import blocks

STYLES = [
    settings.BASE_DIR / "static" / "print" / name for name in ("page.css", "text.css", "tables.css")
]
FONTS = settings.BASE_DIR / "build" / "assets" / "fonts"
# A family for each subset: which of the two draws a letter is then never left to chance.
FAMILIES = {"Source Sans 3": "latin", "Source Sans 3 Extended": "latin-ext"}
WEIGHTS = (400, 600)


class MeasureTable(MetricTable):
    """Table 1 without its comments, which follow it measure by measure."""

    status = TextColumn(verbose_name="Status", css="app-status")

    class Meta(MetricTable.Meta):
        exclude = ("comment",)


@dataclass(frozen=True)
class MeasureComment:
    """What Table 1 says of one measure in sentences."""

    name: str
    status: str
    blocks: tuple
    note: str


def paper_html(paper):
    """A BoardPaper as a complete HTML document with its style sheet and fonts inside."""
    year = formats.financial_year(paper.year)
    context = {
        "paper": paper,
        "period": f"{paper.period} ({paper.months})",
        "chief_officers": "\n".join(paper.cover.chief_officers),
        "measures": MeasureTable(
            paper.metrics,
            year=paper.year,
            caption=f"Table 1: performance against the measures, {paper.period}",
        ),
        "comments": list(_comments(paper.metrics)),
        "spending": ExpenditureTable(
            paper.spending,
            year=paper.year,
            caption=f"Table 2: Better Care Fund expenditure, {year}, in £ thousands",
        ),
        # Safe: our own file and our own fonts, with nothing from a form in it.
        "styles": mark_safe(_styles()),  # noqa: S308
    }
    return render_to_string("reports/board_paper/paper.html", context)


def _comments(report):
    for row, (_, note) in zip(report.rows, notes(report), strict=True):
        yield MeasureComment(row.name, row.status.label, blocks(comment_text(row)), note)


@cache
def _styles():
    faces = [_face(family, weight) for family in FAMILIES for weight in WEIGHTS]
    return "\n".join([*faces, *(file.read_text(encoding="utf-8") for file in STYLES)])


def _face(family, weight):
    file = FONTS / f"source-sans-3-{FAMILIES[family]}-{weight}-normal.woff2"
    data = b64encode(file.read_bytes()).decode("ascii")
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f"src: url(data:font/woff2;base64,{data}); }}"
    )
