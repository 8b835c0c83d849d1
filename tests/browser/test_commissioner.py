"""The first job: a commissioner enters the measures of a quarter."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
RESULT = """
    SELECT {} FROM metrics_result
    WHERE metric_id = (SELECT id FROM metrics_metric WHERE code = ?)
    AND quarter_id = (
        SELECT id FROM boards_boardquarter
        WHERE board_id = (SELECT id FROM boards_board WHERE slug = 'bromley')
    )
"""


def open_measure(commissioner, name):
    commissioner.follow("Bromley")
    commissioner.look()
    commissioner.follow(name)
    commissioner.look()


def test_a_commissioner_corrects_a_mistyped_actual_and_saves_it(visit, site):
    commissioner = visit("commissioner")
    commissioner.look()
    open_measure(commissioner, "Avoidable admissions")
    commissioner.choose("Yes")
    commissioner.select("First month covered", "April")
    commissioner.select("Last month covered", "August")
    commissioner.type("Actual", "27three")
    commissioner.type("Where does this figure come from?", "Local report, January")
    commissioner.press("Save")

    actual = commissioner.field("Actual")
    commissioner.sees_problem("must be a number, like 273 or 273.4", at=actual)
    expect(actual).to_have_value("27three")
    expect(commissioner.field("Last month covered")).to_have_value("5")
    source = commissioner.field("Where does this figure come from?")
    expect(source).to_have_value("Local report, January")

    commissioner.select("Last month covered", "September")
    commissioner.type("Actual", "272")
    commissioner.press("Save")
    commissioner.sees_message("Avoidable admissions saved")
    status = commissioner.page.get_by_text(
        "272, which is 52 (24%) above the target of 220 for April to September."
    )
    expect(status).to_be_visible()
    expect(actual).to_have_value("272")
    stored = site.stored(
        RESULT.format("actual, first_month, last_month, source"), "avoidable-admissions"
    )
    assert stored == ("272", 1, 6, "Local report, January")


def test_a_different_target_needs_a_reason(visit, site):
    commissioner = visit("commissioner")
    open_measure(commissioner, "Falls")
    commissioner.page.get_by_text("Use a different target").click()
    commissioner.type("Target for these months", "1,048.5")
    commissioner.press("Save")

    reason = commissioner.field("Why?")
    commissioner.sees_problem("is 1,048.5 and not 1,048.9", at=reason)
    assert site.stored(RESULT.format("different_target"), "falls") is None

    reason.fill("The figure that the Board agreed in July")
    commissioner.press("Save")
    commissioner.sees_message("saved")
    expect(commissioner.page.get_by_text("below the target of 1,048.5")).to_be_visible()
    assert site.stored(RESULT.format("different_target"), "falls") == "1048.5"


def test_a_figure_that_is_not_there_yet_is_said_to_come(visit, site):
    commissioner = visit("commissioner")
    open_measure(commissioner, "Reablement")
    commissioner.choose("Not yet available")
    commissioner.choose("Another reason")
    commissioner.press("Save")
    why = commissioner.field("In your own words")
    commissioner.sees_problem("figure is not available yet", at=why)

    why.fill("The 91 days are not over")
    when = commissioner.page.get_by_role("group", name="When do you expect it?")
    for part, typed in (("Day", "14"), ("Month", "3"), ("Year", "2099")):
        when.get_by_label(part).fill(typed)
    commissioner.press("Save")
    commissioner.sees_message("saved")
    sentence = "The 91 days are not over. Expected on 14 March 2099."
    expect(commissioner.page.get_by_text(sentence)).to_be_visible()
    held = site.stored(RESULT.format("state, expected_on"), "reablement")
    assert held == ("NOT_YET", "2099-03-14")
    commissioner.open(QUARTER)
    expect(commissioner.page.get_by_text(sentence)).to_be_visible()
    commissioner.look()


def test_the_second_to_save_a_measure_sees_both_figures(visit, site):
    first, second = visit("commissioner"), visit("commissioner")
    for commissioner, typed in ((first, "996"), (second, "997")):
        open_measure(commissioner, "Falls")
        commissioner.type("Actual", typed)
    first.press("Save")
    first.sees_message("saved")
    second.press("Save")

    actual = second.field("Actual")
    second.sees_problem("996", at=actual)
    expect(actual).to_have_value("997")
    assert site.stored(RESULT.format("actual"), "falls") == "996"


def test_a_measure_can_be_entered_with_the_keyboard_alone(visit, site):
    commissioner = visit("commissioner")
    open_measure(commissioner, "Falls")
    commissioner.tab_to("id_actual")
    for key in ("Control+A", "9", "9", "6", "Enter"):
        commissioner.page.keyboard.press(key)
    commissioner.sees_message("saved")
    assert site.stored(RESULT.format("actual"), "falls") == "996"
