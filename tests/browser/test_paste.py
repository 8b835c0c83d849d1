"""A finance officer pastes a column from Excel, checks it, and takes it back."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SPENDING, PASTE = QUARTER + "spending/", QUARTER + "spending/paste/"
UNKNOWN, AMBIGUOUS = 17, 21
SCHEMES = """
    SELECT reference, schemes_scheme.name, plan / 100000
    FROM schemes_scheme
    JOIN boards_board ON boards_board.id = board_id
    JOIN finance_expenditureline ON schemes_scheme.id = scheme_id
    WHERE boards_board.slug = 'bromley' ORDER BY reference
"""
FORECASTS = """
    SELECT reference, forecast, reviewed_on, reviewed_by, unlikely_because
    FROM finance_linereturn
    JOIN finance_expenditureline ON finance_expenditureline.id = line_id
    JOIN schemes_scheme ON schemes_scheme.id = scheme_id
    JOIN boards_board ON boards_board.id = board_id
    WHERE boards_board.slug = 'bromley' ORDER BY reference
"""
OF_EVERY_LINE = """
    UPDATE boards_grant SET organisation_id = NULL
    WHERE role = 'FINANCE_OFFICER' AND user_id =
        (SELECT id FROM boards_user WHERE email LIKE 'finance.council@%')
"""


def ask(site, query):
    with closing(sqlite3.connect(site.database)) as connection, connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def officer(site, visit):
    """A finance officer who enters the lines of every organisation."""
    ask(site, OF_EVERY_LINE)
    return visit("finance.council")


def sheet(site):
    """35 new forecasts as Excel copies them: one a credit, one unknown, one with two schemes."""
    rows = [["Ref", "Scheme", "Forecast"]]
    for number, (reference, name, plan) in enumerate(ask(site, SCHEMES), 1):
        figure = "(25)" if reference.endswith("-09") else f"{plan + 1:,}"
        known = "BRO-2324-99" if number == UNKNOWN else "" if number == AMBIGUOUS else reference
        rows.append([known, name if number == AMBIGUOUS else "", figure])
    rows.append(["", "Grand total", "40,399"])
    return "".join("\t".join(row) + "\r\n" for row in rows)


def choose_schemes(officer):
    expect(officer.page.get_by_role("heading", level=1)).to_contain_text("Check what will change")
    counts = "35 rows pasted. 33 match. 2 need your attention. Nothing is saved yet."
    expect(officer.page.get_by_text(counts)).to_be_visible()
    officer.look()
    for number in (UNKNOWN, AMBIGUOUS):
        box = officer.field(f"What row {number + 1} is for")
        option = box.locator("option", has_text=f"BRO-2324-{number:02}")
        box.select_option(value=option.get_attribute("value"))


def test_35_forecasts_are_pasted_two_of_them_chosen_and_all_taken_back(officer, site):
    before = ask(site, FORECASTS)
    officer.open(SPENDING)
    officer.follow("Paste from Excel")
    officer.look()
    officer.choose("Forecast")
    officer.type("Paste the column here", sheet(site))
    officer.press("Continue")
    choose_schemes(officer)
    assert ask(site, FORECASTS) == before

    officer.press("Save these figures")
    reason = officer.field("Why is the forecast for BRO-2324-09 Learning Disabilities correct?")
    officer.sees_problem("Enter why the forecast for BRO-2324-09", at=reason)
    assert ask(site, FORECASTS) == before
    reason.fill("This is a credit for 2022-23.")
    officer.press("Save these figures")

    officer.sees_message("35 forecasts updated.")
    stored = ask(site, FORECASTS)
    assert [forecast for _, forecast, *_ in stored] == [
        -2_500_000 if reference.endswith("-09") else (plan + 1) * 100_000
        for reference, _, plan in ask(site, SCHEMES)
    ]

    officer.press("Undo")
    officer.sees_message("The paste was undone. Every figure is as it was before.")
    assert ask(site, FORECASTS) == before
    expect(officer.page.get_by_role("button", name="Undo")).to_have_count(0)


def copy(officer, text):
    """Put a text on the clipboard, as copying in Excel does."""
    officer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    officer.page.evaluate("text => navigator.clipboard.writeText(text)", text)


def cell(officer, reference):
    return officer.row(reference).get_by_role("textbox", name="Forecast")


@pytest.mark.parametrize("script", [True], indirect=True)
def test_a_column_pasted_into_a_cell_opens_the_preview(officer):
    officer.open(SPENDING)
    copy(officer, "1,678\r\n4,864\r\n84\r\n")
    cell(officer, "BRO-2324-32").press("Control+v")

    expect(
        officer.page.get_by_text("3 rows pasted. 3 match. Nothing is saved yet.")
    ).to_be_visible()
    order = "matched by order: the first row to BRO-2324-32, the last to BRO-2324-34."
    expect(officer.page.get_by_text(order)).to_be_visible()
    officer.look()
    officer.press("Save these figures")
    officer.sees_message("3 forecasts updated.")
    expect(cell(officer, "BRO-2324-33")).to_have_value("4,864")


@pytest.mark.parametrize("script", [True], indirect=True)
def test_one_figure_pasted_into_a_cell_stays_there(officer):
    officer.open(SPENDING)
    copy(officer, "1,678\r\n")
    cell(officer, "BRO-2324-32").fill("")
    cell(officer, "BRO-2324-32").press("Control+v")

    expect(cell(officer, "BRO-2324-32")).to_have_value("1,678")
    expect(officer.page).to_have_url(officer.site.url + SPENDING)


@pytest.mark.parametrize("script", [True], indirect=True)
def test_what_is_typed_and_not_saved_is_not_lost_to_a_paste(officer):
    officer.open(SPENDING)
    cell(officer, "BRO-2324-33").fill("5,000")
    copy(officer, "1,678\r\n4,864\r\n")
    cell(officer, "BRO-2324-32").press("Control+v")

    refused = "Save what you typed first, then paste the column again. Nothing was pasted."
    expect(officer.page.get_by_role("alert").filter(has_text=refused)).to_be_visible()
    expect(cell(officer, "BRO-2324-33")).to_have_value("5,000")
    officer.look()
