"""Figures read back from a workbook, as its sheets show them."""

import re
from decimal import Decimal
from io import BytesIO
from zipfile import BadZipFile

import openpyxl

from boards import formats
from reports.tie_out.printed import FIGURES, UNREADABLE, Printed, check_code
from reports.workbook.expenditure import GRAND_TOTAL, SUBTOTAL
from reports.workbook.layout import HEADING_ROW


def of_workbook(content):
    """What the sheets Cover and Expenditure of a workbook show."""
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    except BadZipFile:
        return UNREADABLE
    cover = " ".join(str(value) for row in book["Cover"].values for value in row if value)
    headings, *rows = list(book["Expenditure"].values)[HEADING_ROW:]
    places = [_place(headings, name) for name in FIGURES]
    name = headings.index("Scheme name")
    sums = [row for row in rows if row[name] in (SUBTOTAL, GRAND_TOTAL)]
    return Printed(
        check_code=check_code(cover),
        lines=sum(bool(row[0] and row[name]) for row in rows),
        totals=tuple(tuple(_in_thousands(row[place]) for place in places) for row in sums),
        names=tuple(row[0] for row in rows if row[0] and not row[name]),
    )


def _place(headings, name):
    """The column of a figure, as “2023-24 forecast £000”; a revised plan is another column."""
    wanted = re.compile(rf"(\d{{4}}-\d\d )?{name} £000", re.IGNORECASE)
    return next(place for place, heading in enumerate(headings) if wanted.match(heading or ""))


def _in_thousands(value):
    """A cell in £ thousands as a reader sees it."""
    return formats.thousands(None if value in (None, "") else Decimal(repr(value)) * 1000)
