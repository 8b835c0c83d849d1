"""The fourth job: a report goes from draft to published and corrected, through six people."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
QUARTER, PUBLIC = "/training/2024-25-q2/", "/public/training/2024-25-q2/"
FINANCE, DIRECTOR, ICB = "Finance clearance", "Director of Adult Social Care", "ICB place executive"
LINE = "Forecast for Reablement at home"
WHY = "The forecast is last month's."
CORRECTION = "The forecast left out the winter contract."


@pytest.fixture
def people(visit):
    """Everybody in a window of their own, the director at a telephone."""
    names = ("commissioner", "finance.council", "signatory.finance", "signatory.icb", "clerk")
    return {name: visit(name) for name in names} | {"signatory": visit("signatory", width=390)}


def waits_for(person, *titles):
    """Whom the page about signing waits for, as everybody sees it."""
    person.open(QUARTER + "sign-off/")
    rows = person.page.locator("main .govuk-summary-list__row")
    waiting = [row for row in rows.all_inner_texts() if re.search("Waiting|Will be asked", row)]
    assert [row.split("\n")[0].strip() for row in waiting] == list(titles)
    person.look()


def state_is(person, words):
    person.open(QUARTER)
    expect(person.page.locator("main .govuk-tag", has_text=words).first).to_be_visible()


def send(person):
    person.open(QUARTER + "send/")
    person.look()
    person.press("Send for sign-off")
    expect(person.page.get_by_role("heading", name="Sent for sign-off")).to_be_visible()
    person.look()


def sign(person, title, version):
    person.open(QUARTER + "sign/")
    person.choose("Sign")
    person.press("Continue")
    person.sees_message(f"You signed version {version} as {title}")


def change_a_forecast(person, amount, *, warned_of):
    """The line is the first that the person may type; the page says whose sign-off it removes."""
    person.open(QUARTER + "spending/")
    removes = f"This change removes the {warned_of}"
    expect(person.page.get_by_text(removes).first).to_be_visible()
    box = person.page.get_by_role("textbox", name=re.compile("^(Forecast|Outturn) for ")).first
    box.fill(amount)
    person.page.get_by_role("button", name="Save", exact=True).first.click()
    reasons = person.page.get_by_role("textbox", name=re.compile("correct", re.IGNORECASE))
    if reasons.count():
        reasons.first.fill("The ledger says so.")
        person.page.get_by_role("main").get_by_role("button").first.click()
    expect(person.page.locator(".govuk-notification-banner--success")).to_be_visible()


def test_six_people_bring_a_report_from_draft_to_a_corrected_publication(people, visit):
    commissioner, officer, clerk = (people[n] for n in ("commissioner", "finance.council", "clerk"))
    finance, icb, director = (
        people[n] for n in ("signatory.finance", "signatory.icb", "signatory")
    )
    state_is(commissioner, "Draft")
    send(commissioner)
    state_is(commissioner, "With the signatories")
    waits_for(commissioner, FINANCE, DIRECTOR, ICB)

    # On a telephone: the first page, the page to sign, and what was signed; four with signing in.
    director.open("/")
    director.look()
    director.follow("Training board, Quarter 2 2024-25")
    director.look()
    director.choose("Sign")
    director.press("Continue")
    director.sees_message(f"You signed version 1 as {DIRECTOR}")
    waits_for(director, FINANCE, ICB)

    icb.open(QUARTER + "sign/")
    icb.choose("Send back")
    icb.page.get_by_role("checkbox", name="Spending").check()
    icb.page.locator("main textarea:visible").first.fill(WHY)
    icb.press("Continue")
    icb.sees_message("Version 1 sent back")

    state_is(officer, "Draft")
    expect(officer.page.get_by_text(WHY).first).to_be_visible()
    officer.look()
    commissioner.open(QUARTER + "metrics/falls/")
    expect(commissioner.page.get_by_role("main").get_by_role("button")).to_have_count(0)
    change_a_forecast(officer, "1,234", warned_of=DIRECTOR)
    send(officer)
    waits_for(officer, FINANCE, DIRECTOR, ICB)

    for person, title in ((finance, FINANCE), (director, DIRECTOR), (icb, ICB)):
        sign(person, title, version=2)
    state_is(clerk, "Signed")
    stranger = visit(None)
    assert stranger.open(PUBLIC) == 404

    publish(clerk)
    first = published(stranger, "version 2", "Version 2")

    officer.open(QUARTER + "correct/")
    officer.page.get_by_role("checkbox", name="Spending").check()
    officer.page.locator("main textarea:visible").first.fill(CORRECTION)
    officer.look()
    officer.page.get_by_role("main").get_by_role("button").first.click()
    change_a_forecast(officer, "1,300", warned_of=FINANCE)
    assert published(stranger, "version 2", "Version 2") == first
    send(officer)
    for person, title in ((finance, FINANCE), (director, DIRECTOR), (icb, ICB)):
        sign(person, title, version=3)
    publish(clerk)

    assert published(stranger, "version 3", "Version 3") != first
    stranger.look()
    addendum = stranger.download("what this version corrects")
    text = " ".join(page.extract_text() for page in PdfReader(addendum).pages)
    assert CORRECTION in " ".join(text.split())
    assert stranger.open(PUBLIC + "versions/2/") == 200
    expect(stranger.page.get_by_text("Version 3 has taken its place").first).to_be_visible()
    stranger.look()
    commissioner.open(QUARTER + "history/")
    commissioner.look()


def publish(clerk):
    clerk.open(QUARTER + "publish/")
    clerk.look()
    today = timezone.localdate()
    for part, number in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        clerk.type(part, str(number))
    clerk.page.get_by_role("main").get_by_role("button").first.click()
    expect(clerk.page.locator(".govuk-notification-banner--success")).to_be_visible(timeout=60_000)
    clerk.look()


def published(stranger, name, words):
    """The bytes of the paper that everybody gets."""
    stranger.open(PUBLIC)
    expect(stranger.page.get_by_text(words).first).to_be_visible()
    paper = stranger.download("board paper")
    assert f"-v{name.split()[1]}" in paper.name
    return paper.read_bytes()
