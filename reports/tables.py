"""The tables of a report as every page draws them, whatever the figures were read from."""

from finance.charts import spending_chart
from finance.tables import ExpenditureTable, IncomeTable
from metrics.charts import charts_with_tables
from metrics.tables import MetricTable, notes
from reports.money_parts import money_parts
from reports.names import table_titles


def tables_of_paper(paper):
    """The drawn tables of a BoardPaper, and what else of the money it holds."""
    drawn = drawn_tables(
        paper.metrics, paper.spending, paper.income, year=paper.year, period=paper.period
    )
    return drawn | {"money_parts": money_parts(paper)}


def drawn_tables(metrics, spending, money, *, year, period):
    """What reports/drawn_tables.html asks for, of a MetricReport, SpendReport and IncomeReport."""
    titles = table_titles(period)
    return {
        "metric_table": MetricTable(metrics, year=year, caption=titles["metrics"]),
        "notes": notes(metrics),
        "metric_charts": list(charts_with_tables(metrics)),
        "spending_chart": spending_chart(spending),
        "expenditure_table": ExpenditureTable(spending, year=year, caption=titles["spending"]),
        "income_table": IncomeTable(money, caption=titles["income"]) if money.rows else None,
        "income_notes": money.notes,
        "spent_not_provided": spending.is_empty("spent"),
    }
