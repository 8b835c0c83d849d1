"""The sheet Movement: each forecast then and now, and what it moved."""

from xlsxwriter.utility import xl_rowcol_to_cell

from boards import formats
from reports.workbook.expenditure import subtotal
from reports.workbook.layout import FIRST_ROW, HEADING_ROW, MOVEMENT, Kind, place
from reports.workbook.sheet import Formula

NOTHING = "Nothing of this year was signed before, so there is no movement to show."
SIGN = "Amounts in £ thousands (£000). Minus means that the forecast is lower now."
ABSENT = "A line that was not in the plan at the time counts as 0."
NOTES = {"is_new": "New since then", "is_gone": "No longer in the plan"}


def write_movement(book, movement):
    """The movement of every line with its total, or that nothing was signed before."""
    if movement is None:
        sheet = book.sheet("Movement", "Movement of forecasts", NOTHING)
        sheet.finish(HEADING_ROW, len(MOVEMENT) - 1, is_list=False)
        return
    note = " ".join(filter(None, (f"Since {movement.since}.", SIGN, ABSENT, _blank(movement))))
    sheet = book.sheet("Movement", "Movement of forecasts", note)
    last_row = FIRST_ROW + max(len(movement.rows), 1) - 1
    sheet.table("tblMovement", MOVEMENT, last_row)
    for row, moved in enumerate(movement.rows, FIRST_ROW):
        sheet.row(row, MOVEMENT, _values(row, moved))
    _write_total(sheet, last_row + 1, movement)
    sheet.freeze(place(MOVEMENT, "name") + 1)
    sheet.finish(last_row + 1, len(MOVEMENT) - 1)


def _blank(movement):
    """Why totals are blank, where they are."""
    missing = sum(moved.movement is None for moved in movement.rows)
    lines = formats.counted(missing, "line")
    return f"Totals are blank: {lines} without a forecast then or now." if missing else ""


def _values(row, moved):
    before, now = (xl_rowcol_to_cell(row, place(MOVEMENT, field)) for field in ("before", "now"))
    return (
        moved.reference,
        moved.led_by,
        moved.group,
        moved.name,
        0 if moved.is_new else moved.before,
        0 if moved.is_gone else moved.now,
        Formula(f'=IF(OR({before}="",{now}=""),"",{now}-{before})', moved.movement),
        " ".join(words for field, words in NOTES.items() if getattr(moved, field)),
    )


def _write_total(sheet, row, movement):
    formula = subtotal(FIRST_ROW, row) if movement.rows else subtotal(row, row)
    for number, column in enumerate(MOVEMENT):
        if column.kind is Kind.MONEY:
            result = Formula(formula(number), getattr(movement, column.field))
            sheet.put(row, number, column.kind, result, "total")
        else:
            sheet.text(row, number, "Total" if column.field == "name" else "", "total")
