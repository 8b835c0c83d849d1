"""The second job: finance officers enter spending, each for their own organisation."""

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.visitor import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SPENDING = QUARTER + "spending/"
GRANTS = "BRO-2324-27"
ASSISTIVE_ICB, ASSISTIVE_COUNCIL, JOINT = "BRO-2324-01", "BRO-2324-02", "BRO-2324-07"
FORECAST = """
    SELECT forecast FROM finance_linereturn
    WHERE line_id IN (
        SELECT finance_expenditureline.id FROM finance_expenditureline
        JOIN schemes_scheme ON schemes_scheme.id = scheme_id
        WHERE reference = ?
    )
"""


def open_spending(visit, name):
    officer = visit(name)
    officer.open(SPENDING)
    officer.look()
    return officer


def forecast(officer, reference):
    return officer.row(reference).get_by_role("textbox", name="Forecast")


def save(officer, reference, typed):
    forecast(officer, reference).fill(typed)
    officer.press("Save")


def test_a_finance_officer_corrects_a_mistyped_forecast_and_saves_it(visit, site):
    officer = open_spending(visit, "finance.council")
    save(officer, GRANTS, "2.2m")
    grants = forecast(officer, GRANTS)
    officer.sees_problem("must be in £ thousands, like 11,284 for £11.284 million", at=grants)
    expect(grants).to_have_value("2.2m")
    assert site.stored(FORECAST, GRANTS) == 214_900_000

    save(officer, GRANTS, "2,200")
    officer.sees_message("1 figure saved")
    expect(grants).to_have_value("2,200")
    expect(officer.row(GRANTS).locator("[data-sum=variance]")).to_have_text("−767")
    total = officer.row("Grand total").get_by_role("cell")
    expect(total).to_have_text(["40,400", "not provided", "39,633", "−767", "", ""])
    assert site.stored(FORECAST, GRANTS) == 220_000_000


def test_a_finance_officer_downloads_what_was_just_saved(visit):
    officer = open_spending(visit, "finance.council")
    save(officer, GRANTS, "2,200")
    officer.sees_message("1 figure saved")
    made = officer.download("Excel")
    assert made.name == "BCF-Bromley-2023-24-Q3-expenditure-DRAFT.xlsx"
    sheets = load_workbook(made, data_only=True).worksheets
    values = {cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {2200, -767, 39633} <= values


@pytest.mark.parametrize(
    ("officer", "open_lines", "closed_line"),
    [
        ("finance.council", (ASSISTIVE_COUNCIL, JOINT), ASSISTIVE_ICB),
        ("finance.icb", (ASSISTIVE_ICB, JOINT), ASSISTIVE_COUNCIL),
    ],
)
def test_a_finance_officer_can_type_only_the_lines_of_their_organisation(
    visit, officer, open_lines, closed_line
):
    officer = open_spending(visit, officer)
    for reference in open_lines:
        expect(officer.row(reference).get_by_role("textbox")).to_have_count(2)
    expect(officer.row(closed_line).get_by_role("textbox")).to_have_count(0)


def test_the_second_to_save_a_line_sees_both_figures(visit, site):
    first = open_spending(visit, "finance.council")
    second = open_spending(visit, "finance.icb")
    save(first, JOINT, "1,100")
    first.sees_message("1 figure saved")
    save(second, JOINT, "1,050")

    shared = forecast(second, JOINT)
    second.sees_problem("Theirs: 1,100", at=shared)
    expect(shared).to_have_value("1,050")
    assert site.stored(FORECAST, JOINT) == 110_000_000

    second.press("Save")
    second.sees_message("1 figure saved")
    assert site.stored(FORECAST, JOINT) == 105_000_000
