"""A long text is typed, the session ends, and not a character of it is lost."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SECTION = QUARTER + "commentary/recommendations/"
LONG = "\n".join(
    [
        "  The Board is asked to note “what changed” – and why; ₤, ½, Ærø as they are.",
        "",
        *(f"Paragraph {number}: {'services keep people at home. ' * 9}" for number in range(60)),
        "The end 🙂",
    ]
)
BODY = (
    "SELECT body FROM reports_papersection s JOIN reports_paper p ON p.id = s.paper_id "
    "JOIN boards_boardquarter q ON q.id = p.quarter_id JOIN boards_board b ON b.id = q.board_id "
    "WHERE s.code = 'recommendations' AND b.slug = 'bromley'"
)


def end_all_sessions(site):
    with closing(sqlite3.connect(site.database)) as connection, connection:
        connection.execute("DELETE FROM django_session")


def sign_in_here(visitor, name):
    """Sign in on the page that asks for it, and be taken on."""
    email = f"{name}@demonstration.example"
    visitor.type("Email address", email)
    visitor.page.get_by_label("Password", exact=True).fill(visitor.site.password(email))
    visitor.press("Sign in")


def test_a_long_text_outlives_its_session_and_another_persons_visit(visit, site):
    writer = visit("commissioner")
    writer.open(SECTION)
    writer.page.locator("#id_body").fill(LONG)
    end_all_sessions(site)
    writer.press("Save")

    expect(writer.page).to_have_title(re.compile("Sign in"))
    sign_in_here(writer, "finance.icb")
    expect(writer.page.locator("#id_body")).not_to_have_value(re.compile("Ærø"))
    expect(writer.page.get_by_text("that is not saved")).to_have_count(0)
    writer.look()
    writer.sign_out()

    sign_in_here(writer, "commissioner")
    writer.open(SECTION)
    writer.look()
    writer.follow("Show what I typed")
    assert writer.page.locator("#id_body").input_value() == LONG
    writer.look()
    writer.press("Save")
    writer.sees_message("Recommendations saved")

    assert site.stored(BODY) == LONG
    writer.open(SECTION)
    expect(writer.page.get_by_text("that is not saved")).to_have_count(0)


def test_what_is_typed_is_kept_while_typing(visit, script):
    if not script:
        pytest.skip("without a script nothing is sent before Save")
    writer = visit("commissioner")
    writer.open(SECTION)
    writer.page.locator("#id_body").fill("Half a sentence")
    writer.page.locator("#id_body").blur()
    expect(writer.page.get_by_text("What you typed was kept at")).to_be_visible()
    writer.look()

    writer.open(SECTION)
    writer.follow("Show what I typed")

    assert writer.page.locator("#id_body").input_value() == "Half a sentence"


def test_signed_out_while_typing_one_is_told_and_loses_nothing(visit, site, script):
    if not script:
        pytest.skip("without a script nothing is sent before Save")
    writer = visit("commissioner")
    writer.open(SECTION)
    end_all_sessions(site)
    writer.page.locator("#id_body").fill("Typed after the session had ended")
    writer.page.locator("#id_body").blur()

    expect(writer.page.get_by_text("Your text is kept on this page")).to_be_visible()
    with writer.page.context.expect_page() as opened:
        writer.page.get_by_role("link", name="Sign in in a new tab").click()
    other = type(writer)(site, opened.value, writer.folder, script=True)
    sign_in_here(other, "commissioner")
    expect(other.page).to_have_title(re.compile("Your reports"))
    writer.press("Save")

    expect(writer.page.get_by_text("It is not saved: check it, then save")).to_be_visible()
    writer.press("Save")
    assert site.stored(BODY) == "Typed after the session had ended"


def test_more_than_a_page_can_send_is_not_sent_and_stays_in_its_box(visit, script):
    if not script:
        pytest.skip("without a script the service refuses it")
    writer = visit("commissioner")
    writer.open(SECTION)
    writer.page.locator("#id_body").fill("a" * 6_000_000)

    writer.press("Save")

    expect(writer.page.get_by_text("This is more than a page can send")).to_be_visible()
    assert len(writer.page.locator("#id_body").input_value()) == 6_000_000
    writer.look()


def test_going_back_after_a_save_does_not_put_an_old_text_over_a_newer_one(visit):
    writer, other = visit("commissioner"), visit("finance.icb")
    for person, text in ((writer, "The first text"), (other, "A newer text")):
        person.open(SECTION)
        person.page.locator("#id_body").fill(text)
        person.press("Save")
        person.sees_message("Recommendations saved")

    writer.page.go_back()

    expect(writer.page.locator("#id_body")).to_have_value("A newer text")


def test_typing_beside_an_earlier_text_that_was_not_looked_at_does_not_replace_it(visit, script):
    if not script:
        pytest.skip("without a script nothing is sent before Save")
    writer = visit("commissioner")
    writer.open(SECTION)
    writer.page.locator("#id_body").fill("A long text of yesterday")
    writer.page.locator("#id_body").blur()
    expect(writer.page.get_by_text("What you typed was kept at")).to_be_visible()

    writer.open(SECTION)
    writer.page.locator("#id_body").fill("x")
    writer.page.locator("#id_body").blur()
    expect(writer.page.get_by_text("No draft is kept of this yet")).to_be_visible()
    writer.look()

    writer.follow("Show what I typed")
    expect(writer.page.locator("#id_body")).to_have_value("A long text of yesterday")
