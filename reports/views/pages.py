from django.views.decorators.http import require_safe

from boards import formats
from boards.pages import render_page
from boards.permissions import Permission, get_copied
from finance.charts import spending_chart
from finance.tables import ExpenditureTable, IncomeTable
from metrics.charts import charts_with_tables
from metrics.tables import MetricTable, notes
from reports.board_paper.content import NoPaper
from reports.copies import figures_to_read, outline_to_read
from reports.names import table_titles


@require_safe
def tables(request, board, period):
    """The tables of the report, as the board paper prints them."""
    quarter = get_copied(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    metrics, spending, money = figures_to_read(quarter)
    titles = table_titles(quarter.key.title)
    context = {
        "metric_table": MetricTable(metrics, year=quarter.year, caption=titles["metrics"]),
        "notes": notes(metrics),
        "metric_charts": list(charts_with_tables(metrics)),
        "spending_chart": spending_chart(spending),
        "expenditure_table": ExpenditureTable(
            spending, year=quarter.year, caption=titles["spending"]
        ),
        "income_table": IncomeTable(money, caption=titles["income"]) if money.rows else None,
        "income_notes": money.notes,
        "spent_not_provided": spending.is_empty("spent"),
    }
    return render_page(request, "reports/tables.html", quarter, context)


@require_safe
def paper(request, board, period):
    quarter = get_copied(request.user, Permission.DOWNLOAD_PAPER, board=board, period=period)
    try:
        outline = outline_to_read(quarter)
    except NoPaper as missing:
        context = {"missing": str(missing)}
        return render_page(request, "reports/no_paper.html", quarter, context)
    context = {
        "paper": outline,
        "cover": _cover(outline.cover),
        "actions": formats.counted(outline.actions, "action"),
    }
    return render_page(request, "reports/paper.html", quarter, context)


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
