"""Amounts agree to the penny wherever they go, and no code about money has a float."""

import ast
import csv
import random
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import dropwhile

import pytest
from django.db.models import Sum
from openpyxl import load_workbook

from boards.edits import Edit
from boards.models import AuditEvent
from boards.numbers import Unit, parse_number
from boards.roles import Role
from finance.actions import record_spending
from finance.models import ExpenditureLine, LineReturn
from finance.queries import spend_report
from finance.returns import KINDS
from finance.units import DISPLAYS, EXACT
from schemes.models import FundingStream, Scheme, SchemeType
from tests.builders import NOON, make_board, make_quarter, make_user
from tests.finance.paste_builders import confirm, copied, paste, words
from tests.test_architecture import CODE, DOMAIN, named
from tests.test_checks_saving import Form

TIMES, LINES, PAGES = 10, 500, 10
QUARTER = "/northshire/2023-24-q3/"
SPENDING = f"{QUARTER}spending/"
FIELDS = ("plan", "spent", "forecast")
HEADINGS = ("Plan £000", "Spent to date £000", "Forecast £000")
PENNY = Decimal("0.01")
EDGES = [
    "0.00", "0.01", "-0.01", "0.05", "0.10", "0.99", "4.99", "5.00", "499.99", "500.00", "-500.00",
    "999.99", "1000.00", "-999.99", "1234567.89", "2149312.45", "33333333.33", "-33333333.33",
    "0.29", "1.15", "8.29", "1.10", "70.07", "99999999.99", "-99999999.99", "100000000.00",
]  # fmt: skip


def amounts(count, seed):
    """Edge cases, then amounts of every size, a fifth of them credits, each with its own pence."""
    draw = random.Random(seed)  # noqa: S311
    sizes = [10**power for power in range(1, 11)]
    drawn = [
        Decimal(draw.randrange(1, draw.choice(sizes))) * PENNY * draw.choice([1, 1, 1, 1, -1])
        for _ in range(count - len(EDGES))
    ]
    return [Decimal(edge) for edge in EDGES] + drawn


def make_spending(seed, unit):
    """500 lines with three amounts each; what was spent and is forecast is stored by the action."""
    board = make_board(entry_unit=unit.name)
    quarter = make_quarter(board)
    columns = {field: amounts(LINES, f"{field} {seed}") for field in FIELDS}
    lines = make_lines(quarter, columns["plan"])
    edits = [
        Edit(line.pk, field, "", amount)
        for field in ("spent", "forecast")
        for line, amount in zip(lines, columns[field], strict=True)
    ]
    by = make_user(board, Role.FINANCE_OFFICER)
    record_spending(quarter=quarter, edits=edits, by=by, at=NOON)
    return quarter, by, columns


def make_lines(quarter, plans):
    kind, stream = SchemeType.objects.get(code="carers"), FundingStream.objects.get(code="minimum")
    schemes = Scheme.objects.bulk_create(
        Scheme(
            board=quarter.board, year=quarter.year, order=number, reference=f"S{number}",
            name=f"Scheme S{number}", scheme_type=kind,
        )
        for number in range(1, len(plans) + 1)
    )  # fmt: skip
    pairs = zip(schemes, plans, strict=True)
    return ExpenditureLine.objects.bulk_create(
        ExpenditureLine(scheme=scheme, stream=stream, plan=plan) for scheme, plan in pairs
    )


def column_of(workbook, heading):
    """What other programs read in a column of the sheet Data, as they would write it in text."""
    rows = load_workbook(BytesIO(workbook), read_only=True)["Data"].iter_rows(values_only=True)
    below = dropwhile(lambda row: row[0] != "Ref", rows)
    place = next(below).index(heading)
    return [format(Decimal(repr(row[place])), "f") for row in below]


def columns_of_file(content):
    """The amounts of the file for other programs, by the name of the column here."""
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    names = {"plan": "plan", "spent": "spent_to_date", "forecast": "forecast"}
    return {field: [Decimal(row[name]) for row in rows] for field, name in names.items()}


def shown_on_pages(client, field):
    """What stands in the boxes of a column, and the figures that they were shown for."""
    pages = [Form(client.get(SPENDING, {"page": page})).boxes for page in range(1, PAGES + 1)]
    boxes = {name: text for page in pages for name, text in page.items()}
    typed = {name: text for name, text in boxes.items() if name.startswith(f"{field}-")}
    return list(typed.values()), [boxes[f"shown-{name}"] for name in typed]


@pytest.mark.check(36)
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(TIMES))
def test_amounts_agree_to_the_penny_from_typing_to_typing_them_again(client, seed):
    """Ten boards of 500 lines, of which what was spent and is forecast makes 10,000 amounts.

    Every one of them is stored, read, added, put into words, written into the workbook and the file
    for other programs, read there and pasted back. Pages are looked at for 1,000 amounts in each
    unit below.
    """
    unit = (Unit.THOUSANDS, Unit.POUNDS)[seed % 2]
    quarter, officer, columns = make_spending(seed, unit)
    client.force_login(officer)

    report = spend_report(quarter)
    workbook = client.get(f"{QUARTER}expenditure.xlsx").content
    in_file = columns_of_file(client.get(f"{QUARTER}expenditure.csv").content)

    plans = ExpenditureLine.objects.aggregate(plan=Sum("plan"))
    assert plans | LineReturn.objects.aggregate(spent=Sum("spent"), forecast=Sum("forecast")) == {
        field: sum(columns[field]) for field in FIELDS
    }
    for field, heading in zip(FIELDS, HEADINGS, strict=True):
        cells = column_of(workbook, heading)
        assert [str(getattr(row, field)) for row in report.rows] == list(map(str, columns[field]))
        assert getattr(report, field) == sum(columns[field])
        assert [Decimal(cell) * 1000 for cell in cells] == columns[field]
        assert in_file[field] == columns[field]
        assert [parse_number(EXACT[unit](amount), unit) for amount in columns[field]] == columns[
            field
        ]
        if field != "plan":
            paste_back(client, field, cells)
    assert spend_figures(spend_report(quarter)) == spend_figures(report)
    assert AuditEvent.objects.filter(kind__in=KINDS.values()).count() == 2 * LINES


def spend_figures(report):
    return [(row.plan, row.spent, row.forecast) for row in report.rows]


def paste_back(client, column, cells):
    """Paste a column of a workbook as it stands there, which changes no figure."""
    rows = [(f"S{number}", cell) for number, cell in enumerate(cells, 1)]
    preview = paste(client, copied(*rows), column=column, unit="THOUSANDS")
    assert {row["difference"] for row in preview.context["rows"]} == {"no change"}
    assert confirm(client, preview).redirect_chain


@pytest.mark.check(36)
@pytest.mark.django_db
@pytest.mark.parametrize("unit", [Unit.THOUSANDS, Unit.POUNDS], ids=lambda unit: unit.name)
def test_pages_show_every_amount_and_saved_as_shown_change_none(client, unit):
    quarter, officer, columns = make_spending("pages", unit)
    client.force_login(officer)

    for field in ("spent", "forecast"):
        texts, shown = shown_on_pages(client, field)
        assert shown == list(map(str, columns[field]))
        assert texts == [DISPLAYS[unit](amount) for amount in columns[field]]
    answer = client.post(SPENDING, Form(client.get(SPENDING)).boxes, follow=True)

    assert "Nothing was changed, so nothing was saved." in words(answer)
    assert spend_report(quarter).forecast == sum(columns["forecast"])


# Sizes on paper and seconds of a process, which are no money. A cell of a workbook takes the
# Decimal itself: XlsxWriter writes it with 16 digits, which hold every amount to the penny.
NOT_MONEY = {
    "reports/workbook/heights.py": {12.75, 1.1},
    "reports/workbook/pages.py": {0.4, 0.6, 0.97, 7.5, 8.27, 11.69},
    "reports/board_paper/child.py": {"float"},
}
INEXACT = {"float", "round", "FloatField", "float64", "math", "statistics", "as_float"}


def inexact(path):
    """Each number with a binary fraction that a file makes, and each name that makes one."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield node.value
        yield from INEXACT & {getattr(node, kind, None) for kind in ("id", "attr", "name")}


@pytest.mark.check(36)
@pytest.mark.parametrize("path", [path for path in CODE if path in DOMAIN], ids=named)
def test_code_about_money_uses_no_float(path):
    assert set(inexact(path)) == NOT_MONEY.get(named(path), set())
