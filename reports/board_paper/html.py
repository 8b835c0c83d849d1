"""The board paper as one HTML document that needs nothing from outside itself."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from boards.charts import Chart
from boards.tables import TextColumn
from finance.charts import spending_chart
from finance.tables import ExpenditureTable, IncomeTable
from metrics.charts import metric_chart
from metrics.tables import HistoryTable, MetricTable, comment_text, notes
from reports.board_paper.text import blocks
from reports.money_parts import money_parts
from reports.names import table_titles

PRINT = settings.BASE_DIR / "static" / "print"
STYLES = tuple(PRINT / name for name in ("page.css", "text.css", "tables.css", "charts.css"))
FONTS = settings.BASE_DIR / "build" / "assets" / "fonts"
# A family for each subset: which of the two draws a letter is then never left to chance.
FAMILIES = {"Source Sans 3": "latin", "Source Sans 3 Extended": "latin-ext"}
WEIGHTS = (400, 600)


class MeasureTable(MetricTable):
    """Table 1 without its comments, which follow it measure by measure."""

    status = TextColumn(verbose_name="Status", css="app-status")

    class Meta(MetricTable.Meta):
        exclude = ("comment",)

    @property
    def kind(self):
        """The name of its column widths: one more column leaves less room for the months."""
        return "measures" if "previous" in self.exclude else "measures compared"


@dataclass(frozen=True)
class MeasureComment:
    """What Table 1 says of one measure in sentences."""

    name: str
    status: str
    blocks: tuple
    note: str
    chart: Chart | None
    history: HistoryTable | None


def paper_html(paper):
    """A BoardPaper as a complete HTML document with its style sheet and fonts inside."""
    titles = table_titles(paper.period)
    context = {
        "paper": paper,
        "period": f"{paper.period} ({paper.months})",
        "chief_officers": "\n".join(paper.cover.chief_officers),
        "measures": MeasureTable(paper.metrics, year=paper.year, caption=titles["metrics"]),
        "comments": list(_comments(paper.metrics)),
        "spending": ExpenditureTable(paper.spending, year=paper.year, caption=titles["spending"]),
        "spending_chart": spending_chart(paper.spending),
        "income": IncomeTable(paper.income, caption=titles["income"]),
        "money_parts": money_parts(paper),
        # Safe: our own file and our own fonts, with nothing from a form in it.
        "styles": mark_safe(styles(STYLES)),  # noqa: S308
    }
    return render_to_string("reports/board_paper/paper.html", context)


def _comments(report):
    for row, (_, note) in zip(report.rows, notes(report), strict=True):
        chart = metric_chart(row)
        yield MeasureComment(
            name=row.name,
            status=row.status.label,
            blocks=blocks(comment_text(row)),
            note=note,
            chart=chart,
            history=HistoryTable(row) if chart else None,
        )


@cache
def styles(files):
    """Our own fonts and style sheets, as the text of a style element."""
    faces = [_face(family, weight) for family in FAMILIES for weight in WEIGHTS]
    return "\n".join([*faces, *(file.read_text(encoding="utf-8") for file in files)])


def _face(family, weight):
    file = FONTS / f"source-sans-3-{FAMILIES[family]}-{weight}-normal.woff2"
    data = b64encode(file.read_bytes()).decode("ascii")
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f"src: url(data:font/woff2;base64,{data}); }}"
    )
