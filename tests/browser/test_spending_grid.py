"""Typing down a column of the grid, as in a spreadsheet."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import QUARTER

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.parametrize("script", [True], indirect=True, ids=["with JavaScript"]),
]
GRID = QUARTER + "spending/"
# The first three lines that the council may type, one below the other.
FIRST, SECOND, THIRD = "BRO-2324-02", "BRO-2324-04", "BRO-2324-07"


@pytest.fixture
def officer(visit):
    officer = visit("finance.council")
    officer.open(GRID)
    return officer


def forecast(officer, reference):
    return officer.row(reference).get_by_role("textbox", name="Forecast")


def variance(officer, words):
    return officer.row(words).locator("[data-sum=variance]")


def test_sums_follow_what_is_typed(officer):
    forecast(officer, FIRST).fill("1,500.5")

    expect(variance(officer, FIRST)).to_have_text("1,021")
    expect(variance(officer, "Grand total")).to_have_text("203")


def test_a_figure_that_cannot_be_read_leaves_the_sums_open(officer):
    forecast(officer, FIRST).fill("about 5")

    expect(variance(officer, FIRST)).to_have_text("–")
    expect(variance(officer, "Grand total")).to_have_text("–")


def test_a_figure_taken_away_is_missing_from_the_sums_and_not_nought(officer):
    forecast(officer, FIRST).fill("")

    expect(variance(officer, FIRST)).to_have_text("not provided")
    expect(variance(officer, "Grand total")).to_have_text("not provided")


def test_enter_and_the_arrows_move_along_the_column(officer):
    keyboard = officer.page.keyboard
    forecast(officer, FIRST).focus()

    keyboard.press("Enter")
    expect(forecast(officer, SECOND)).to_be_focused()
    keyboard.press("ArrowDown")
    expect(forecast(officer, THIRD)).to_be_focused()
    keyboard.press("ArrowUp")
    expect(forecast(officer, SECOND)).to_be_focused()
    keyboard.type("7")
    expect(forecast(officer, SECOND)).to_have_value("7")


def test_escape_restores_the_figure(officer):
    forecast(officer, FIRST).fill("7")

    officer.page.keyboard.press("Escape")

    expect(forecast(officer, FIRST)).to_have_value("480")
    expect(variance(officer, FIRST)).to_have_text("0")


def test_typing_that_is_not_saved_is_not_lost_without_a_warning(officer):
    warnings = []
    officer.page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))
    forecast(officer, FIRST).click()
    officer.page.keyboard.type("7")

    officer.open(QUARTER)

    assert warnings == ["beforeunload"]


def test_saving_warns_of_nothing(officer):
    warnings = []
    officer.page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))
    forecast(officer, FIRST).click()
    officer.page.keyboard.type("481")

    officer.press("Save")

    officer.sees_message("1 figure saved")
    assert warnings == []


def test_the_grid_scrolls_inside_its_region_at_400_per_cent(visit):
    officer = visit("finance.council", width=320)
    officer.open(GRID)
    region = officer.page.get_by_role("region", name="All 35 lines")

    assert officer.page.evaluate("document.scrollingElement.scrollWidth") <= 320
    assert region.evaluate("(it) => it.scrollWidth > it.clientWidth")
    officer.look()


def test_a_line_is_confirmed_from_the_grid(officer):
    officer.row(SECOND).get_by_role("checkbox").check()
    officer.press("Confirm ticked lines on plan")
    officer.look()

    officer.press("Confirm")

    officer.sees_message("1 line confirmed as reviewed")
    expect(officer.row(SECOND)).to_contain_text("by finance officer")


def test_an_unlikely_figure_is_asked_about(officer):
    forecast(officer, FIRST).fill("4,900")
    officer.press("Save")
    officer.look()

    officer.type("Why is it correct?", "A second team was added")
    officer.press("Yes, this is correct")

    officer.sees_message("1 figure saved")
    expect(officer.page.locator(".app-grid__note")).to_contain_text("A second team was added")
