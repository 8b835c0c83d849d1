"""HTML to PDF/UA, as the child process does it: the only home of WeasyPrint."""

import logging
from hashlib import sha256
from io import BytesIO

from pikepdf import ObjectStreamMode, Pdf
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from reports.board_paper.tags import mend_tags


class Lines(logging.Handler):
    """Keeps what WeasyPrint complains of."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.kept = []

    def emit(self, record):
        self.kept.append(record.getMessage())


def pdf_and_warnings(html):
    """The bytes of the paper, the same for the same HTML, and WeasyPrint's warnings about it."""
    lines = Lines()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(lines)
    # Nothing is fetched: fonts are in the HTML itself, and any other address is refused.
    document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    pdf = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=sha256(html.encode()).hexdigest().encode()
    )
    return _mended(pdf), lines.kept


def _mended(pdf):
    out = BytesIO()
    with Pdf.open(BytesIO(pdf)) as opened:
        mend_tags(opened)
        opened.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return out.getvalue()
