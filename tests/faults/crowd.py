"""People who fill in one report at once, and what each of them was told."""

from collections import Counter
from dataclasses import dataclass, field
from html import escape

from tests.faults.people import Person
from tests.test_checks_saving import Form

QUARTER = "/training/2024-25-q2/"
COMMENTS, PASTE, READ = "comments/risks/", "spending/paste/", ("", "tables/", "check/")
SAVED, CONFLICT = {302, 303}, 409
# Whoever is told that somebody was quicker tries again; each refusal is another person's success.
MOST_TRIES = 60


@dataclass(frozen=True)
class Field:
    """A box of a page, and the kind and subject under which the trail tells of it."""

    page: str
    box: str
    kind: str
    subject: str

    @property
    def key(self):
        return self.kind, self.subject

    @property
    def is_money(self):
        return self.kind in {"finance.spent.recorded", "finance.forecast.recorded"}

    def typed(self, number, turn):
        """What a person types in a turn: nobody types it here a second time."""
        if self.is_money or self.kind == "metrics.actual.recorded":
            return str(1000 + 100 * number + turn)
        return f"Person {number} in turn {turn}"

    def stored(self, typed):
        return f"{typed}000.00" if self.is_money else typed

    def shown(self, stamp):
        """What people read of a stored value."""
        return f"{float(stamp) / 1000:,.0f}" if self.is_money else stamp


@dataclass
class Ledger:
    """What people were told: statuses, what is saved in place of what, and what others stored."""

    statuses: Counter = field(default_factory=Counter)
    saved: list = field(default_factory=list)
    theirs: list = field(default_factory=list)
    comments: list = field(default_factory=list)


class ByForm(Person):
    """Fills in a page by posting its form, as a browser would."""

    def open(self, page):
        status, self.page = self.ask(QUARTER + page)
        self.boxes = Form(self.page).boxes
        return status

    def save(self, page, typed):
        status, self.page = self.send(QUARTER + page, self.boxes | typed | self.reasons(typed))
        if status not in SAVED:
            self.boxes = Form(self.page).boxes
        return status

    def reasons(self, typed):
        """Why unlikely figures are correct: of a figure typed, and of the one beside it."""
        lines = {box.partition("-")[2] for box in typed}
        names = [f"{figure}-{line}" for figure in ("spent", "forecast") for line in lines]
        return {f"reason-{name}": "Tried out." for name in ("actual", *names)}

    def stamp(self, item):
        """The stored value of a field by the page that is, or was last, open."""
        return self.boxes[f"shown-{item.box}"]

    def holds(self, item, text):
        return self.boxes[item.box] == text

    def take(self, item, text):
        """Put into a box what somebody else has stored."""
        self.boxes[item.box] = text


class ByPaste(ByForm):
    """Pastes one column: looks at what it would change, then confirms."""

    references = {}

    def open(self, page):
        self.is_looked_at = False
        return super().open(page)

    def save(self, page, typed):
        if page != PASTE:
            return super().save(page, typed)
        if not self.is_looked_at:
            rows = [f"{self.references[box.split('-')[1]]}\t{typed[box]}" for box in typed]
            pasted = {"column": "spent", "unit": "THOUSANDS", "text": "\n".join(rows)}
            status = super().save(page, pasted)
            assert status == 200, status
            self.is_looked_at = True
        return super().save(page, {"asked": "yes"} | self.reasons(typed))

    def stamp(self, item):
        return self.boxes.get(f"shown-{item.box.split('-')[1]}", "")

    def holds(self, item, text):
        return text in self.boxes["text"]


def complaints(page):
    """The summary of what is wrong, or how the page begins where it has none."""
    return page[page.find("govuk-error-summary") :][:1500]


@dataclass
class Worker:
    """One person, whose `hands` fill in pages; some of the fields are `shared` with others."""

    number: int
    hands: object
    pages: dict
    shared: frozenset
    ledger: Ledger

    def work(self, turns):
        for turn in range(turns):
            self._open(READ[(self.number + turn) % len(READ)])
            for page, fields in self.pages.items():
                self._open(page)
                self._fill(page, {item: item.typed(self.number, turn) for item in fields})
            self._comment(f"Person {self.number} says in turn {turn}")

    def _open(self, page):
        status = self.hands.open(page)
        self.ledger.statuses[status] += 1
        assert status == 200, (page, status)

    def _save(self, page, typed):
        status = self.hands.save(page, typed)
        self.ledger.statuses[status] += 1
        assert status in SAVED | {CONFLICT}, (page, status, complaints(self.hands.page))
        return status in SAVED

    def _comment(self, text):
        self._open(COMMENTS)
        assert self._save(COMMENTS, {"text": text})
        self.ledger.comments.append(text)

    def _fill(self, page, texts):
        """Save what was typed, reading and deciding each time that somebody was quicker."""
        for _ in range(MOST_TRIES):
            before = {item: self.hands.stamp(item) for item in texts if item.key in self.shared}
            if self._save(page, {item.box: text for item, text in texts.items()}):
                self.ledger.saved += [
                    (item.key, self.hands.stamp(item), item.stored(text))
                    for item, text in texts.items()
                ]
                return
            theirs = {item: self.hands.stamp(item) for item in before}
            self._read_both(texts, {it: now for it, now in theirs.items() if now != before[it]})
            texts = self._decide(texts, theirs)
        raise AssertionError(f"{page} was refused {MOST_TRIES} times.")

    def _read_both(self, texts, theirs):
        """The page of a conflict holds everything typed, and what somebody else stored."""
        assert theirs, complaints(self.hands.page)
        for item, text in texts.items():
            assert self.hands.holds(item, text), (item, text)
        for item, stamp in theirs.items():
            assert escape(item.shown(stamp)) in self.hands.page, (item, stamp)
            self.ledger.theirs.append((item.key, stamp))

    def _decide(self, texts, theirs):
        """Every third person gives way, the others insist."""
        if self.number % 3:
            return texts
        for item, stamp in theirs.items():
            self.hands.take(item, item.shown(stamp))
        return {item: text for item, text in texts.items() if item not in theirs}
