"""The board paper as a PDF: what a validator, a screen reader and a board member find in it."""

import time
from dataclasses import replace
from io import BytesIO

import page
import pikepdf
import pypdf
import pytest
from django.utils.text import slugify

from finance.queries import SpendReport
from metrics.findings import Status
from metrics.queries import MetricReport
from reports.board_paper.html import STYLES, paper_html
from reports.board_paper.pdf import render_pdf
from tests.reports.paper_builders import NARRATIVE, make_cover, make_paper, make_spending, texts


@pytest.fixture(scope="module")
def pdf():
    return render_pdf(make_paper())


def elements(node):
    """Every element of the structure tree below a node."""
    for kid in node.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def count(kind, node):
    return sum(str(element.S) == kind for element in elements(node))


def test_the_paper_is_pdf_ua(pdf):
    report = page.validate_pdf_bytes(pdf, profile="ua1")

    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


def test_weasyprint_has_nothing_to_complain_of(caplog):
    render_pdf(make_paper())

    assert caplog.messages == []


def test_only_our_own_font_is_used_and_it_is_embedded():
    with pikepdf.open(BytesIO(render_pdf(make_paper(NARRATIVE + "\n\nŁódź − £5 – “ő”…")))) as pdf:
        fonts = [item for item in pdf.objects if "/FontDescriptor" in _keys(item)]
        names = {str(font.BaseFont).split("+")[1] for font in fonts}

        assert all(name.startswith("Source-Sans-3") for name in names)
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def _keys(item):
    return item.keys() if isinstance(item, pikepdf.Dictionary) else ()


def test_the_same_paper_gives_the_same_bytes(pdf):
    time.sleep(1.1)

    assert render_pdf(make_paper()) == pdf


@pytest.mark.check(50)
def test_every_page_of_a_draft_says_so(pdf):
    pages = texts(pdf)

    assert len(pages) > 4
    assert all("DRAFT" in text and "Demonstration" in text for text in pages)
    assert all(f"Page {n} of {len(pages)}" in text for n, text in enumerate(pages, 1))


def test_a_signed_paper_of_a_real_board_says_neither():
    pages = texts(render_pdf(make_paper(is_draft=False, is_demonstration=False)))

    assert not any("DRAFT" in text or "Demonstration" in text for text in pages)


@pytest.mark.check(50)
def test_a_title_and_an_author_without_a_person_are_recorded(pdf):
    reader = pypdf.PdfReader(BytesIO(pdf))

    assert reader.metadata.title == "Better Care Fund Quarter 3 report"
    assert reader.metadata.author == "London Borough of Bromley"
    assert reader.root_object["/Lang"] == "en-GB"
    assert [item.title for item in reader.outline if not isinstance(item, list)] == [
        "Better Care Fund Quarter 3 report",
        "1 Commentary",
        "Appendix A: progress on the actions of the plan",
    ]


def test_what_is_missing_is_said_in_words(pdf):
    text = " ".join(texts(pdf))

    assert "Staff not provided" in text
    assert "Reablement 440 not provided not entered not provided" in text


def test_a_table_over_several_pages_is_one_table_to_a_screen_reader(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        tree = opened.Root.StructTreeRoot
        tables = [element for element in elements(tree) if element.S == "/Table"]

        # Two of the cover, Table 1, Table 2 and the actions.
        assert [count("/Caption", table) for table in tables] == [1] * 5
        assert [count("/THead", table) for table in tables] == [0, 0, 1, 1, 1]
        # The head, four groups with headings and subtotals, 46 lines and the grand total.
        assert count("/TR", tables[3]) == 1 + 4 + 4 + 46 + 1
    assert sum("Led by Scheme type" in text for text in texts(pdf)) > 1


def test_every_header_cell_says_what_it_heads(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        cells = [e for e in elements(opened.Root.StructTreeRoot) if e.S == "/TH"]
        scopes = [str(cell.A.Scope) for cell in cells]

        assert scopes.count("/Column") == 6 + 7 + 3 + 4 + 1
        assert all(cell.A.Scope == "/Column" for cell in cells if cell.P.P.S == "/THead")
        assert scopes.count("/Row") == len(cells) - 21


def test_what_a_page_only_repeats_is_not_read_out(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        tree = opened.Root.StructTreeRoot
        read = {element.objgen for element in elements(tree)}
        owners = [owner for owners in list(tree.ParentTree.Nums)[1::2] for owner in owners]

        assert {owner.objgen for owner in owners if owner is not None} <= read
        assert owners.count(None) >= 3 * len(opened.pages)


def test_headings_and_totals_of_groups_stay_with_their_lines():
    lines = (1, 2, 3) * 15

    pages = texts(render_pdf(make_paper(spending=make_spending(lines))))

    for group in range(len(lines)):
        heading, first = f"Stream {group:02d} BRO", f"First of Stream {group:02d}"
        assert [heading in text for text in pages] == [first in text for text in pages]
    assert not any("under plan) Subtotal" in text for text in pages)


def pages_of(group, pages):
    return [n for n, text in enumerate(pages) if f" of Stream {group:02d}" in text]


def test_a_group_that_fits_on_a_page_stands_on_one_page():
    lines = (6, 9, 7, 30, 8) * 5

    pages = texts(render_pdf(make_paper(spending=make_spending(lines))))

    small = [group for group, count in enumerate(lines) if count < 30]
    assert [group for group in small if len(pages_of(group, pages)) > 1] == []
    assert sum("Led by Scheme type" in text for text in pages) == sum(
        " of Stream" in text for text in pages
    )


def test_a_group_that_may_not_fit_is_split_and_keeps_its_head():
    spending = make_spending((9, 2))
    long, *others = spending.groups
    name = "Home care for people who leave hospital at night " * 4
    rows = tuple(replace(row, name=f"{name}{row.name}") for row in long.rows)
    spending = replace(spending, groups=(replace(long, rows=rows), *others))

    pages = texts(render_pdf(make_paper(spending=spending)))

    with_lines = [text for text in pages if " of Stream" in text]
    assert len(pages_of(0, pages)) > 1
    assert all("Led by Scheme type" in text for text in with_lines)


def test_a_status_has_a_shape_of_its_own():
    styles = "".join(file.read_text() for file in STYLES)

    assert f".status--{slugify(Status.ON_TARGET.label)}::before" in styles
    assert f".status--{slugify(Status.NOT_ON_TARGET.label)}::before" in styles
    assert "status--not-on-target" in paper_html(make_paper())


def test_a_paper_with_nothing_in_it_yet_can_be_made(caplog):
    empty = make_paper(
        "Nothing yet.\n\n{table.metrics}\n\n{table.spending}",
        cover=make_cover(report_number="", meeting_on=None, chief_officers=(), groups=()),
        metrics=MetricReport(()),
        spending=SpendReport(()),
        appendix=(replace(make_paper().appendix[0], body="", actions=()),),
        non_applicable="",
        background_documents=(),
    )

    made = render_pdf(empty)

    assert page.validate_pdf_bytes(made, profile="ua1").is_compliant
    assert "Table 2 is empty" in " ".join(texts(made))
    assert caplog.messages == []
