"""The sheet Expenditure: the table as the board prints it, by group with subtotals."""

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from reports.workbook import words
from reports.workbook.layout import EXPENDITURE, FIRST_ROW, place


def write_expenditure(book, report):
    """Groups of lines with their subtotals, and the grand total; opens first."""
    sheet = book.sheet("Expenditure", "Expenditure", words.unit_note(report))
    sheet.headings(EXPENDITURE)
    row, subtotals = FIRST_ROW, []
    for group in report.groups:
        subtotals.append(_write_group(sheet, row, group))
        row = subtotals[-1] + 1
    _write_totals(sheet, row, report, "total", _grand_total(row, subtotals))
    sheet.freeze(place(EXPENDITURE, "name") + 1)
    sheet.finish(row, len(EXPENDITURE) - 1)
    sheet.opens_first()


def _write_group(sheet, heading_row, group):
    """Heading, lines and subtotal; the number of the row of the subtotal."""
    for column in range(len(EXPENDITURE)):
        sheet.text(heading_row, column, "" if column else group.name, "group")
    first = heading_row + 1
    for row, line in enumerate(group.rows, first):
        _write_line(sheet, row, line)
    row = first + len(group.rows)
    _write_totals(sheet, row, group, "subtotal", _subtotal(first, row))
    return row


def _write_line(sheet, row, line):
    for number, column in enumerate(EXPENDITURE):
        value = getattr(line, column.field)
        if column.field == "variance":
            sheet.formula(row, number, _variance(row), value, "money")
        elif column.is_money:
            sheet.amount(row, number, value, "money")
        else:
            sheet.text(row, number, value, "text")


def _write_totals(sheet, row, totals, style, formula):
    """A row of totals; `formula` gives the one of a column."""
    label = "Subtotal" if style == "subtotal" else "Grand total"
    for number, column in enumerate(EXPENDITURE):
        if column.field == "variance":
            sheet.formula(row, number, _variance(row), totals.variance, "money", style)
        elif column.is_money:
            sheet.formula(
                row, number, formula(number), getattr(totals, column.field), "money", style
            )
        else:
            sheet.text(row, number, label if column.field == "name" else "", style)


def _variance(row):
    plan, forecast = (
        xl_rowcol_to_cell(row, place(EXPENDITURE, field)) for field in ("plan", "forecast")
    )
    return f'=IF(OR({plan}="",{forecast}=""),"",{forecast}-{plan})'


def _subtotal(first, row):
    """The formula of a group's lines, from row `first` to above its own row."""

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
