"""The expenditure table against a plain loop in a template that draws the same table."""

import re

from django.template import engines
from django.test import RequestFactory

from benchmarks.pairs import measure
from benchmarks.report import make_case
from boards.tables import MoneyColumn
from finance.tables import ExpenditureTable

BAR = 2
CAPTION = "Expenditure by scheme"
PAGE = """
<div class="app-table-scroll" role="region" aria-label="{{ caption }}" tabindex="0">
<table class="app-table" data-copy>
<caption class="govuk-table__caption govuk-table__caption--m">{{ caption }}</caption>
<thead><tr>HEADS</tr></thead>
{% for group in report.groups %}<tbody>
<tr class="app-group"><th scope="rowgroup" colspan="WIDTH">{{ group.name }}</th></tr>
{% for row in group.rows %}<tr>CELLS</tr>{% endfor %}
<tr class="app-subtotal"><th scope="row" colspan="WORDS">{{ group.short_name }} subtotal</th>
GROUP</tr></tbody>{% endfor %}
<tfoot><tr class="app-total"><th scope="row" colspan="WORDS">TOTAL</th>REPORT</tr></tfoot>
</table></div>
"""


def cases(report, year):
    """One Case: the table of `report`, drawn as its page draws it."""
    ours, plain = drawings(report, year)
    if squeezed(ours()) != squeezed(plain()):
        raise RuntimeError("The plain loop draws another table.")
    pairs = measure(ours, plain)
    lines = len(report.rows)
    yield make_case("expenditure table", pairs, against="plain loop", bar=BAR, lines=lines)


def drawings(report, year):
    """Two functions that draw the same table."""
    request = RequestFactory().get("/")
    template = engines["django"].from_string(source(make_table(report, year)))

    def ours():
        return make_table(report, year).as_html(request)

    def plain():
        return template.render({"report": report, "caption": CAPTION}, request)

    return ours, plain


def make_table(report, year):
    return ExpenditureTable(report, year=year, caption=CAPTION)


def source(table):
    """The template that a person would write for the columns of the table, cell by cell."""
    columns = [(bound.name, bound.column) for bound in table.columns]
    money = [name for name, column in columns if isinstance(column, MoneyColumn)]
    parts = {
        "HEADS": "".join(
            f'<th scope="col" class="{head.css}">{head.header}</th>\n' for head in table.heads()
        ),
        "CELLS": "".join(_cell(name, column) for name, column in columns),
        "GROUP": "".join(_amount("group", name) for name in money),
        "REPORT": "".join(_amount("report", name) for name in money),
        "TOTAL": table.total_label,
        "WIDTH": str(len(columns)),
        "WORDS": str(len(columns) - len(money)),
    }
    return re.sub("|".join(parts), lambda found: parts[found.group()], PAGE)


def _cell(name, column):
    if isinstance(column, MoneyColumn):
        return _amount("row", name)
    tag, scope = ("th", ' scope="row"') if column.row_header else ("td", "")
    return f'<{tag}{scope} class="{column.css}">{{{{ row.{name} }}}}</{tag}>\n'


def _amount(holder, name):
    return f'<td class="{MoneyColumn.css}">{{{{ {holder}.{name}|as_thousands }}}}</td>\n'


def squeezed(html):
    """HTML without the spaces between its tags, and with single spaces elsewhere."""
    return re.sub(r"\s*([<>])\s*", r"\1", " ".join(html.split()))
