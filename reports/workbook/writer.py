"""The expenditure workbook, made from the same frozen values as page and paper."""

from reports.workbook.book import Book
from reports.workbook.checks import write_checks
from reports.workbook.cover import write_cover
from reports.workbook.data import write_data
from reports.workbook.expenditure import write_expenditure
from reports.workbook.facts import WorkbookFacts
from reports.workbook.figures import Figures
from reports.workbook.movement import write_movement
from reports.workbook.notes import write_notes
from reports.workbook.sheet import CannotWriteText
from reports.workbook.sources import write_sources

__all__ = ["CannotWriteText", "expenditure_workbook"]


def expenditure_workbook(facts: WorkbookFacts, figures: Figures) -> bytes:
    """The workbook of a report; equal figures give equal bytes."""
    book = Book(facts)
    write_cover(book, figures)
    write_expenditure(book, figures)
    write_data(book, figures)
    write_movement(book, figures.movement)
    write_checks(book, figures)
    write_sources(book, figures)
    write_notes(book, figures)
    return book.close()
