"""The third job: a clerk makes the Board paper."""

import pytest
from pypdf import PdfReader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_clerk_downloads_the_board_paper_with_the_figures_as_they_stand(visit):
    clerk = visit("clerk")
    clerk.follow("Bromley")
    clerk.follow("Board paper")
    clerk.look()
    paper = clerk.download("Download the board paper")
    assert paper.name.endswith("DRAFT.pdf")
    text = "\n".join(page.extract_text() for page in PdfReader(paper).pages)
    for expected in ("DRAFT", "273", "1,048.9", "40,400", "−818"):
        assert expected in text
