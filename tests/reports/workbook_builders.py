"""Reports without a database, and what other programs read in their workbooks."""

import csv
import re
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl

from boards.converters import PeriodKey
from finance.queries import SpendGroup, SpendReport, SpendRow
from reports.workbook.facts import WorkbookFacts
from reports.workbook.writer import expenditure_workbook

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "bromley"
GROUP_OF_STREAM = {"dfg": "DFG", "ibcf": "iBCF"}


def make_row(reference="BRO-2324-01", plan="1000", forecast="1000", **fields):
    """A line with amounts in pounds."""
    values = {
        "line": 1,
        "led_by": "LBB",
        "leader": None,
        "heading": "Home Care or Domiciliary Care",
        "name": "Discharge to Assess",
        "stream": "iBCF",
        "stream_is_derived": False,
        "spent": None,
        "explanation": "",
    } | fields
    return SpendRow(reference=reference, plan=amount(plan), forecast=amount(forecast), **values)


def amount(text):
    return None if text in (None, "") else Decimal(text)


def make_report(*groups):
    """A report with a group for each tuple of rows."""
    return SpendReport(
        tuple(SpendGroup(f"g{n}", f"Group {n}", f"G{n}", rows) for n, rows in enumerate(groups, 1))
    )


def make_facts(board="Bromley", *, is_draft=True, is_demonstration=True, edition=""):
    key = PeriodKey(2023, 3)
    return WorkbookFacts(
        board=board, authority="London Borough of Bromley", period=key.title, months=key.months,
        year="2023-24", meeting_on=date(2024, 2, 8), is_draft=is_draft,
        is_demonstration=is_demonstration, edition=edition,
    )  # fmt: skip


def read_csv(*path):
    with FIXTURES.joinpath(*path).open(newline="") as file:
        return list(csv.DictReader(file))


def bromley_report():
    """The 35 published lines."""
    returns = {item["reference"]: item for item in read_csv("2023-24-q3", "spending.csv")}
    names = {i["code"]: i["name"] for i in read_csv("..", "catalogue", "scheme_types.csv")}
    rows_by_group = {"BCF": [], "DFG": [], "iBCF": []}
    for plan in read_csv("2023-24", "expenditure.csv"):
        spend = returns[plan["reference"]]
        row = make_row(
            plan["reference"],
            plan["plan"],
            spend["forecast"],
            led_by=plan["led_by"],
            heading=plan["local_heading"] or names[plan["scheme_type"]],
            name=plan["name"],
            stream=plan["stream"],
            stream_is_derived=plan["stream_basis"] == "derived",
            spent=amount(spend["spent"]),
        )
        rows_by_group[GROUP_OF_STREAM.get(plan["stream"], "BCF")].append(row)
    return SpendReport(
        tuple(SpendGroup(name, name, name, tuple(rows)) for name, rows in rows_by_group.items())
    )


def report_with_pence():
    """Every figure given, and few of them whole thousands."""
    row = make_row(plan="1234567.89", forecast="0.01", spent=Decimal("333.33"))
    return make_report((row,) * 3, (row,), (row,) * 7)


def report_with_gaps():
    """Missing figures in one group, in none of the second, in all of the third; pence too."""
    return make_report(
        (make_row("A1", "1000.01", "900.50"), make_row("A2", "2000", None, spent=Decimal(5))),
        (make_row("B1", "300.33", "300.34", spent=Decimal("0.01")),),
        (make_row("C1", None, None), make_row("C2", None, "7", spent=Decimal(0))),
        (),
    )


def written(report, facts=None):
    return expenditure_workbook(facts or make_facts(), report)


def opened(contents, **options):
    return openpyxl.load_workbook(BytesIO(contents), **options)


def recalculated(contents, folder):
    """The workbook as LibreOffice saves it, with each formula calculated anew."""
    # Without stored results LibreOffice has to calculate, whatever its settings.
    source = folder / "report.xlsx"
    source.write_bytes(without_results(contents))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        f"{folder}/out",
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return openpyxl.load_workbook(folder / "out" / "report.xlsx", data_only=True)


def without_results(contents):
    copy = BytesIO()
    with zipfile.ZipFile(copy, "w") as target, zipfile.ZipFile(BytesIO(contents)) as source:
        for name in source.namelist():
            text = source.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub("</f><v>[^<]*</v>", "</f>", text)
            target.writestr(name, text)
    return copy.getvalue()
