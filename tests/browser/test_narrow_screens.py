"""Every page on a telephone."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WIDTH = 320  # What 400% leaves of a screen that is 1280 wide.
MEASURES = (
    "avoidable-admissions", "falls", "discharge-to-usual-place", "residential-admissions",
    "reablement",
)  # fmt: skip
SECTIONS = (
    "",
    "dates/",
    "spending/",
    "spending/differences/",
    "spending/confirm/?all=yes",
    "plan/",
    "plan/nc1/",
    "plan/nc1/actions/",
    "commentary/",
    "commentary/recommendations/",
    "check/",
    "tables/",
    "paper/",
    "statements/",
    "statements/6/",
    "plan-money/",
)
REPORT = [QUARTER + page for page in (*SECTIONS, *(f"metrics/{code}/" for code in MEASURES))]
TRAINING = [
    "/training/2024-25-q2/" + page
    for page in (
        "metrics/discharge-to-usual-place/",
        "metrics/falls/revisions/",
        "spending/?not_reviewed=yes",
        "spending/?text=zebra",
        "spending/differences/",
        "spending/confirm/?all=yes",
        "spending/paste/",
        "spending/paste/undo/",
        "plan/nc4/",
        "plan/nc3/actions/",
        "risks/",
        "risks/R5/",
        "risks/R7/",
        "risks/new/",
        "commentary/performance/",
        "check/",
        "comments/",
        "comments/metric:falls/",
        "dates/?publish_day=1&publish_month=2&publish_year=soon",
    )
]
PLAN_OF_2014 = "/bromley-2014/2015-16-q1/"
AS_PRINTED = [
    PLAN_OF_2014 + page
    for page in (
        "plan-money/",
        "plan-changes/printed/",
        "plan-changes/milestones/",
        "metrics/effects/BRO14-1516-04/",
    )
]
ACCOUNT = ["/", "/accounts/password/change/", "/accounts/logout/"]
READS, REFUSED, UNKNOWN = 200, 403, 404
WIDTH_OF_PAGE = "document.scrollingElement.scrollWidth"


def fits(visitor):
    assert visitor.page.evaluate(WIDTH_OF_PAGE) <= WIDTH, visitor.page.url
    visitor.look()


@pytest.mark.parametrize("script", [True], indirect=True, ids=["with JavaScript"])
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("commissioner", READS),
        ("finance.council", READS),
        ("finance.icb", READS),
        ("clerk", READS),
        ("signatory", READS),
        ("area.administrator", READS),
        ("viewer", REFUSED),
        ("system.administrator", UNKNOWN),
    ],
)
def test_every_page_fits_a_narrow_screen(visit, name, answer):
    person = visit(name, width=WIDTH)
    for address in ACCOUNT:
        assert person.open(address) == 200
        fits(person)
    for address in REPORT:
        assert person.open(address) == answer
        fits(person)


@pytest.mark.parametrize("script", [True], indirect=True, ids=["with JavaScript"])
def test_the_pages_of_an_administrator_fit_a_narrow_screen(visit):
    administrator = visit("area.administrator", width=WIDTH)
    for page in ("people/", "people/invite/", "signing/", "signing/add/", "quarters/open/",
                 "schemes/", "schemes/2023-24/add/", "schemes/2023-24/BRO-2324-07/",
                 "schemes/2023-24/BRO-2324-07/stop/"):  # fmt: skip
        assert administrator.open(f"/bromley/{page}") == READS
        fits(administrator)


def test_the_pages_of_a_stranger_fit_a_narrow_screen(visit):
    stranger = visit(None, width=WIDTH)
    for address in ("/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"):
        assert stranger.open(address) == 200
        fits(stranger)


@pytest.mark.parametrize("script", [True], indirect=True, ids=["with JavaScript"])
def test_every_page_with_something_still_to_do_fits_a_narrow_screen(visit):
    person = visit("commissioner", width=WIDTH)
    for address in (*TRAINING, PLAN_OF_2014 + "plan-money/"):
        assert person.open(address) == READS
        fits(person)


@pytest.mark.parametrize("script", [True], indirect=True, ids=["with JavaScript"])
def test_the_pages_on_which_a_plan_is_entered_as_printed_fit_a_narrow_screen(visit):
    officer = visit("finance.council", width=WIDTH)
    for address in AS_PRINTED:
        assert officer.open(address) == READS
        fits(officer)


def test_mistakes_fit_a_narrow_screen(visit):
    officer = visit("finance.council", width=WIDTH)
    officer.open(QUARTER + "spending/")
    for box in officer.page.locator(".app-grid__input").all()[:4]:
        box.fill("-2.2")
    officer.press("Save")
    expect(officer.page.locator(".govuk-error-summary li")).to_have_count(4)
    fits(officer)
    officer.open(QUARTER + "statements/6/change/")
    fits(officer)
    officer.type("Rows, copied from Excel", "A\tone\ttwo\t0\t1\t1\t0")
    officer.press("Save")
    expect(officer.page.locator(".govuk-error-summary li")).to_have_count(2)
    fits(officer)


def test_an_interruption_and_a_pasted_column_fit_a_narrow_screen(visit):
    officer = visit("finance.council", width=WIDTH)
    officer.open(QUARTER + "spending/")
    officer.row("BRO-2324-27").get_by_role("textbox", name="Forecast").fill("99,000")
    officer.press("Save")
    expect(officer.page.get_by_role("button", name="Yes, this is correct")).to_be_visible()
    fits(officer)
    officer.open(QUARTER + "spending/paste/")
    officer.type("Paste the column here", "BRO-2324-27\t(9)\nNo such line\t5")
    officer.press("Continue")
    expect(officer.page.get_by_role("table").first).to_be_visible()
    fits(officer)


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("metrics/discharge-to-usual-place/", "Actual"),
        ("risks/R5/", "Money at risk"),
        ("risks/new/", "Money at risk"),
    ],
)
@pytest.mark.parametrize("script", [True], indirect=True, ids=["with JavaScript"])
def test_a_mistake_in_any_form_fits_a_narrow_screen(visit, address, field):
    commissioner = visit("commissioner", width=WIDTH)
    commissioner.open("/training/2024-25-q2/" + address)
    commissioner.type(field, "27three")
    commissioner.press("Save")
    expect(commissioner.page.locator(".govuk-error-summary")).to_be_visible()
    fits(commissioner)
