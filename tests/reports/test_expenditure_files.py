"""The expenditure table in other forms, and of the lines that one organisation leads."""

import csv
import json
import re
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

from boards.models import AuditEvent
from boards.roles import Role
from finance.queries import spend_report
from reports.flat.csv import expenditure_csv
from reports.flat.fields import NAMES
from reports.flat.json import expenditure_json
from tests.builders import make_line, make_quarter, make_user, report_line
from tests.reports.test_workbook_text import PAYLOADS
from tests.reports.workbook_builders import (
    bromley_report,
    full_figures,
    make_facts,
    make_figures,
    make_report,
    make_row,
    opened,
    values_of,
    with_texts,
)

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "files.md"
PAGE = "/northshire/2023-24-q3/expenditure."


@pytest.fixture
def quarter(client):
    """Two lines of the council and one of the ICB."""
    quarter = make_quarter()
    for number, leader in enumerate(("COUNCIL", "ICB", "COUNCIL"), 1):
        line = make_line(quarter, f"S{number}", plan="100000.45", led_by=leader)
        report_line(quarter, line, spent="0.01", forecast="-11.5")
    client.force_login(make_user(quarter.board))
    return quarter


def read_csv(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


@pytest.mark.django_db
def test_csv_and_json_hold_the_exact_pounds_of_every_line(client, quarter):
    rows = spend_report(quarter).rows

    from_csv = read_csv(client.get(f"{PAGE}csv").content)
    from_json = json.loads(client.get(f"{PAGE}json").content)

    for found in (from_csv, from_json["lines"]):
        assert [Decimal(row["plan"]) for row in found] == [row.plan for row in rows]
        assert [Decimal(row["spent_to_date"]) for row in found] == [row.spent for row in rows]
        assert [Decimal(row["variance"]) for row in found] == [row.variance for row in rows]
    assert from_json["total"]["plan"] == "300001.35"
    assert from_json["is_draft"] is True


@pytest.mark.django_db
def test_who_takes_the_table_in_any_form_stands_in_the_trail(client, quarter):
    for address in ("xlsx", "csv", "json", "xlsx?led_by=ICB"):
        client.get(PAGE + address)

    kept = AuditEvent.objects.filter(kind="reports.workbook.exported")
    start = "BCF-Northshire-2023-24-Q3-expenditure"
    assert [event.subject for event in kept.order_by("sequence")] == [
        f"{start}-DRAFT.xlsx",
        f"{start}-DRAFT.csv",
        f"{start}-DRAFT.json",
        f"{start}-ICB-DRAFT.xlsx",
    ]


@pytest.mark.django_db
def test_a_leader_gets_a_workbook_of_their_own_lines_which_says_so(client, quarter):
    leader = spend_report(quarter).rows[0].led_by

    answer = client.get(f"{PAGE}xlsx", {"led_by": leader})

    workbook = opened(answer.content, data_only=True)
    assert values_of(workbook, "Ref") == ["S1", "S3"]
    assert dict(workbook["Cover"].iter_rows(max_col=2, values_only=True))["Lines"] == (
        f"Only those led by {leader}."
    )
    assert all(sheet["A1"].value.endswith(f", lines led by {leader}") for sheet in workbook)
    totals = [row[4] for row in workbook["Expenditure"].iter_rows(values_only=True) if row[4]]
    assert totals[-1] == pytest.approx(200.0009)
    assert f"expenditure-{leader}-DRAFT.xlsx" in answer.headers["Content-Disposition"]


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_nobody_else_leads_lines(client, quarter, ending):
    assert client.get(f"{PAGE}{ending}", {"led_by": "Another council"}).status_code == 404


def test_the_figures_of_a_leader_leave_out_what_is_of_the_whole_plan():
    figures = full_figures().led_by("LBB")

    assert {item.is_count for item in figures.agreements} == {True}
    assert (figures.fund.reserves, figures.fund.risk_shares, figures.fund.printed) == ((), (), ())
    assert figures.income.groups == figures.income.notes == ()
    assert {row.led_by for row in figures.movement.rows} == {"LBB"}


@pytest.mark.parametrize("report", [bromley_report(), make_report()], ids=["full", "no-lines"])
def test_both_have_the_fields_that_are_documented(report):
    figures = make_figures(report)

    header = next(csv.reader(StringIO(expenditure_csv(make_facts(), figures).decode("utf-8-sig"))))
    document = json.loads(expenditure_json(make_facts(), figures))

    assert tuple(header) == NAMES
    assert {tuple(line) for line in document["lines"]} <= {NAMES}
    documented = DOCUMENT.read_text()
    assert [name for name in (*NAMES, *document) if f"`{name}`" not in documented] == []


@pytest.mark.check(49)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_begins_a_cell_of_the_csv_like_a_formula(payload):
    figures = with_texts(full_figures(), payload)

    text = expenditure_csv(make_facts(), figures).decode("utf-8-sig")

    cells = [cell for row in csv.DictReader(StringIO(text)) for cell in row.items()]
    beginning = [cell for name, cell in cells if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]
    assert set(beginning) <= {"", *(cell for name, cell in cells if is_number(cell))}
    assert text.replace('""', "").count('"') == 2 * len(NAMES) * 6
    explanations = {cell.removeprefix("'") for name, cell in cells if name == "explanation"}
    assert explanations == {f"{payload} SpendRow.explanation"}


def is_number(cell):
    return cell.replace("-", "", 1).replace(".", "", 1).isdigit()


def test_equal_figures_give_equal_bytes():
    for form in (expenditure_csv, expenditure_json):
        assert form(make_facts(), full_figures()) == form(make_facts(), full_figures())


def test_what_is_missing_is_empty_in_csv_and_null_in_json():
    figures = make_figures(make_report((make_row(plan=None, forecast="0"),)))

    (row,) = read_csv(expenditure_csv(make_facts(), figures))
    document = json.loads(expenditure_json(make_facts(), figures))

    assert (row["plan"], row["forecast"], row["variance"]) == ("", "0", "")
    assert (document["lines"][0]["plan"], document["total"]["plan"]) == (None, None)


@pytest.mark.django_db
def test_the_page_of_spending_leads_to_every_form_of_the_table(client):
    quarter = make_quarter()
    for reference, led_by in (("S1", "COUNCIL"), ("S2", "ICB"), ("S3", None)):
        make_line(quarter, reference, led_by=led_by)
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))

    page = client.get("/northshire/2023-24-q3/spending/").content.decode()

    found = set(re.findall(r'href="(/northshire/2023-24-q3/expenditure[^"]*)"', page))
    assert {address.rpartition("expenditure")[2] for address in found} == {
        ".xlsx", ".csv", ".json", ".xlsx?led_by=Council", ".xlsx?led_by=ICB",
    }  # fmt: skip
    assert {client.get(address).status_code for address in found} == {200}
