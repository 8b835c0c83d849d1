"""The history of a quarter as a file for a spreadsheet, in which no cell is a formula."""

import csv

from boards import formats
from reports.history.queries import entries_of

HEADINGS = (
    "Number", "When", "What", "By", "Subject", "Before", "After", "Reason", "Request", "Digest"
)  # fmt: skip
# Where a spreadsheet begins to reckon instead of to read.
FORMULAS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
BYTE_ORDER_MARK = "\ufeff"


class _Line:
    """A file that gives back what is written to it."""

    def write(self, text):
        return text


def history_lines(quarter):
    """The lines of the file one after the other, so that no history has to fit into memory."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(HEADINGS)
    for entry in entries_of(quarter):
        yield writer.writerow([harmless(cell) for cell in _cells(entry)])


def harmless(text):
    """A text that a spreadsheet shows as it is: with an apostrophe where it would reckon."""
    begins = text.startswith(FORMULAS) or text.lstrip().startswith(FORMULAS)
    return f"'{text}" if begins else text


def _cells(entry):
    event = entry.event
    return (
        str(event.sequence), formats.moment(event.at), entry.sentence, entry.who, event.subject,
        event.before, event.after, event.reason, event.request_id, event.digest,
    )  # fmt: skip
