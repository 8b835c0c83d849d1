"""The only door to cells: text stays text, and every formula is our own."""

from html import escape

from xlsxwriter.utility import xl_rowcol_to_cell

from reports.workbook import words
from reports.workbook.heights import count_lines, height
from reports.workbook.layout import HEADING_ROW, MARK_ROW, TABLE_NAME

A4 = 9
RISKY = tuple("=+-@\t\r\n|%＝＋－＠")
MARK_HEIGHT = 24


class CannotWriteText(ValueError):
    """A text does not fit into a cell."""


class Sheet:
    """A sheet that takes texts, amounts and formulas with their results."""

    def __init__(self, book, worksheet):
        self._book, self._sheet = book, worksheet
        self.name = worksheet.get_name()
        self._widths, self._lines = {}, {}

    def text(self, row, column, text, *styles):
        """A text that no program takes for a formula; raises CannotWriteText if it is too long."""
        if not text:
            self._sheet.write_blank(row, column, None, self._book.format(*styles))
            return
        if not {"text", "heading"}.isdisjoint(styles):
            lines = count_lines(text, self._widths[column], is_bold="heading" in styles)
            self._lines[row] = max(self._lines.get(row, 1), lines)
        if text.lstrip(" \u00a0\u3000").startswith(RISKY):
            styles = (*styles, "quoted")
        if self._sheet.write_string(row, column, _literal(text), self._book.format(*styles)):
            cell = xl_rowcol_to_cell(row, column)
            raise CannotWriteText(
                f"The text of {len(text):,} characters for cell {cell} of the sheet "
                f"{self.name} is longer than a cell can hold (32,767)."
            )

    def amount(self, row, column, pounds, *styles):
        """Pounds as exact £ thousands; an empty cell where there is no figure."""
        if pounds is None:
            self._sheet.write_blank(row, column, None, self._book.format(*styles))
        else:
            self._sheet.write_number(row, column, pounds / 1000, self._book.format(*styles))

    def formula(self, row, column, formula, pounds, *styles):
        """A formula with its result, which programs that do not calculate show."""
        result = "" if pounds is None else pounds / 1000
        self._sheet.write_formula(row, column, formula, self._book.format(*styles), result)

    def mark(self, text):
        """The line between title and headings that no reader may miss."""
        self.text(MARK_ROW, 0, text, "mark")
        self._sheet.set_row(MARK_ROW, MARK_HEIGHT)

    def headings(self, columns, *, has_filter=False):
        """The row of headings, and the widths."""
        self.set_widths([column.width for column in columns])
        for place, column in enumerate(columns):
            heading = column.heading.format(year=self._book.facts.year)
            self.text(HEADING_ROW, place, heading, *_heading_styles(column, has_filter))

    def table(self, columns, last_row, formulas):
        """Headings, and the rows below them marked as a table with a filter."""
        self.headings(columns, has_filter=True)
        options = {
            "name": TABLE_NAME,
            "style": "Table Style Light 1",
            "columns": [
                {
                    "header": column.heading,
                    "header_format": self._book.format(*_heading_styles(column, True)),
                    "formula": formulas.get(column.field),
                }
                for column in columns
            ],
        }
        self._sheet.add_table(HEADING_ROW, 0, last_row, len(columns) - 1, options)

    def set_widths(self, widths):
        for place, width in enumerate(widths):
            self._widths[place] = width
            self._sheet.set_column(place, place, width)

    def freeze(self, column):
        """Keeps the headings, and the columns before `column`, in view."""
        self._sheet.freeze_panes(HEADING_ROW + 1, column)

    def opens_first(self):
        self._sheet.activate()

    def finish(self, last_row, last_column, *, repeats_headings=True):
        """Fits rows to their text, and pages to A4 landscape, one page wide."""
        facts = self._book.facts
        for row, lines in self._lines.items():
            if lines > 1:
                self._sheet.set_row(row, height(lines))
        self._sheet.set_paper(A4)
        self._sheet.set_landscape()
        self._sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.print_area(0, 0, last_row, last_column)
        self._sheet.set_header(words.page_header(facts))
        self._sheet.set_footer(words.page_footer(facts))
        if repeats_headings:
            self._sheet.repeat_rows(HEADING_ROW)


def _heading_styles(column, has_filter):
    if not column.is_money:
        return ("heading",)
    return ("heading", "filtered" if has_filter else "right")


def _literal(text):
    """XlsxWriter passes text in <r>…</r> on as markup, so such a text is put in markup itself."""
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>'
    return text
