"""Pages about spending on which nothing is typed."""

from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from boards import formats
from boards.kept import kept
from boards.pages import render_page
from boards.permissions import Permission, get_quarter
from finance import checking
from finance.queries import spend_report
from finance.tables import BudgetTable, UnitCostTable


@require_safe
def checks(request, board, period):
    """What agrees with what bounds it, and what does not."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    found = checking.shown(quarter)
    context = {
        "checks": found,
        "summary": checking.in_words(checking.checks(quarter)),
        "unit": quarter.board.get_entry_unit_display(),
    }
    return render_page(request, "finance/checks.html", quarter, context)


@require_safe
def budget(request, board, period):
    """Spending to date against the part of the plan that falls in the months so far."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    report = spend_report(quarter)
    context = {
        "months": _months(quarter),
        "figures": _figures(report),
        "reviewed": report.reviewed_in_words,
        "drawn": _drawn(quarter),
    }
    return render_page(request, "finance/budget.html", quarter, context)


def _months(quarter):
    return formats.months_with_year(1, quarter.key.last_month, quarter.year)


@kept
def _drawn(quarter):
    """The tables as HTML that is the same for everybody."""
    report, year = spend_report(quarter), quarter.year
    caption = f"{_months(quarter)}, in £ thousands"
    tables = {
        "budget_table": BudgetTable(report, year=year, caption=caption),
        "unit_table": _units(report, year),
    }
    return render_to_string("finance/budget_tables.html", tables)


def _figures(report):
    yield "Budget to date", _sum(report, "budget_to_date")
    yield "Spent to date", _sum(report, "spent")
    if report.variance_to_date is not None:
        words = formats.variance_in_words(report.variance_to_date, than="budget")
        yield "Difference", words


def _sum(report, field):
    """A total in words, or how many lines withhold it."""
    missing = report.missing(field)
    if missing:
        return f"Not known: {missing} of {formats.counted(len(report.rows), 'line')} have no figure"
    return formats.thousands_in_text(getattr(report, field))


def _units(report, year):
    """The table of what is counted in units, None where nothing is."""
    counted = report.only(lambda row: row.output_unit)
    return UnitCostTable(counted, year=year, caption="Outputs") if counted.rows else None
