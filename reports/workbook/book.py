"""A workbook in memory: its properties, formats and sheets."""

from copy import deepcopy
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from reports.workbook import words
from reports.workbook.layout import STYLES
from reports.workbook.sheet import Sheet

# The date of the entries of the zip: the same figures give the same bytes on any day.
NO_DATE = datetime(1980, 1, 1)
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}


class OwnFormulas(Worksheet):
    """A sheet that takes formulas as they are.

    XlsxWriter looks in each for the names of functions newer than Excel 2007, which ours do not
    call. Without this method the same workbook takes longer to make.
    """

    def _prepare_formula(self, formula, expand_future_functions=False):
        return formula.removeprefix("=")


class Book:
    """A workbook in memory, for one report."""

    def __init__(self, facts):
        self.facts = facts
        self._bytes = BytesIO()
        # A copy: the writer adds to the options it is given.
        self._workbook = xlsxwriter.Workbook(self._bytes, deepcopy(OPTIONS))
        self._workbook.set_properties(
            {
                "title": words.title("Better Care Fund expenditure", facts),
                "subject": words.subject(facts),
                "author": facts.authority,
                "company": facts.authority,
                "created": NO_DATE,
            }
        )
        self._formats = {}

    def sheet(self, name, title, note):
        """A new sheet that begins with title, note and marks."""
        sheet = Sheet(self, self._workbook.add_worksheet(name, OwnFormulas))
        sheet.text(0, 0, words.title(title, self.facts), "title")
        sheet.text(1, 0, note, "note")
        sheet.mark(words.marks(self.facts))
        return sheet

    def format(self, *styles):
        """The format that joins some styles of the layout."""
        if styles not in self._formats:
            joined = {key: value for style in styles for key, value in STYLES[style].items()}
            self._formats[styles] = self._workbook.add_format(joined)
        return self._formats[styles]

    def close(self):
        """Ends the workbook; its bytes."""
        self._workbook.close()
        return self._bytes.getvalue()
