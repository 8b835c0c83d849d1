"""A whole quarter of the training board, entered with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.training import ENTERED, RESIDENTIAL_ADMISSIONS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
QUARTER = "/training/2024-25-q2/"
MOST_PAGES = 3
MOST_TABS_OF_A_GRID = 400
SECTIONS = (
    "Reason for the report", "Recommendations", "Performance", "Spending", "Income",
    "Legal implications",
)  # fmt: skip
# In £ thousands, in the order of the lines.
FORECASTS = {
    "Short stays in care homes": "990",
    "Voluntary sector alliance": "152",
    "Discharge brokerage officers": "84",
    "Early help for people living alone": "160",
}
OFF_PLAN = (
    "Step-down flats", "Evaluation of schemes", "Home care, night sitting", "Nursing placements",
    "Disabled facilities grants, discretionary", "Residential placements, fee uplift",
)  # fmt: skip
ICB_FORECASTS = {"Shared care record": "112", "Virtual ward, frailty": "296"}
ICB_OFF_PLAN = ("Personal health budgets", "Intravenous treatment at home")


def at(visit, address):
    """The keyboard of a person who was sent a link, before they have signed in."""
    person = Keyboard(visit(None))
    person.visitor.open(address)
    return person


def enter_residential_admissions(person):
    person.choose("Do you have a figure for this quarter?", "Yes")
    person.select("First month covered", "April")
    person.select("Last month covered", "September")
    person.type("Actual", "201.5")
    person.type("Where does this figure come from?", "Adult social care records, October")
    person.key("Enter")
    person.visitor.sees_message("Residential admissions saved")


def test_a_link_to_a_measure_leads_to_its_saved_figure_in_three_pages(visit, site):
    person = at(visit, QUARTER + "metrics/residential-admissions/")
    seen = [person.page.url]
    person.page.on("domcontentloaded", lambda page: seen.append(page.url))

    person.sign_in("commissioner")
    person.sees_heading("Residential admissions")
    enter_residential_admissions(person)

    assert len(seen) <= MOST_PAGES, seen
    assert site.stored(RESIDENTIAL_ADMISSIONS) == ("201.5", 1, 6)


def test_a_quarter_is_entered_from_the_first_figure_to_the_check(visit, site):
    commissioner = at(visit, QUARTER)
    commissioner.sign_in("commissioner")
    commissioner.sees_heading("Task list")
    enter_measures(commissioner)
    enter_conditions(commissioner)
    check_risks(commissioner)
    complete_commentary(commissioner)
    enter_spending(commissioner)
    officer = at(visit, QUARTER + "spending/")
    officer.sign_in("finance.icb")
    enter_spending_of_the_icb(officer)
    check_answers(commissioner)

    assert site.stored(RESIDENTIAL_ADMISSIONS) == ("201.5", 1, 6)
    for query, stored in ENTERED.items():
        assert site.stored(query) == stored, query


def enter_measures(person):
    person.follow("Residential admissions")
    enter_residential_admissions(person)
    person.go_back("Task list")
    person.follow("Discharge to usual place of residence")
    person.type("What are you doing about it?", "- The hub looks at Fridays too")
    person.press("Save")
    person.visitor.sees_message("saved")
    person.go_back("Task list")


def enter_conditions(person):
    condition = "National condition 3: Right care, right place, right time"
    person.follow(condition)
    person.choose("Is condition 3 met?", "Yes")
    person.press("Save")
    person.visitor.sees_message("saved")
    person.follow("Actions of condition 3", most=20)
    action = person.page.get_by_role("region", name="Review short stays in care homes")
    person.choose(action.get_by_role("group", name="Status"), "On track")
    person.type("This quarter", "The review began in September.", within=action)
    person.press("Save")
    person.visitor.sees_message("saved")
    person.go_back(condition)
    person.go_back("Conditions and actions")
    person.go_back("Task list")


def check_risks(person):
    person.follow("Risk register", "Risks")
    for risk in ("R5", "R6", "R8"):
        person.tick(f"No change to {risk}")
    person.press("Confirm the risks ticked")
    person.visitor.sees_message("saved")
    person.go_back("Task list")


def complete_commentary(person):
    for section in SECTIONS:
        person.follow(section)
        person.choose("Have you completed this section?", "Yes")
        person.press("Save")
        person.visitor.sees_message(f"{section} saved")
        person.go_back("Commentary")
        person.go_back("Task list")


def show_all_tasks(person):
    person.follow("Show all 23 tasks", "Task list")
    expect(person.page.get_by_role("link", name="Show only my tasks")).to_be_visible()


def enter_spending(person):
    show_all_tasks(person)
    person.follow("Spending by scheme")
    enter_forecasts(person, FORECASTS)
    confirm_lines(person, OFF_PLAN)
    person.follow("Explain differences from plan", most=MOST_TABS_OF_A_GRID)
    explain(person, "Disabled facilities grants, discretionary", "Staffing", "Two surveyors left.")
    explain(person, "Home care, core packages", "Demand", "More people leave hospital with more.")
    person.press("Save")
    person.visitor.sees_message("saved")
    person.go_back("Spending by scheme")
    person.go_back("Task list")


def enter_spending_of_the_icb(person):
    person.sees_heading("Spending by scheme")
    enter_forecasts(person, ICB_FORECASTS)
    confirm_lines(person, ICB_OFF_PLAN)


def enter_forecasts(person, forecasts):
    """All in one go, among the lines that nobody has looked at yet."""
    person.tick("Not reviewed")
    person.key("Enter")
    expect(person.page.get_by_role("link", name="Clear filters")).to_be_visible()
    for scheme, typed in forecasts.items():
        person.type(f"Forecast for {scheme}", typed, most=MOST_TABS_OF_A_GRID)
    person.press("Save", MOST_TABS_OF_A_GRID)
    person.visitor.sees_message(f"{len(forecasts)} figures saved")


def confirm_lines(person, off_plan):
    """Those off plan one by one, and then all others."""
    for scheme in off_plan:
        person.tick(f"for {scheme}", MOST_TABS_OF_A_GRID)
    person.press("Confirm ticked lines", MOST_TABS_OF_A_GRID)
    confirm(person)
    person.press("Confirm all lines shown on plan", MOST_TABS_OF_A_GRID)
    confirm(person)


def confirm(person):
    person.sees_heading("Confirm lines")
    person.press("Confirm")
    person.visitor.sees_message("confirmed as reviewed")


def explain(person, scheme, reason, words):
    line = person.page.get_by_role("group", name=scheme)
    # Each line before it has its reason, its words and the ways to its comments and its history.
    reasons = line.get_by_role("group", name="What is the main reason?")
    person.choose(reasons, reason, most=90)
    person.type("In your own words, why is there a difference?", words, within=line)


def check_answers(person):
    show_all_tasks(person)
    person.follow("Check your answers", most=80)
    expect(person.page.get_by_text("Nothing is left to settle.")).to_be_visible()
    person.go_back("Task list")
    show_all_tasks(person)
    statuses = person.page.locator(".govuk-task-list__status").all_inner_texts()
    assert statuses == ["Completed"] * (len(statuses) - 2) + ["Ready to check", "Not started"]
