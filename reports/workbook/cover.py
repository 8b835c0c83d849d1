"""The sheet Cover: what the workbook holds, and how to read it."""

from boards import formats
from finance.agreements import State
from reports.workbook import words
from reports.workbook.layout import COVER_WIDTHS, HEADING_ROW, TABLE_NAME
from reports.workbook.sources import NAME as SOURCES

SHEETS = (
    ("Cover", "This sheet."),
    ("Expenditure", "Every line as the board prints it, by group, with subtotals and formulas."),
    (
        "Data",
        "One row a line for filters and pivot tables: the table "
        f"{TABLE_NAME}, with its headings in row {HEADING_ROW + 1}.",
    ),
    ("Movement", "Each forecast now and in the version that was signed last."),
    ("Checks", "What should agree, with formulas over the sheet Data."),
    (SOURCES, "The source of each line, total and stream of income."),
    ("Notes", "What was said of lines, money moved and carried forward, reserves, risk share."),
)


def write_cover(book, figures):
    sheet = book.sheet("Cover", "Better Care Fund expenditure", "What this workbook holds.")
    sheet.set_widths(COVER_WIDTHS)
    row = _write_block(sheet, HEADING_ROW, ("Sheet", "What it holds"), SHEETS)
    row = _write_block(sheet, row + 1, ("Report", "Detail"), _report(book.facts))
    row = _write_block(sheet, row + 1, ("Figures", "How to read them"), _figures(figures))
    sheet.finish(row - 1, 1, is_list=False)


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
        ("Signed by", "\n".join(facts.signed_by) or "Not signed off."),
        ("Lines", f"Only those led by {facts.led_by}." if facts.led_by else "All lines."),
    )


def _figures(figures):
    report = figures.spending
    lines = formats.counted(len(report.rows), "line")
    groups = formats.counted(len(report.groups), "group")
    return (
        ("Unit", f"{words.UNIT} Cells hold exact amounts and show whole thousands."),
        ("Variance", words.variance(report)),
        ("Blank cell", words.BLANK),
        ("Number of lines", f"{lines} in {groups}."),
        ("Plan", words.completeness(report, "plan")),
        ("Spent to date", words.completeness(report, "spent")),
        ("Forecast", words.completeness(report, "forecast")),
        ("Totals", words.rounding(figures)),
        ("Checks", _checks(figures)),
    )


def _checks(figures):
    """“5 agree, 3 to check, 3 not known.”"""
    states = [item.state for item in figures.agreements]
    words = {State.AGREES: "agree", State.CHECK: "to check", State.NOT_KNOWN: "not known"}
    return ", ".join(f"{states.count(state)} {word}" for state, word in words.items()) + "."
