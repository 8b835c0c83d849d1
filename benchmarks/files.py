"""The two files that go out, each against the library that writes it."""

from weasyprint import HTML
from weasyprint.urls import URLFetcher

from benchmarks.pairs import measure
from benchmarks.report import make_case
from benchmarks.workbook import bare_workbook, recorded
from reports.board_paper.content import board_paper
from reports.board_paper.html import paper_html
from reports.board_paper.pdf import pdf_of
from reports.workbook.facts import facts_now
from reports.workbook.writer import expenditure_workbook

BAR = 1.3


def cases(quarter, report):
    """A Case for the workbook and one for the paper."""
    yield _workbook(facts_now(quarter), report)
    yield _paper(paper_html(board_paper(quarter)))


def _workbook(facts, report):
    content, options, calls = recorded(facts, report)
    if bare_workbook(options, calls) != content:
        raise RuntimeError("The bare program writes another workbook.")
    pairs = measure(
        lambda: expenditure_workbook(facts, report), lambda: bare_workbook(options, calls)
    )
    lines = len(report.rows)
    return make_case("workbook", pairs, against="bare XlsxWriter", bar=BAR, lines=lines)


def _paper(html):
    """HTML to PDF in a child with limits, against WeasyPrint alone in this process."""
    pairs = measure(lambda: pdf_of(html), lambda: _pdf(html))
    return make_case("board paper as PDF", pairs, against="bare write_pdf", bar=BAR)


def _pdf(html):
    document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    return document.write_pdf(pdf_variant="pdf/ua-1")
