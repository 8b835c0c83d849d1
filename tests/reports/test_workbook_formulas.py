"""What LibreOffice calculates from the formulas of a workbook, against the results stored."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from finance.agreements import State
from finance.fund import FundReport, Minimum, Printed
from finance.income import IncomeGroup, IncomeReport, IncomeRow
from finance.models import ExpenditureLine, Virement
from reports.workbook.facts import facts_now
from reports.workbook.figures import figures_now
from reports.workbook.writer import expenditure_workbook
from tests.reports.changes_builders import make_full_line
from tests.reports.workbook_builders import (
    bromley_report,
    full_figures,
    make_facts,
    make_figures,
    make_report,
    make_row,
    opened,
    printed_pages,
    quarter_of,
    recalculated,
    report_with_gaps,
    report_with_pence,
    values_of,
    with_texts,
)

pytestmark = pytest.mark.office
OUT_OF_HOSPITAL = "OUT_OF_HOSPITAL"
THIS_YEAR = ("this_year",)


def line(number, plan, **values):
    facts = {"plan": plan and Decimal(plan), "unlikely_because": ""}
    return make_full_line(number, **(facts | values))


def of_stream(code, amount):
    return IncomeRow(
        code.upper(), "Minimum", amount and Decimal(amount), None, THIS_YEAR, stream=code
    )


def figures_in_every_state(*more, minimum="14000", **values):
    """Streams that agree, fall short, go over and are not known, and totals of each kind."""
    lines = (
        line(1, "1000.10", stream_code="a", counts_towards=("SOCIAL_CARE", OUT_OF_HOSPITAL)),
        line(2, "14000.05", stream_code="a", counts_towards=("SOCIAL_CARE",), moved=Decimal("0.1")),
        line(3, "500", stream_code="short", counts_towards=()),
        line(4, "500.01", stream_code="over", counts_towards=()),
        line(5, None, stream_code="open", counts_towards=()),
        line(6, "7", stream_code="unknown", counts_towards=()),
        *(replace(extra, **values) for extra in more),
    )
    brings = {"a": "15000.25", "short": "500.01", "over": "500", "open": "7", "none": None}
    rows = tuple(of_stream(code, amount) for code, amount in brings.items())
    fund = FundReport(
        minima=(
            Minimum("SOCIAL_CARE", "Adult social care", minimum and Decimal(minimum)),
            Minimum(OUT_OF_HOSPITAL, "Out of hospital", Decimal("1000.11")),
        ),
        printed=(
            Printed("GROUP", "g1", "First group", "14"),
            Printed("GROUP", "g1", "First group, other page", "15"),
            Printed("GROUP", "g9", "No group", "15"),
            Printed("PLAN", "", "Plan", "16"),
            Printed("PLAN", "", "Plan elsewhere", "£19,232m"),
        ),
    )
    income = IncomeReport(2023, False, (IncomeGroup("All", "All", rows),), ())
    return make_figures(make_report(lines[:2], lines[2:]), income, fund)


UNSTATED = line(7, "1", stream_code="", stream="not stated", area="")
WITHOUT_AREA = line(8, "1", stream_code="a", area="", counts_towards=())
ABOVE = line(9, "1", spent=Decimal(11), forecast=Decimal(10))
NOT_REVIEWED = line(10, "1", spent=None, reviewed_on=None)
CASES = {
    "published": make_figures(bromley_report()),
    "pence": make_figures(report_with_pence()),
    "gaps": make_figures(report_with_gaps()),
    "no-lines": make_figures(make_report()),
    "everything": full_figures(),
    "hostile": with_texts(full_figures(), '=1+1"'),
    "states": figures_in_every_state(minimum="15000.25"),
    "unstated": figures_in_every_state(UNSTATED, ABOVE),
    "no-area": figures_in_every_state(WITHOUT_AREA, NOT_REVIEWED, minimum=None),
    "with-reason": figures_in_every_state(ABOVE, unlikely_because="An invoice came late."),
    "part": full_figures().led_by("LBB"),
}


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_opens_it_and_calculates_every_result_as_stored(name, tmp_path):
    assert_calculated(expenditure_workbook(make_facts(), CASES[name]), tmp_path)


def test_the_cases_meet_every_state_of_every_check():
    states = {(item.kind, item.state) for figures in CASES.values() for item in figures.agreements}

    kinds = {kind for kind, _ in states}
    assert states == {(kind, state) for kind in kinds for state in State}
    assert len(kinds) == 5


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(("board", "year", "number"), [("bromley", 2023, 3), ("training", 2024, 2)])
def test_libreoffice_calculates_the_workbooks_of_the_demonstration_as_stored(
    board, year, number, tmp_path
):
    quarter = quarter_of(board, year, number)
    move_money(quarter)
    figures = figures_now(quarter)

    contents = expenditure_workbook(facts_now(quarter), figures)

    assert figures.spending.has_virements
    assert_calculated(contents, tmp_path)


def test_a_printed_page_has_every_column_and_no_group_goes_over_two(tmp_path):
    report = make_report(
        *(tuple(make_row(f"{group}-{n}") for n in range(17)) for group in ("A", "B", "C", "D"))
    )

    pages = printed_pages(expenditure_workbook(make_facts(), make_figures(report)), tmp_path)

    expenditure = [page for page in pages if "Subtotal" in page]
    assert [page.count("Subtotal") for page in expenditure] == [1, 1, 1, 1]
    assert all("under plan)" in page for page in expenditure)
    assert all(
        f"{group}-0" in page and f"{group}-16" in page
        for group, page in zip("ABCD", expenditure, strict=True)
    )


def move_money(quarter):
    first, second = ExpenditureLine.objects.filter(
        scheme__board=quarter.board, scheme__year=quarter.year
    )[:2]
    Virement.objects.create(
        taken_from=first, given_to=second, amount=Decimal("1234.56"), reason="More adaptations.",
        agreed_on=date(quarter.year, 5, 1),
    )  # fmt: skip


def assert_calculated(contents, folder):
    stored, calculated = opened(contents, data_only=True), recalculated(contents, folder)

    cells = formula_cells(contents)
    assert calculated.sheetnames == stored.sheetnames
    assert len(cells) >= 4
    for name, address in cells:
        result, stored_result = calculated[name][address].value, stored[name][address].value
        assert result == pytest.approx(stored_result, abs=1e-9), f"{name} {address}"
    states = values_of(calculated, "Result", name="Checks")
    assert set(states) <= set(State)


def formula_cells(contents):
    return [
        (sheet.title, cell.coordinate)
        for sheet in opened(contents)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
