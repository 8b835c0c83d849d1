# ruff: noqa: E501  (rows of fixtures)
"""A policy period with its own measures, streams and conditions is data: rows, and no code."""

import io

import openpyxl
import pypdf
import pytest
from django.core.management import call_command

from boards.models import BoardQuarter, User

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]
QUARTER = "/farshire/2031-32-q2/"
ROWS = {
    "catalogue/funding_streams.csv": """\
        code,name,short_name,first_year,last_year,paid_by,mandatory
        home-fund,Care at Home Fund,Home Fund,2031,,COUNCIL,1
        nhs-share,NHS share,NHS share,2031,,NHS,1""",
    "catalogue/scheme_types.csv": """\
        code,name,first_year,last_year
        night-care,Night care,2031,""",
    "catalogue/national_conditions.csv": """\
        code,number,title,first_year,last_year,note
        2031-nc1,1,Every plan names its nights,2031,,""",
    "catalogue/metrics.csv": """\
        code,order,name,definition,unit,percentage,direction,method,decimals,lag,source,first_year,last_year
        nights-at-home,1,Nights at home,Nights spent at home.,nights per 100 people,0,higher,accumulates,2,,Survey,2031,""",
    "farshire/board.toml": """\
        slug = "farshire"
        name = "Farshire"
        code = "FAR"
        authority = "Farshire Council"
        demonstration = true
        [[organisations]]
        kind = "COUNCIL"
        name = "Farshire Council"
        short_name = "FC\"""",
    "farshire/2031-32/report_groups.csv": """\
        code,order,name,short_name,streams
        home,1,Care at home,Home,home-fund;nhs-share""",
    "farshire/2031-32/expenditure.csv": """\
        reference,stream,stream_basis,led_by,scheme_type,local_heading,name,plan,group
        F-1,home-fund,printed,FC,night-care,,Night visits,1234000,
        F-2,nhs-share,printed,Joint,night-care,,Night nurses,766000,""",
    "farshire/2031-32/allocations.csv": """\
        stream,amount,basis,uplift,uplift_next,note
        home-fund,1234000,printed,,,
        nhs-share,766000,printed,,,""",
    "farshire/2031-32/targets.csv": """\
        metric,annual
        nights-at-home,3000""",
    "farshire/2031-32/plan_sections.csv": """\
        code,order,title,condition,note
        nc1,1,Nights,2031-nc1,""",
    "farshire/2031-32/plan_actions.csv": """\
        reference,section,order,title
        N-1,nc1,1,Count the nights""",
    "farshire/2031-32-q2/quarter.toml": """\
        year = 2031
        quarter = 2
        national_return_on = 2031-11-01""",
    "farshire/2031-32-q2/spending.csv": """\
        reference,spent,forecast,explanation
        F-1,600000,1200000,Fewer nights
        F-2,300000,766000,""",
    "farshire/2031-32-q2/results.csv": """\
        metric,state,first_month,last_month,actual,source,comment,mitigation
        nights-at-home,AVAILABLE,1,6,1512.25,Survey,Warm summer.,""",
    "farshire/2031-32-q2/actions/N-1.md": "Counted.",
    "farshire/2031-32-q2/cover.toml": """\
        report_number = "F1"
        part = "Part 1"
        decision_maker = "Board"
        decision_type = "None"
        title = "Care at home in {year}"
        contact_officer = "Officer"
        chief_officers = ["Director"]
        ward = "All"
        non_applicable = ""
        background_documents = []
        items = []""",
    "farshire/2031-32-q2/commentary/01-all.md": """\
        # All of it

        {metrics.summary} {spending.finding}

        {table.metrics}

        {table.spending}

        {table.income}""",
}


@pytest.fixture
def officer(client, tmp_path, settings):
    for name, text in ROWS.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(line.strip() for line in text.splitlines()))
    settings.DEMONSTRATION_FIXTURES = tmp_path
    call_command("load_demo", accounts=tmp_path / "accounts.txt", verbosity=0)
    client.force_login(User.objects.get(email="finance.council@demonstration.example"))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def test_its_pages_show_its_own_measures_streams_and_conditions(officer):
    tables, spending = (words(officer.get(QUARTER + page)) for page in ("tables/", "spending/"))

    finding = "1,512.25, which is 12.25 (1%) above the target of 1,500.00 for April to September."
    assert finding in tables
    assert all(name in tables for name in ("Care at Home Fund", "NHS share", "2,000", "Night care"))
    assert "−34" in spending


def test_its_workbook_and_its_paper_come_out(officer):
    workbook = openpyxl.load_workbook(
        io.BytesIO(officer.get(QUARTER + "expenditure.xlsx").content), data_only=True
    )
    paper = pypdf.PdfReader(io.BytesIO(officer.get(QUARTER + "paper.pdf").content))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())

    held = {cell.value for row in workbook["Expenditure"].iter_rows() for cell in row}
    assert {1234, 1200, -34, 2000, 1966} <= held
    assert "The one measure is on target." in text
    assert "The only line forecast to differ from plan is Night visits, £34k under plan." in text
    assert "National condition 1: Every plan names its nights" in text
    assert "Counted." in text
    assert "Total pool 2,000" in text


def test_its_rules_do_not_reach_other_years(officer):
    earlier = BoardQuarter.objects.get().period
    earlier.year = 2030
    earlier.save()

    assert "Nights at home" not in words(officer.get("/farshire/2030-31-q2/tables/"))
