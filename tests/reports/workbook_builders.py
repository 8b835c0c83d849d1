"""Reports without a database, and what other programs read in their workbooks."""

import csv
import re
import subprocess
import zipfile
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl

from boards.converters import PeriodKey
from boards.models import BoardQuarter
from finance.fund import FundReport
from finance.income import IncomeReport
from finance.queries import SpendGroup, SpendReport, SpendRow
from reports.workbook.facts import WorkbookFacts
from reports.workbook.figures import Figures
from reports.workbook.writer import expenditure_workbook
from tests.reports.changes_builders import (
    make_full_fund,
    make_full_income,
    make_full_movement,
    make_full_spending,
)

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


def full_figures():
    """Figures in which everything is filled in, and nothing agrees by chance."""
    virement = {"moved": Decimal("-2000.50")}
    spending = make_full_spending()
    first, *others = spending.groups
    moved = replace(first.rows[0], **virement), replace(first.rows[1], moved=Decimal("2000.50"))
    spending = replace(spending, groups=(replace(first, rows=moved), *others))
    return make_figures(spending, make_full_income(), make_full_fund(), make_full_movement())


# Codes decide what is compared with what, and are not what people write.
CODES = {
    "SpendReport.entry_unit", "SpendGroup.code", "IncomeRow.runs_in",
    "IncomeRow.stream", "Printed.kind", "Printed.group", "Minimum.kind", "SpendRow.counts_towards",
}  # fmt: skip


def with_texts(value, text, name=""):
    """A frozen value in which each text that people write is made `text` and its field's name."""
    if isinstance(value, str):
        return value if name in CODES else f"{text} {name}"
    if isinstance(value, tuple):
        return tuple(with_texts(item, text, name) for item in value)
    if is_dataclass(value):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        kind = type(value).__name__
        return replace(
            value, **{key: with_texts(item, text, f"{kind}.{key}") for key, item in held.items()}
        )
    return value


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
    return expenditure_workbook(facts or make_facts(), make_figures(report))


NO_INCOME = IncomeReport(2023, has_next_year=False, groups=(), notes=())


def make_figures(spending, income=NO_INCOME, fund=FundReport(), movement=None):  # noqa: B008
    """The figures of a workbook, with nothing beside the lines unless given."""
    return Figures(spending, income, fund, movement)


def opened(contents, **options):
    return openpyxl.load_workbook(BytesIO(contents), **options)


def letter(workbook, heading, name="Data"):
    """The letter of the column under a heading."""
    return next(cell.column_letter for cell in workbook[name][4] if cell.value == heading)


def cells_of(workbook, heading, name="Data"):
    """The cells under a heading, to the last row of the sheet."""
    column = letter(workbook, heading, name)
    return [workbook[name][f"{column}{row}"] for row in range(5, workbook[name].max_row + 1)]


def values_of(workbook, *headings, name="Data"):
    """The values under a heading; under several, tuples of those of each row."""
    found = [[cell.value for cell in cells_of(workbook, heading, name)] for heading in headings]
    return found[0] if len(found) == 1 else list(zip(*found, strict=True))


def recalculated(contents, folder):
    """The workbook as LibreOffice saves it, with each formula calculated anew."""
    # Without stored results LibreOffice has to calculate, whatever its settings.
    calculated = converted(without_results(contents), folder, "xlsx")
    return openpyxl.load_workbook(calculated, data_only=True)


def printed_pages(contents, folder):
    """The text of each page that LibreOffice prints of a workbook."""
    made = converted(contents, folder, "pdf")
    command = ["pdftotext", "-layout", made, "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")


def converted(contents, folder, ending):
    """The path of a workbook as LibreOffice saves it in another form."""
    source = folder / "report.xlsx"
    source.write_bytes(contents)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        f"{folder}/out",
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "out" / f"report.{ending}"


def without_results(contents):
    copy = BytesIO()
    with zipfile.ZipFile(copy, "w") as target, zipfile.ZipFile(BytesIO(contents)) as source:
        for name in source.namelist():
            text = source.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub("</f><v>[^<]*</v>", "</f>", text)
            target.writestr(name, text)
    return copy.getvalue()


def quarter_of(board, year, number):
    """A quarter of a demonstration board."""
    held = BoardQuarter.objects.select_related("board", "period")
    return held.get(board__slug=board, period__year=year, period__quarter=number)
