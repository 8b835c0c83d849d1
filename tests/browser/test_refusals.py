"""What a visitor is told who may not open something."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def sees_heading(visitor, words):
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(words)
    visitor.look()


def test_a_stranger_is_asked_to_sign_in_and_then_taken_on(visit, site):
    stranger = visit(None)
    stranger.open(QUARTER + "tables/")
    sees_heading(stranger, "Sign in")
    stranger.type("Email address", "signatory@demonstration.example")
    stranger.field("Password").fill("not the password")
    stranger.press("Sign in")
    stranger.sees_problem("one of them is not right", at=stranger.field("Email address"))
    stranger.field("Password").fill(site.password("signatory@demonstration.example"))
    stranger.press("Sign in")
    sees_heading(stranger, "Report tables")


def test_a_viewer_is_refused_a_draft_in_plain_words(visit):
    viewer = visit("viewer")
    for page in ("", "tables/", "spending/", "paper/", "paper.pdf", "expenditure.xlsx"):
        assert viewer.open(QUARTER + page) == 403
        sees_heading(viewer, "You cannot open this page")


def test_a_board_that_is_not_there_is_not_found(visit):
    signatory = visit("signatory")
    assert signatory.open(QUARTER) == 200
    assert signatory.open(QUARTER.replace("bromley", "northshire")) == 404
    sees_heading(signatory, "Page not found")


def test_a_signatory_reads_but_has_nothing_to_type(visit):
    signatory = visit("signatory")
    for page in ("metrics/falls/", "spending/", "spending/differences/"):
        assert signatory.open(QUARTER + page) == 200
        signatory.look()
        forms = signatory.page.locator("main form[method=post]")
        expect(forms.get_by_role("textbox")).to_have_count(0)
        expect(signatory.page.get_by_role("button", name="Save")).to_have_count(0)


def test_who_signs_out_is_out(visit):
    signatory = visit("signatory")
    signatory.sign_out()
    signatory.open(QUARTER)
    sees_heading(signatory, "Sign in")
