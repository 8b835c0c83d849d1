"""What stands where in the workbook, and how it looks: columns, widths and styles as data."""

from dataclasses import dataclass

# Counted from 0, as XlsxWriter does: title, note and marks stand above the headings.
MARK_ROW = 2
HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1

TABLE_NAME = "tblExpenditure"


@dataclass(frozen=True)
class Column:
    """`field` is a name in SpendRow; “{year}” in the heading is the financial year."""

    field: str
    heading: str
    width: int
    is_money: bool = False


EXPENDITURE = (
    Column("reference", "Ref", 13),
    Column("led_by", "Led by", 7),
    Column("heading", "Scheme type", 39),
    Column("name", "Scheme name", 42),
    Column("plan", "{year} plan £000", 13, is_money=True),
    Column("spent", "Spent to date £000", 13, is_money=True),
    Column("forecast", "{year} forecast £000", 13, is_money=True),
    Column("variance", "Variance £000 (minus means under plan)", 16, is_money=True),
)

DATA = (
    Column("reference", "Ref", 13),
    Column("group", "Report group", 32),
    Column("stream", "Funding stream", 28),
    Column("basis", "Stream basis", 21),
    Column("led_by", "Led by", 9),
    Column("heading", "Scheme type", 30),
    Column("name", "Scheme name", 30),
    Column("plan", "Plan £000", 13, is_money=True),
    Column("spent", "Spent to date £000", 13, is_money=True),
    Column("forecast", "Forecast £000", 13, is_money=True),
    Column("variance", "Variance £000", 13, is_money=True),
    Column("explanation", "Explanation", 45),
)

COVER_WIDTHS = (18, 100)

STYLES = {
    "title": {"bold": True, "font_size": 14},
    "note": {},
    "mark": {"bold": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "money": {"num_format": "#,##0;-#,##0;0", "align": "right", "indent": 1, "valign": "top"},
    "heading": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2},
    "right": {"align": "right", "indent": 1},
    # The button of a filter covers the end of a heading.
    "filtered": {"align": "right", "indent": 2},
    "group": {"bold": True, "bg_color": "#E7ECEF"},
    "subtotal": {"bold": True, "valign": "top", "top": 1, "bottom": 1},
    "total": {"bold": True, "valign": "top", "top": 2, "bottom": 6},
    "quoted": {"quote_prefix": True},
}


def place(columns: tuple[Column, ...], field: str) -> int:
    """The number of the column that shows `field`."""
    return [column.field for column in columns].index(field)
