"""The sheet Data: one row a line, a table for filters, pivot tables and other programs."""

from finance.models import Basis
from reports.workbook import words
from reports.workbook.layout import DATA, FIRST_ROW, TABLE_NAME, VARIANCE
from reports.workbook.sheet import Formula

BETWEEN = "; "


def write_data(book, figures):
    """Every line of the report, without group rows or totals."""
    report = figures.spending
    sheet = book.sheet("Data", "Expenditure data", words.unit_note(figures))
    lines = [_values(group, row, figures) for group in report.groups for row in group.rows]
    # A table needs a row, even where the plan has no lines yet.
    lines = lines or [[_nothing(column) for column in DATA]]
    last_row = FIRST_ROW + len(lines) - 1
    sheet.table(TABLE_NAME, DATA, last_row)
    for row, values in enumerate(lines, FIRST_ROW):
        sheet.row(row, DATA, values)
    sheet.freeze(1)
    sheet.finish(last_row, len(DATA) - 1)


def _nothing(column):
    return Formula(VARIANCE, None) if column.field == "variance" else None


def _values(group, row, figures):
    worked_out = {
        "group": group.name,
        "basis": (Basis.DERIVED if row.stream_is_derived else Basis.PRINTED).label,
        "counts_towards": BETWEEN.join(figures.minimum_name(kind) for kind in row.counts_towards),
        "confirmed": "Yes" if row.unlikely_because else "",
        "variance": Formula(VARIANCE, row.variance),
    }
    return [
        worked_out[column.field] if column.field in worked_out else getattr(row, column.field)
        for column in DATA
    ]
