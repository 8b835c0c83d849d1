"""Pages with a mistake on them are as fit to be seen as those without."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TRAINING = "/training/2024-25-q2/"
TOO_LONG = "x" * 20_001
# Each page, and the box into which more is typed than can be kept.
MISTAKES = {
    "comments/spending/": "#id_text",
    "plan/nc4/": "#id_summary",
    "plan/nc3/actions/": "textarea",
    "commentary/recommendations/": "#id_body",
    "spending/differences/": "textarea",
    "risks/R5/": "#id_comment",
}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("page", MISTAKES)
def test_a_text_that_is_too_long_is_refused_on_a_page_fit_to_be_seen(visit, page, width):
    writer = visit("commissioner", width=width)
    writer.open(TRAINING + page)
    box = writer.page.locator(f"main form[method=post] {MISTAKES[page]}").first
    box.fill(TOO_LONG)
    writer.press("Add comment" if page.startswith("comments") else "Save")

    expect(writer.page.locator(".govuk-error-summary")).to_contain_text("1 too many")
    writer.look()
