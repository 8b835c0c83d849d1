"""The files that go out, each against the library that writes it."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pandas
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from benchmarks.pairs import measure
from benchmarks.report import make_case
from benchmarks.workbook import bare_workbook, recorded
from reports.board_paper.content import board_paper
from reports.board_paper.html import paper_html
from reports.board_paper.pdf import pdf_of
from reports.workbook.facts import facts_now
from reports.workbook.figures import figures_now
from reports.workbook.writer import expenditure_workbook

BAR, FASTER = 1.3, 1
MANY = 5_000


def cases(quarter):
    """Cases for the workbook, as it is and with many lines, and one for the paper."""
    figures, facts = figures_now(quarter), facts_now(quarter)
    yield from _workbook(facts, figures)
    yield from _workbook(facts, with_lines(figures, MANY))
    yield _paper(paper_html(board_paper(quarter)))


def with_lines(figures, count):
    """The figures with their lines over and over again, until there are so many."""
    spending = figures.spending
    copies = -(-count // len(spending.rows))
    groups = [replace(group, rows=group.rows * copies) for group in spending.groups]
    return replace(figures, spending=replace(spending, groups=tuple(groups)))


def _workbook(facts, figures):
    content, options, calls = recorded(facts, figures)
    if bare_workbook(options, calls) != content:
        raise RuntimeError("The bare program writes another workbook.")
    rivals = {
        "bare XlsxWriter": (BAR, lambda: bare_workbook(options, calls)),
        "pandas.to_excel": (FASTER, frames_of(content)),
    }
    lines = len(figures.spending.rows)
    for against, (bar, rival) in rivals.items():
        pairs = measure(lambda: expenditure_workbook(facts, figures), rival)
        yield make_case("workbook", pairs, against=against, bar=bar, lines=lines)


def frames_of(content):
    """A program that writes the texts, amounts and formulas of a workbook with pandas.

    It has no formats, no results beside formulas and no tables.
    """
    sheets = openpyxl.load_workbook(BytesIO(content))
    frames = {sheet.title: pandas.DataFrame(sheet.iter_rows(values_only=True)) for sheet in sheets}

    def write():
        file = BytesIO()
        with pandas.ExcelWriter(file, engine="xlsxwriter") as writer:
            for name, frame in frames.items():
                frame.to_excel(writer, sheet_name=name, header=False, index=False)
        return file.getvalue()

    return write


def _paper(html):
    """HTML to PDF in a child with limits, against WeasyPrint alone in this process."""
    pairs = measure(lambda: pdf_of(html), lambda: _pdf(html))
    return make_case("board paper as PDF", pairs, against="bare write_pdf", bar=BAR)


def _pdf(html):
    document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    return document.write_pdf(pdf_variant="pdf/ua-1")
