"""The only door to cells: text stays text, and every formula is our own."""

from dataclasses import dataclass
from datetime import datetime, time
from html import escape

from xlsxwriter.utility import xl_rowcol_to_cell

from reports.workbook import pages, words
from reports.workbook.heights import count_lines, height
from reports.workbook.layout import HEADING_ROW, MARK_ROW, Kind

RISKY = tuple("=+-@\t\r\n|%＝＋－＠")
SPACES = " \u00a0\u3000"
MARK_HEIGHT = 24
MIDNIGHT = time()
# The styles of cells that hold each kind.
NAMES = {Kind.TEXT: "text", Kind.MONEY: "money", Kind.NUMBER: "number", Kind.DAY: "day"}


class CannotWriteText(ValueError):
    """A text does not fit into a cell."""


@dataclass(frozen=True)
class Formula:
    """A formula of ours with its result, which programs that do not calculate show.

    The result of a formula about money is in pounds.
    """

    text: str
    result: object


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
        if "text" in styles or "heading" in styles:
            lines = count_lines(text, self._widths[column], is_bold="heading" in styles)
            self._lines[row] = max(self._lines.get(row, 1), lines)
        if _is_risky(text):
            styles = (*styles, "quoted")
        if self._sheet.write_string(row, column, _literal(text), self._book.format(*styles)):
            cell = xl_rowcol_to_cell(row, column)
            raise CannotWriteText(
                f"The text of {len(text):,} characters for cell {cell} of the sheet "
                f"{self.name} is longer than a cell can hold (32,767)."
            )

    def row(self, row, columns, values, *styles):
        """A row of values, one for each column; what is missing is written for amounts only.

        There somebody may type a figure, which is shown as the others then.
        """
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            if value or value == 0 or column.kind is Kind.MONEY:
                self.put(row, place, column.kind, value, *styles)

    def put(self, row, column, kind, value, *styles):
        """A value, or a Formula with its result, as cells of this `kind` hold it."""
        if kind is Kind.TEXT and not isinstance(value, Formula):
            self.text(row, column, value, *(styles or ("text",)))
            return
        form = self._book.format(_style(kind, value), *styles)
        if isinstance(value, Formula):
            self._sheet.write_formula(row, column, value.text, form, _cached(kind, value.result))
        elif value is None:
            self._sheet.write_blank(row, column, None, form)
        elif kind is Kind.DAY:
            self._sheet.write_datetime(row, column, datetime.combine(value, MIDNIGHT), form)
        else:
            self._sheet.write_number(row, column, _in_cell(kind, value), form)

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

    def table(self, name, columns, last_row):
        """Headings, and the rows below them marked as a table with a filter."""
        self.headings(columns, has_filter=True)
        options = {
            "name": name,
            "style": "Table Style Light 1",
            "columns": [
                {
                    "header": column.heading,
                    "header_format": self._book.format(*_heading_styles(column, True)),
                    "formula": column.formula,
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

    def finish(self, last_row, last_column, *, is_list=True, blocks=()):
        """Fits rows to their text, and pages to A4 landscape, one page wide.

        A list goes on over pages, with its headings on each; anything else is one page. What
        begins at one of the rows `blocks` is kept together.
        """
        for row, lines in self._lines.items():
            if lines > 1:
                self._sheet.set_row(row, height(lines))
        self._lay_out_pages(last_row, last_column)
        if blocks:
            self._keep_together(blocks, last_row)
        else:
            self._sheet.fit_to_pages(1, 0 if is_list else 1)
        if is_list:
            self._sheet.repeat_rows(HEADING_ROW)

    def _lay_out_pages(self, last_row, last_column):
        facts, aside, above = self._book.facts, pages.ASIDE, pages.ABOVE
        self._sheet.set_paper(pages.A4)
        self._sheet.set_landscape()
        self._sheet.set_margins(left=aside, right=aside, top=above, bottom=above)
        self._sheet.print_area(0, 0, last_row, last_column)
        self._sheet.set_header(words.page_header(facts))
        self._sheet.set_footer(words.page_footer(facts))

    def _keep_together(self, blocks, last_row):
        percent = pages.scale(self._widths.values())
        heights = [height(self._lines.get(row, 1)) for row in range(last_row + 1)]
        heights[MARK_ROW] = MARK_HEIGHT
        room = pages.room(percent)
        self._sheet.set_print_scale(percent)
        self._sheet.set_h_pagebreaks(pages.breaks(heights, blocks, headings=HEADING_ROW, room=room))


def _is_risky(text):
    """Whether some program may take a text for a formula."""
    return text.startswith(RISKY) or (text[0] in SPACES and text.lstrip(SPACES).startswith(RISKY))


def _heading_styles(column, has_filter):
    if not column.is_right:
        return ("heading",)
    return ("heading", "filtered" if has_filter else "right")


def _style(kind, value):
    """The style of a cell: a number shows decimals only where it has any."""
    number = value.result if isinstance(value, Formula) else value
    if kind is Kind.NUMBER and number is not None and number % 1:
        return "decimal"
    return NAMES[kind]


def _in_cell(kind, value):
    """Pounds as exact £ thousands."""
    return value / 1000 if kind is Kind.MONEY else value


def _cached(kind, result):
    if result is None:
        return ""
    return result if isinstance(result, str) else _in_cell(kind, result)


def _literal(text):
    """XlsxWriter passes text in <r>…</r> on as markup, so such a text is put in markup itself."""
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>'
    return text
