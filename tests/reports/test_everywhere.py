"""One figure, every output: what is entered once is read back from all that goes out."""

import io

import openpyxl
import pypdf
import pytest

from boards import formats
from boards.models import BoardQuarter, User
from finance.models import LineReturn
from finance.queries import spend_report
from finance.tables import ExpenditureTable
from metrics.queries import metric_report
from metrics.tables import MetricTable

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]
QUARTER = "/bromley/2023-24-q3/"


@pytest.fixture
def quarter(demonstration):
    return BoardQuarter.objects.get(board__slug="bromley")


@pytest.fixture
def officer(client, quarter):
    client.force_login(User.objects.get(email="finance.council@demonstration.example"))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def workbook(client):
    content = client.get(QUARTER + "expenditure.xlsx").content
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def paper_text(client):
    reader = pypdf.PdfReader(io.BytesIO(client.get(QUARTER + "paper.pdf").content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def cells(sheet):
    return {cell.value for row in sheet.iter_rows() for cell in row}


def test_a_changed_forecast_reaches_page_workbook_sentence_and_paper(officer):
    line = LineReturn.objects.get(quarter__board__slug="bromley", forecast=2_149_000).line_id

    officer.post(
        QUARTER + "spending/",
        {f"forecast-{line}": "2,200", f"shown-forecast-{line}": "2149000.00"},
    )

    page = words(officer.get(QUARTER + "spending/"))
    tables = words(officer.get(QUARTER + "tables/"))
    assert all("−767" in place and "39,633" in place for place in (page, tables))
    assert {2200, -767, 39633} <= cells(workbook(officer)["Expenditure"])
    paper = paper_text(officer)
    sentence = "The only line forecast to differ from plan is Disabled Facilities Grants, "
    assert sentence + "£767k under plan." in paper
    assert "−767" in paper
    assert "39,633" in paper
    assert "818" not in page + tables + paper


def test_every_figure_of_both_tables_stands_in_the_paper(officer, quarter):
    paper = paper_text(officer)
    spending = ExpenditureTable(spend_report(quarter), year=2023, caption="")
    metrics = MetricTable(metric_report(quarter), year=2023, caption="")

    rows = [row for table in (spending, metrics) for body in table.bodies() for row in body.rows]
    figures = {cell.text for row in rows for cell in row if "app-number" in cell.css}
    totals = {cell.text for body in spending.bodies() for cell in body.subtotal}
    expected = figures | totals | {cell.text for cell in spending.footer()}

    assert len(expected) > 45
    assert [figure for figure in expected if figure not in paper] == []
    for row in spend_report(quarter).rows:
        assert f"{row.reference} {row.led_by}" in paper


def test_the_workbook_holds_the_totals_that_the_page_shows(officer, quarter):
    page, sheet = words(officer.get(QUARTER + "spending/")), workbook(officer)["Expenditure"]
    report = spend_report(quarter)

    for total in (*report.groups, report):
        shown = {formats.thousands(total.plan), formats.thousands(total.forecast)}
        assert all(f">{text}<" in page for text in shown)
        assert {total.plan / 1000, total.forecast / 1000, total.variance / 1000} <= cells(sheet)


def test_the_files_are_named_for_what_they_are(officer):
    names = [
        officer.get(QUARTER + file).headers["Content-Disposition"]
        for file in ("expenditure.xlsx", "paper.pdf")
    ]

    assert names == [
        'attachment; filename="BCF-Bromley-2023-24-Q3-expenditure-DRAFT.xlsx"',
        'attachment; filename="BCF-Bromley-2023-24-Q3-board-paper-DRAFT.pdf"',
    ]
