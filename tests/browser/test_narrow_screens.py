"""Every page on a telephone."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WIDTH = 360
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
    "tables/",
    "paper/",
)
REPORT = [QUARTER + page for page in (*SECTIONS, *(f"metrics/{code}/" for code in MEASURES))]
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
    for page in ("people/", "people/invite/", "quarters/open/", "schemes/", "schemes/2023-24/add/",
                 "schemes/2023-24/BRO-2324-07/", "schemes/2023-24/BRO-2324-07/stop/"):  # fmt: skip
        assert administrator.open(f"/bromley/{page}") == READS
        fits(administrator)


def test_the_pages_of_a_stranger_fit_a_narrow_screen(visit):
    stranger = visit(None, width=WIDTH)
    for address in ("/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"):
        assert stranger.open(address) == 200
        fits(stranger)


def test_mistakes_fit_a_narrow_screen(visit):
    officer = visit("finance.council", width=WIDTH)
    officer.open(QUARTER + "spending/")
    for box in officer.page.locator(".app-grid__input").all()[:4]:
        box.fill("-2.2")
    officer.press("Save")
    expect(officer.page.locator(".govuk-error-summary li")).to_have_count(4)
    fits(officer)
