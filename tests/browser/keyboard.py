"""A person who only has the keyboard: every step is keys, and tab must lead to each thing."""

import re

from playwright.sync_api import expect

from tests.browser.server import DOMAIN

FOCUSED = "found => found.includes(document.activeElement)"


class Keyboard:
    """The keys of a Visitor's window; things are found by the role and name they are read with."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page

    def key(self, *names):
        for name in names:
            self.page.keyboard.press(name)

    def to(self, target, most=60, key="Tab"):
        """Press the tab key, at most so often, until the focus is on the target."""
        expect(target.first).to_be_attached()
        found = target.element_handles()
        for _ in range(most):
            self.key(key)
            if self.page.evaluate(FOCUSED, found):
                return
        raise AssertionError(f"{most} times {key} do not lead to {target}.")

    def sign_in(self, name):
        """On the sign-in page: who they are, and on."""
        email = f"{name}@{DOMAIN}"
        self.type("Email address", email)
        self.type("Password", self.visitor.site.password(email))
        self.key("Enter")

    def type(self, label, text, within=None, most=60):
        """Into the box of this label instead of what is there."""
        self.to((within or self.page).get_by_label(label, exact=True), most)
        self.key("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, group, answer, most=60):
        """One answer of a question: tab to the question, then the arrow keys."""
        answers = self._within(group).get_by_role("radio")
        self.to(answers, most)
        wanted = answers.and_(self.page.get_by_role("radio", name=answer, exact=True))
        self.key("Space")
        for _ in range(answers.count()):
            if wanted.is_checked():
                return
            self.key("ArrowDown")
        expect(wanted).to_be_checked()

    def _within(self, group):
        return self.page.get_by_role("group", name=group) if isinstance(group, str) else group

    def select(self, label, option):
        """From a list: tab to it and type what is wanted."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        self.to(box)
        self.page.keyboard.type(option)
        expect(box.get_by_role("option", name=option, selected=True)).to_have_count(1)

    def tick(self, label, most=60):
        box = self.page.get_by_role("checkbox", name=label)
        self.to(box, most)
        self.key("Space")
        expect(box).to_be_checked()

    def press(self, text, most=60):
        self.to(self.page.get_by_role("button", name=text, exact=True), most)
        self.key("Enter")

    def follow(self, text, heading=None, most=60):
        main = self.page.get_by_role("main")
        self.to(main.get_by_role("link", name=text, exact=True), most)
        self.key("Enter")
        self.sees_heading(heading or text)

    def go_back(self, text):
        """By the link above the heading; a script puts the focus on a message below it."""
        back = self.page.get_by_role("link", name=text, exact=True)
        at_the_top = self.page.evaluate("document.activeElement === document.body")
        self.to(back, key="Tab" if at_the_top else "Shift+Tab")
        self.key("Enter")
        self.sees_heading(text)

    def sees_heading(self, text):
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_text(re.compile(rf"{re.escape(text)}\s*$"))
