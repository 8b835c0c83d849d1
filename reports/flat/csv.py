"""The expenditure table as lines of text, in which no cell is a formula."""

import csv
from decimal import Decimal
from io import StringIO

from reports.flat.fields import NAMES, lines
from reports.history.table import BYTE_ORDER_MARK, harmless
from reports.workbook.facts import WorkbookFacts
from reports.workbook.figures import Figures


def expenditure_csv(facts: WorkbookFacts, figures: Figures) -> bytes:
    """A row for each line, exact pounds; every cell is quoted, and empty where it is missing."""
    file = StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(NAMES)
    writer.writerows([_cell(row[name]) for name in NAMES] for row in lines(figures))
    return f"{BYTE_ORDER_MARK}{file.getvalue()}".encode()


def _cell(value):
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else harmless(str(value))
