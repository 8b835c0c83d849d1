"""The page, the workbook and the paper of one version print each figure as the same text."""

import re
from decimal import Decimal
from html import unescape
from io import BytesIO

import openpyxl
import pypdf
import pytest
from django.core.management import call_command

from boards import formats
from boards.models import BoardQuarter, User
from boards.workflow import Status
from tests.signing_builders import walk

pytestmark = [pytest.mark.django_db, pytest.mark.check(21), pytest.mark.xdist_group("paper")]
VERSION = "/bromley/2023-24-q3/versions/1/"
PUBLIC = "/public/bromley/2023-24-q3/"
FORMAT = "#,##0;-#,##0;0"


@pytest.fixture
def published(client, tmp_path):
    """The Bromley paper, published: its Snapshot. The client is its clerk."""
    call_command("load_demo", accounts=tmp_path / "accounts.txt", verbosity=0)
    client.force_login(User.objects.get(email="clerk@demonstration.example"))
    return walk(BoardQuarter.objects.get(board__slug="bromley"), Status.PUBLISHED)


def page_rows(client, start, number):
    """The cells of the rows of the table with a number on the page."""
    page = client.get(start).content.decode()
    table = next(
        t for t in page.split("<table")[1:] if f"Table {number}:" in t.split("</caption>")[0]
    )
    rows = re.findall("<tr[^>]*>(.*?)</tr>", table.split("</table>")[0], re.DOTALL)
    cells = [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[unescape(cell).strip() for cell in row] for row in cells]


def displayed(cell):
    """A cell as Excel shows it, with the minus that pages and papers print."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    assert cell.number_format == FORMAT
    text = f"{formats.rounded(Decimal(repr(cell.value)), 0):,}"
    return text.replace("-", formats.MINUS)


def sheet_rows(client, start):
    """The rows of the expenditure sheet that hold amounts, by what stands to the left of them."""
    book = openpyxl.load_workbook(
        BytesIO(client.get(start + "expenditure.xlsx").content), data_only=True
    )
    return [[displayed(cell) for cell in row] for row in book["Expenditure"].iter_rows(min_row=5)]


def paper_text(client, start):
    reader = pypdf.PdfReader(BytesIO(client.get(start + "paper.pdf").content))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_each_figure_is_the_same_text_on_page_in_workbook_and_in_paper(client, published):
    for start in (VERSION, PUBLIC):
        paper = " ".join(paper_text(client, start))

        compare_amounts(page_rows(client, start, 2), sheet_rows(client, start), paper)
        compare_measures(page_rows(client, start, 1), paper)


def compare_amounts(rows, in_sheet, paper):
    """Plan, forecast and variance of every line, and of every total."""
    lines = {row[0]: row[-3:] for row in rows if row[0].startswith("BRO-")}
    totals = [row[1:] for row in rows if "total" in row[0]]
    assert (len(lines), len(totals)) == (35, 4)
    assert {row[0]: [row[4], *row[6:8]] for row in in_sheet if row[0].startswith("BRO-")} == lines
    assert [[row[4], *row[6:8]] for row in in_sheet if "otal" in row[3]] == totals
    assert [row for row in (*lines.values(), *totals) if " ".join(row) not in paper] == []


def compare_measures(rows, paper):
    """Annual target, target to date and actual of every measure; the workbook has none."""
    heads, *measures = rows
    assert heads[1:4] == ["Annual target 2023-24", "Target to date", "Actual"]
    assert len(measures) == 5
    for name, *figures in measures:
        assert " ".join([name, *figures[:3]]) in paper


def test_all_that_goes_out_carries_the_same_version_and_check_code(client, published):
    edition = f"Version 1, check code {published.check_code}"
    pages = paper_text(client, PUBLIC)
    book = openpyxl.load_workbook(BytesIO(client.get(PUBLIC + "expenditure.xlsx").content))

    assert edition in client.get(VERSION).content.decode()
    public = client.get(PUBLIC).content.decode()
    assert "This is version 1." in public
    assert published.check_code in public
    assert [page for page in pages if edition not in page] == []
    assert len(pages) > 10
    assert all(edition in sheet.oddFooter.left.text for sheet in book)
    assert edition in {cell.value for row in book["Cover"].iter_rows() for cell in row}
    assert not any("DRAFT" in text for text in pages)


def test_a_paper_that_is_not_signed_yet_says_so_on_each_page(client, tmp_path):
    call_command("load_demo", accounts=tmp_path / "accounts.txt", verbosity=0)
    client.force_login(User.objects.get(email="clerk@demonstration.example"))
    sent = walk(BoardQuarter.objects.get(board__slug="bromley"), Status.WITH_SIGNATORIES)

    pages = paper_text(client, VERSION)

    assert all(f"check code {sent.check_code}" in page and "DRAFT" in page for page in pages)
