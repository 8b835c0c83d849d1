"""A person who fills in the pages of a running service in a browser."""

import shutil
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, MOST_PATIENCE
from tests.faults.crowd import QUARTER, SAVED, ByForm
from tests.test_checks_saving import Form

ASKS = "Check what you entered"


class ByBrowser(ByForm):
    """Types into the boxes and presses the button; Chromium sends what it makes of them."""

    def __init__(self, window, url, email, password):
        self.window, self.url = window, url
        window.goto(f"{url}/accounts/login/")
        window.get_by_label("Email address").fill(email)
        window.get_by_label("Password", exact=True).fill(password)
        assert self._press("Sign in") == 302

    def open(self, page):
        status = self.window.goto(f"{self.url}{QUARTER}{page}").status
        self._read()
        return status

    def save(self, page, typed):
        for box, text in typed.items():
            self._box(box).fill(text)
        status = self._press("Add comment" if page.startswith("comments/") else "Save")
        if status == 200 and self.window.get_by_role("heading", name=ASKS).count():
            status = self._answer_questions()
        if status not in SAVED:
            self._read()
        return status

    def take(self, item, text):
        self._box(item.box).fill(text)

    def _answer_questions(self):
        for reason in self.window.get_by_label("Why is it correct?").all():
            reason.fill("Tried out.")
        return self._press("Yes, ")

    def _box(self, name):
        return self.window.locator(f"[name='{name}']")

    def _press(self, button):
        """The status of the answer to the form, wherever it leads."""
        is_answer = self._is_answer
        with self.window.expect_navigation(), self.window.expect_response(is_answer) as answer:
            is_whole = not button.endswith(" ")
            self.window.get_by_role("button", name=button, exact=is_whole).first.click()
        return answer.value.status

    @staticmethod
    def _is_answer(answer):
        return answer.request.method == "POST" and not answer.url.endswith("/drafts/")

    def _read(self):
        self.page = self.window.content()
        self.boxes = Form(self.page).boxes


@contextmanager
def window(*, script):
    """A new window of a Chromium of its own; it serves the thread that opened it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_context(java_script_enabled=script).new_page()
        page.set_default_timeout(2 * MOST_PATIENCE)
        yield page
        browser.close()
