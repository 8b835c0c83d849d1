"""The sheet Cover: what the workbook holds, and how to read it."""

from boards import formats
from reports.workbook import words
from reports.workbook.layout import COVER_WIDTHS, HEADING_ROW, TABLE_NAME

SHEETS = (
    ("Cover", "This sheet."),
    ("Expenditure", "Every line as the board prints it, by group, with subtotals and formulas."),
    (
        "Data",
        "One row a line for filters and pivot tables: the table "
        f"{TABLE_NAME}, with its headings in row {HEADING_ROW + 1}.",
    ),
)


def write_cover(book, report):
    sheet = book.sheet("Cover", "Better Care Fund expenditure", "What this workbook holds.")
    sheet.set_widths(COVER_WIDTHS)
    row = _write_block(sheet, HEADING_ROW, ("Sheet", "What it holds"), SHEETS)
    row = _write_block(sheet, row + 1, ("Report", "Detail"), _report(book.facts))
    row = _write_block(sheet, row + 1, ("Figures", "How to read them"), _figures(report))
    sheet.finish(row - 1, 1, repeats_headings=False)


def _write_block(sheet, row, headings, lines):
    """A list of labels with their texts under headings; the number of the row after it."""
    for column, heading in enumerate(headings):
        sheet.text(row, column, heading, "heading")
    for line_row, line in enumerate(lines, row + 1):
        for column, text in enumerate(line):
            sheet.text(line_row, column, text, "text")
    return row + 1 + len(lines)


def _report(facts):
    return (
        ("Board", facts.board),
        ("Authority", facts.authority),
        ("Period", f"{facts.period}, {facts.months}"),
        ("Board meeting", formats.date(facts.meeting_on)),
        ("Version", facts.edition or "None: made from the figures as they stand."),
    )


def _figures(report):
    lines = formats.counted(len(report.rows), "line")
    groups = formats.counted(len(report.groups), "group")
    return (
        ("Unit", f"{words.UNIT} Cells hold exact amounts and show whole thousands."),
        ("Variance", words.VARIANCE),
        ("Blank cell", words.BLANK),
        ("Lines", f"{lines} in {groups}."),
        ("Plan", words.completeness(report, "plan")),
        ("Spent to date", words.completeness(report, "spent")),
        ("Forecast", words.completeness(report, "forecast")),
        ("Totals", words.rounding(report)),
    )
