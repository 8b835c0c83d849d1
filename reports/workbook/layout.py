"""What stands where in the workbook, and how it looks: columns, widths and styles as data."""

from dataclasses import dataclass
from enum import Enum, auto

# Counted from 0, as XlsxWriter does: title, note and marks stand above the headings.
MARK_ROW = 2
HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1

TABLE_NAME = "tblExpenditure"


class Kind(Enum):
    """What the cells of a column hold; pounds are written as £ thousands."""

    TEXT = auto()
    MONEY = auto()
    NUMBER = auto()
    DAY = auto()


@dataclass(frozen=True)
class Column:
    """`field` is a name in the row; “{year}” in the heading is the financial year.

    With `formula` a row is filled that somebody adds to the table.
    """

    field: str
    heading: str
    width: int
    kind: Kind = Kind.TEXT
    formula: str = ""

    @property
    def is_right(self):
        return self.kind in (Kind.MONEY, Kind.NUMBER)


PLAN = Column("plan", "{year} plan £000", 13, Kind.MONEY)
REVISED = Column("revised", "{year} revised plan £000", 13, Kind.MONEY)

_EXPENDITURE = (
    Column("reference", "Ref", 13),
    Column("led_by", "Led by", 9),
    Column("heading", "Scheme type", 39),
    Column("name", "Scheme name", 42),
    PLAN,
    Column("spent", "Spent to date £000", 13, Kind.MONEY),
    Column("forecast", "{year} forecast £000", 13, Kind.MONEY),
    Column("variance", "Variance £000 (minus means under plan)", 16, Kind.MONEY),
)


def expenditure_columns(report):
    """The columns of the sheet Expenditure: the revised plan only where any plan was revised."""
    if not report.has_virements:
        return _EXPENDITURE
    after = _EXPENDITURE.index(PLAN) + 1
    return (*_EXPENDITURE[:after], REVISED, *_EXPENDITURE[after:])


_PLAN, _FORECAST = (
    f"{TABLE_NAME}[[#This Row],[{name}]]" for name in ("Revised plan £000", "Forecast £000")
)
VARIANCE = f'=IF(OR({_PLAN}="",{_FORECAST}=""),"",{_FORECAST}-{_PLAN})'

DATA = (
    Column("reference", "Ref", 13),
    Column("group", "Report group", 34),
    Column("stream", "Funding stream", 28),
    Column("stream_code", "Stream code", 12),
    Column("basis", "Stream basis", 12),
    Column("area", "Area of spend", 15),
    Column("counts_towards", "Counts towards", 22),
    Column("led_by", "Led by", 9),
    Column("heading", "Scheme type", 34),
    Column("name", "Scheme name", 34),
    Column("plan", "Plan £000", 12, Kind.MONEY),
    Column("revised", "Revised plan £000", 12, Kind.MONEY),
    Column("budget_to_date", "Budget to date £000", 12, Kind.MONEY),
    Column("spent", "Spent to date £000", 12, Kind.MONEY),
    Column("forecast", "Forecast £000", 12, Kind.MONEY),
    Column("variance", "Variance £000", 12, Kind.MONEY, VARIANCE),
    Column("planned_outputs", "Planned outputs", 11, Kind.NUMBER),
    Column("outputs", "Outputs to date", 11, Kind.NUMBER),
    Column("output_unit", "Unit", 16),
    Column("reviewed_on", "Reviewed on", 13, Kind.DAY),
    Column("confirmed", "Unlikely figure explained", 12),
    Column("explanation", "Explanation", 45),
)

MOVEMENT = (
    Column("reference", "Ref", 13),
    Column("led_by", "Led by", 9),
    Column("group", "Report group", 50),
    Column("name", "Scheme name", 44),
    Column("before", "Forecast then £000", 14, Kind.MONEY),
    Column("now", "Forecast now £000", 14, Kind.MONEY),
    Column("movement", "Movement £000", 14, Kind.MONEY),
    Column("note", "Change of plan", 20),
)

CHECKS = (
    Column("title", "Check", 46),
    Column("subject", "Stream, group or minimum", 26),
    Column("unit", "Unit", 8),
    Column("expected", "Expected", 12, Kind.NUMBER),
    Column("actual", "Actual", 12, Kind.NUMBER),
    Column("difference", "Difference", 12, Kind.NUMBER),
    Column("unknown", "Lines that cannot be compared", 14, Kind.NUMBER),
    Column("state", "Result", 11),
    Column("words", "What to do", 62),
)

SOURCES = (
    Column("what", "What", 18),
    Column("reference", "Ref", 13),
    Column("name", "Name", 38),
    Column("plan", "Plan or amount", 24),
    Column("stream", "Funding stream", 22),
    Column("figures", "Spent to date and forecast", 29),
    Column("months", "Months covered", 27),
    Column("day", "Reviewed on", 14, Kind.DAY),
    Column("role", "Reviewed by", 18),
    Column("note", "Note", 40),
)

NOTES = (
    Column("what", "What", 30),
    Column("about", "About", 52),
    Column("amount", "Amount £000", 13, Kind.MONEY),
    Column("day", "Date", 14, Kind.DAY),
    Column("note", "Note", 78),
)

COVER_WIDTHS = (30, 100)

_FIGURE = {"align": "right", "indent": 1, "valign": "top"}
STYLES = {
    "title": {"bold": True, "font_size": 14},
    "note": {},
    "mark": {"bold": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "money": {"num_format": "#,##0;-#,##0;0", **_FIGURE},
    "number": {"num_format": "#,##0;-#,##0;0", **_FIGURE},
    "decimal": {
        "num_format": "#,##0.0####;-#,##0.0####",
        "align": "right",
        "indent": 1,
        "valign": "top",
    },
    "day": {"num_format": "d mmm yyyy", "align": "left", "valign": "top"},
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
