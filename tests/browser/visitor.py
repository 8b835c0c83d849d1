"""A person at a browser: small steps that every test is told in."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.server import DOMAIN

QUARTER = "/bromley/2023-24-q3/"


class Visitor:
    """One window; `look` says whether the page just visited is fit to be seen."""

    def __init__(self, site, page, folder, *, script):
        self.site, self.page, self.folder, self.script = site, page, folder, script
        self.complaints = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message):
        answered = message.text.startswith("Failed to load resource")
        is_asset = "/static/" in message.location["url"]
        if message.type in {"error", "warning"} and (is_asset or not answered):
            self.complaints.append(message.text)

    def open(self, path):
        """Go to an address of the service; returns the status of the answer."""
        return self.page.goto(self.site.url + path).status

    def sign_in(self, name):
        email = f"{name}@{DOMAIN}"
        self.open("/accounts/login/")
        self.type("Email address", email)
        self.page.get_by_label("Password", exact=True).fill(self.site.password(email))
        self.press("Sign in")
        expect(self.page).to_have_title(re.compile("Your reports"))
        return self

    def sign_out(self):
        self.press("Sign out")
        expect(self.page).to_have_title(re.compile("Sign in"))

    def follow(self, text):
        self.page.get_by_role("main").get_by_role("link", name=text).first.click()

    def press(self, text):
        self.page.get_by_role("button", name=text, exact=True).first.click()

    def type(self, label, text):
        self.field(label).fill(text)

    def field(self, label):
        return self.page.get_by_label(label, exact=True)

    def choose(self, answer):
        self.page.get_by_role("radio", name=answer, exact=True).check()

    def select(self, label, option):
        self.field(label).select_option(label=option)

    def row(self, words):
        return self.page.get_by_role("row").filter(has_text=words)

    def download(self, text):
        """Click on a link to a file; returns where it was kept, under its own name."""
        with self.page.expect_download() as download:
            self.page.locator("main a").filter(has_text=text).click()
        kept = self.folder / download.value.suggested_filename
        download.value.save_as(kept)
        return kept

    def tab_to(self, element, most=30):
        """Press the tab key until the element with this id has the focus."""
        target = self.page.locator(f"#{element}:focus")
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if target.count():
                return
        raise AssertionError(f"The tab key does not lead to {element}.")

    def look(self):
        """No complaint of the browser or of axe about the page as it stands."""
        assert self.complaints == [], self.page.url
        if self.script:
            found = Axe().run(self.page)
            assert not found.violations_count, f"{self.page.url}\n{found.generate_report()}"

    def sees_message(self, text):
        expect(self.page.locator(".govuk-notification-banner--success")).to_contain_text(text)
        self.look()

    def sees_problem(self, text, *, at):
        """The same words in the summary and at the field, and the summary has the focus."""
        summary = self.page.locator(".govuk-error-summary")
        expect(summary).to_contain_text(text)
        if self.script:
            expect(summary).to_be_focused()
        words = self.page.locator(f"#{at.get_attribute('aria-describedby').split()[-1]}")
        expect(words).to_contain_text(text)
        expect(self.page).to_have_title(re.compile("^Error: "))
        self.look()
        summary.get_by_role("link", name=text).click()
        expect(at).to_be_focused()
