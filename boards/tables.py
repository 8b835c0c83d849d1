"""Report tables: django-tables2 declares the columns, and each prepares its cells once."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from boards import formats


def with_years(words, year):
    """A heading or title with the years in it that are named by “{year}” and its like."""
    return words.format(
        last_year=formats.financial_year(year - 1),
        year=formats.financial_year(year),
        next_year=formats.financial_year(year + 1),
    )


class Cell(NamedTuple):
    text: str
    css: str = ""
    is_header: bool = False
    span: int = 1


@dataclass(frozen=True)
class Body:
    """Rows under one heading, with their subtotal where they have one."""

    heading: str
    rows: list
    subtotal: list | None = None


@dataclass(frozen=True)
class Head:
    header: str
    css: str


@dataclass(frozen=True)
class Rows:
    """The rows of a table whose report has no other use for them."""

    rows: tuple


class TextColumn(tables.Column):
    """Words, shown as they are; `empty` stands where there are none."""

    css = ""

    def __init__(self, *args, css=None, row_header=False, empty="", **kwargs):
        super().__init__(*args, **kwargs)
        self.css = self.css if css is None else css
        self.row_header, self.empty = row_header, empty

    def display(self, value):
        return value or self.empty

    def render(self, value):
        return self.display(value)


class MoneyColumn(TextColumn):
    """Pounds shown in £ thousands; `value` stays the Decimal."""

    css = "app-number"

    def display(self, value):
        return formats.thousands(value)


class NumberColumn(TextColumn):
    """A count, as it was typed."""

    css = "app-number"

    def display(self, value):
        return formats.number(value)


class PoundsColumn(TextColumn):
    """Pounds, with pence where there are any."""

    css = "app-number"

    def display(self, value):
        return formats.pounds(value)


class PercentColumn(TextColumn):
    """A percentage, with the decimals it was typed with."""

    css = "app-number"

    def display(self, value):
        return formats.percentage(value)


class DayColumn(TextColumn):
    """A day: “8 February 2024”."""

    def display(self, value):
        return formats.date(value)


class ReportTable(tables.Table):
    """A table of a frozen report, drawn by one lean template from cells prepared by column.

    Columns of words stand before columns of amounts.

    A subclass declares columns and may override `grouped`. Rows, groups and the report itself
    answer to the names of the columns by attribute; years stand in headings as `with_years` has it.
    """

    caption_class = "govuk-table__caption--m"
    total_label = ""
    # Whether an upright page of A4 is too narrow for it.
    is_wide = False

    class Meta:
        orderable = False
        template_name = "boards/report_table.html"

    def __init__(self, report, *, year, caption, **kwargs):
        self.report, self.year, self.caption = report, year, caption
        super().__init__(list(report.rows), **kwargs)

    def grouped(self):
        """Pairs of (group with rows, whether it has a subtotal)."""
        return [(self.report, False)]

    def heads(self):
        return [
            Head(with_years(column.verbose_name, self.year), column.css)
            for _, column in self._shown
        ]

    def bodies(self):
        return [
            Body(
                heading=getattr(group, "name", ""),
                rows=[self._cells(row) for row in group.rows],
                subtotal=self._subtotal(group) if has_subtotal else None,
            )
            for group, has_subtotal in self.grouped()
        ]

    def drawn_bodies(self):
        """Pairs of (body, its rows as HTML): one row is drawn by a template, all are filled in."""
        row = _row_of(tuple((column.css, column.row_header) for _, column in self._shown))
        for body in self.bodies():
            texts = ([cell.text for cell in cells] for cells in body.rows)
            yield body, format_html_join("", row, texts)

    def _subtotal(self, group):
        return self.totals(group, f"{group.short_name} subtotal")

    def footer(self):
        return self.totals(self.report, self.total_label) if self.total_label else None

    def totals(self, group, label):
        """The cells of a row of totals: the label across the words, sums under the amounts."""
        amounts = [
            Cell(column.display(getattr(group, name)), column.css)
            for name, column in self._shown
            if isinstance(column, MoneyColumn)
        ]
        words = len(self._shown) - len(amounts)
        return [Cell(label, is_header=True, span=words), *amounts]

    @cached_property
    def _shown(self):
        """Pairs of (name, column)."""
        return [(bound.name, bound.column) for bound in self.columns]

    def _cells(self, row):
        return [
            Cell(column.display(getattr(row, name)), column.css, column.row_header)
            for name, column in self._shown
        ]


@lru_cache(maxsize=128)
def _row_of(columns):
    """A row as HTML with {} for each text; `columns` are pairs of (css, whether it is a header)."""
    return render_to_string("boards/report_row.html", {"columns": columns})
