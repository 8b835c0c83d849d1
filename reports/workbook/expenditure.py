"""The sheet Expenditure: the table as the board prints it, by group with subtotals."""

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from reports.workbook import words
from reports.workbook.layout import FIRST_ROW, Kind, expenditure_columns, place
from reports.workbook.sheet import Formula

SUBTOTAL, GRAND_TOTAL = "Subtotal", "Grand total"


def write_expenditure(book, figures):
    """Groups of lines with their subtotals, and the grand total; opens first."""
    sheet = book.sheet("Expenditure", "Expenditure", words.unit_note(figures))
    report = figures.spending
    columns = expenditure_columns(report)
    sheet.headings(columns)
    row, subtotals, headings = FIRST_ROW, [], []
    for group in report.groups:
        headings.append(row)
        subtotals.append(_write_group(sheet, columns, row, group))
        row = subtotals[-1] + 1
    _write_totals(sheet, columns, row, report, _grand_total(row, subtotals))
    sheet.freeze(place(columns, "name") + 1)
    sheet.finish(row, len(columns) - 1, blocks=headings)
    sheet.opens_first()


def _write_group(sheet, columns, heading_row, group):
    """Heading, lines and subtotal; the number of the row of the subtotal."""
    for column in range(len(columns)):
        sheet.text(heading_row, column, "" if column else group.name, "group")
    first = heading_row + 1
    for row, line in enumerate(group.rows, first):
        sheet.row(row, columns, _values(columns, row, line))
    row = first + len(group.rows)
    _write_totals(sheet, columns, row, group, subtotal(first, row), "subtotal")
    return row


def _values(columns, row, line):
    variance = Formula(_variance(columns, row), line.variance)
    return [
        variance if column.field == "variance" else getattr(line, column.field)
        for column in columns
    ]


def _write_totals(sheet, columns, row, totals, formula, style="total"):
    """A row of totals; `formula` gives the one of a column."""
    label = SUBTOTAL if style == "subtotal" else GRAND_TOTAL
    for number, column in enumerate(columns):
        if column.kind is Kind.MONEY:
            is_variance = column.field == "variance"
            text = _variance(columns, row) if is_variance else formula(number)
            result = Formula(text, getattr(totals, column.field))
            sheet.put(row, number, column.kind, result, style)
        else:
            sheet.text(row, number, label if column.field == "name" else "", style)


def _variance(columns, row):
    """Forecast less plan, as revised where it was."""
    fields = [column.field for column in columns]
    against = "revised" if "revised" in fields else "plan"
    plan, forecast = (
        xl_rowcol_to_cell(row, fields.index(field)) for field in (against, "forecast")
    )
    return f'=IF(OR({plan}="",{forecast}=""),"",{forecast}-{plan})'


def subtotal(first, row):
    """The formula of the lines from row `first` to above row `row`, for each column."""

    def formula(column):
        if first == row:
            return f"=SUBTOTAL(9,{xl_range(row - 1, column, row - 1, column)})"
        lines = xl_range(first, column, row - 1, column)
        return _sum_if_complete([lines], lines)

    return formula


def _grand_total(row, subtotals):
    """SUBTOTAL leaves out the subtotals in its range; these tell whether a figure is missing."""

    def formula(column):
        if not subtotals:
            return f"=SUBTOTAL(9,{xl_range(row - 1, column, row - 1, column)})"
        cells = [xl_rowcol_to_cell(subtotal, column) for subtotal in subtotals]
        return _sum_if_complete(cells, xl_range(FIRST_ROW, column, row - 1, column))

    return formula


def _sum_if_complete(checked, summed):
    """Missing is not zero: a total with a blank part is blank."""
    blanks = "+".join(f"COUNTBLANK({cells})" for cells in checked)
    return f'=IF({blanks}>0,"",SUBTOTAL(9,{summed}))'
