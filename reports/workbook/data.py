"""The sheet Data: one row a line, a table for filters, pivot tables and other programs."""

from finance.models import Basis
from reports.workbook import words
from reports.workbook.layout import DATA, FIRST_ROW, TABLE_NAME, place

_PLAN, _FORECAST = (
    f"{TABLE_NAME}[[#This Row],[{name}]]" for name in ("Plan £000", "Forecast £000")
)
VARIANCE = f'=IF(OR({_PLAN}="",{_FORECAST}=""),"",{_FORECAST}-{_PLAN})'


def write_data(book, report):
    """Every line of the report, without group rows or totals."""
    sheet = book.sheet("Data", "Expenditure data", words.unit_note(report))
    # A table needs a row, even where the plan has no lines yet.
    last_row = FIRST_ROW + max(len(report.rows), 1) - 1
    sheet.table(DATA, last_row, {"variance": VARIANCE})
    lines = [(group, line) for group in report.groups for line in group.rows]
    for row, (group, line) in enumerate(lines, FIRST_ROW):
        _write_line(sheet, row, group, line)
    if not lines:
        sheet.formula(FIRST_ROW, place(DATA, "variance"), VARIANCE, None, "money")
    sheet.freeze(1)
    sheet.finish(last_row, len(DATA) - 1)


def _write_line(sheet, row, group, line):
    for number, column in enumerate(DATA):
        value = _value(group, line, column.field)
        if column.field == "variance":
            sheet.formula(row, number, VARIANCE, value, "money")
        elif column.is_money:
            sheet.amount(row, number, value, "money")
        else:
            sheet.text(row, number, value, "text")


def _value(group, line, field):
    if field == "group":
        return group.name
    if field == "basis":
        return (Basis.DERIVED if line.stream_is_derived else Basis.PRINTED).label
    return getattr(line, field)
