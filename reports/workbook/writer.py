"""The expenditure workbook, made from the same frozen report as page and paper."""

from finance.queries import SpendReport
from reports.workbook.book import Book
from reports.workbook.cover import write_cover
from reports.workbook.data import write_data
from reports.workbook.expenditure import write_expenditure
from reports.workbook.facts import WorkbookFacts
from reports.workbook.sheet import CannotWriteText

__all__ = ["CannotWriteText", "expenditure_workbook"]


def expenditure_workbook(facts: WorkbookFacts, report: SpendReport) -> bytes:
    """The workbook of a report; equal figures give equal bytes."""
    book = Book(facts)
    write_cover(book, report)
    write_expenditure(book, report)
    write_data(book, report)
    return book.close()
