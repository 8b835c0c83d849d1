"""Twenty people fill in one quarter at once, and nothing that any of them was told is untrue."""

import json
import shutil
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Barrier, BrokenBarrierError, Lock

import pytest
from django.db import connection

from boards.edits import stamp
from boards.roles import Role
from tests.faults.crowd import PASTE, ByForm, ByPaste, Field, Ledger, Worker
from tests.faults.service import DOMAIN, loaded_store, running
from tests.faults.window import ByBrowser, window

pytestmark = [pytest.mark.xdist_group("faults"), pytest.mark.django_db]
PEOPLE, TURNS = 20, 2
COUNCIL = (Role.FINANCE_OFFICER, "COUNCIL")
ICB = (Role.FINANCE_OFFICER, "ICB")
COMMISSIONER = (Role.COMMISSIONER, "COUNCIL")
# Six officers of the council, five of the ICB of whom one pastes, and nine commissioners of whom
# two sit at a browser, one of them without scripts.
CROWD = [COUNCIL] * 6 + [ICB] * 5 + [COMMISSIONER] * 9
PASTES, WITH_SCRIPT, WITHOUT_SCRIPT = 10, 18, 19
LINES, DIFFERENCES = "spending/", "spending/differences/"


def measure(code, name):
    return Field(f"metrics/{code}/", name, f"metrics.{name}.recorded", code)


def summary(section):
    return Field(f"plan/{section}/", "summary", "schemes.section.summary.recorded", section)


def progress(section, action):
    kind = "schemes.action.progress.recorded"
    return Field(f"plan/{section}/actions/", f"{action}-progress", kind, f"{section} {action}")


def risk(reference):
    return Field(f"risks/{reference}/", "comment", "schemes.risk.comment.recorded", reference)


def text(section):
    return Field(f"commentary/{section}/", "body", "reports.section.recorded", section)


FALLS = measure("falls", "comment")
SUMMARY, PROGRESS, RECOMMENDATIONS = (
    summary("nc4"),
    progress("nc2", "NC2-2"),
    text("recommendations"),
)
# What each commissioner has beside the lines: their own part, and something that others have too.
COMMISSIONERS = {
    11: [measure("avoidable-admissions", "actual"), FALLS],
    12: [measure("discharge-to-usual-place", "comment"), FALLS, RECOMMENDATIONS],
    13: [risk("R4"), FALLS],
    14: [risk("R6"), RECOMMENDATIONS],
    15: [summary("nc1"), SUMMARY, PROGRESS],
    16: [summary("nc2"), SUMMARY, RECOMMENDATIONS],
    17: [progress("nc2", "NC2-1"), PROGRESS, SUMMARY],
    18: [risk("R1"), PROGRESS, FALLS],
    19: [risk("R3"), text("income"), RECOMMENDATIONS, SUMMARY],
}


@dataclass
class Lines:
    """The lines of the first page as they are dealt out, by their ids and references."""

    references: dict
    joint: list
    council: list
    icb: list
    explained: list

    def figure(self, name, line, page=LINES):
        return Field(page, f"{name}-{line}", f"finance.{name}.recorded", self.references[line])

    def of(self, number):
        """The fields of lines that a person types: their own share, and a joint line."""
        hot = self.figure("forecast", self.joint[0])
        if number == PASTES:
            pasted = [*self.icb[4::5], self.joint[1]]
            return [self.figure("spent", line, PASTE) for line in pasted]
        if number < PASTES:
            mine = self.council[number::7] if number < 6 else self.icb[number - 6 :: 5]
            spent = [self.figure("spent", line) for line in (mine[0], self.joint[1])]
            return [*(self.figure("forecast", line) for line in mine), *spent, hot]
        if number == WITH_SCRIPT:
            return [*(self.figure("forecast", line) for line in self.council[6::7]), hot]
        if number in {13, 14}:
            own, shared = self.explained[number - 12], self.explained[0]
            return [self.figure("explanation", line, DIFFERENCES) for line in (own, shared)]
        return []


def typed_boxes(hands, page, name):
    """The lines of the boxes of this name that a person finds open on a page."""
    hands.open(page)
    return [box.split("-")[1] for box in hands.boxes if box.startswith(f"{name}-")]


def deal(store, council, icb):
    """The Lines as an officer of each organisation finds them."""
    theirs, ours = (typed_boxes(hands, LINES, "forecast") for hands in (icb, council))
    dealt = {*theirs, *ours}
    return Lines(
        references=store.ask("lines"),
        joint=[line for line in ours if line in theirs],
        council=[line for line in ours if line not in theirs],
        icb=[line for line in theirs if line not in ours],
        explained=[
            line for line in typed_boxes(council, DIFFERENCES, "explanation") if line not in dealt
        ],
    )


def by_page(fields):
    pages = defaultdict(list)
    for item in fields:
        pages[item.page].append(item)
    return pages


@pytest.fixture(scope="module")
def store(tmp_path_factory, django_db_setup):
    with loaded_store(tmp_path_factory.mktemp("twenty")) as store:
        store.join([(email(number), *who) for number, who in enumerate(CROWD)])
        yield store


def email(number):
    return f"person{number}@{DOMAIN}"


def is_at_a_browser(number):
    return number in {WITH_SCRIPT, WITHOUT_SCRIPT} and shutil.which("chromium")


def sign_in(store, url, number, stack):
    who = url, email(number), store.passwords[email(number)]
    if is_at_a_browser(number):
        return ByBrowser(stack.enter_context(window(script=number == WITH_SCRIPT)), *who)
    return ByPaste(*who) if number == PASTES else ByForm(*who)


def fill_in(store, url, turns):
    """Everybody works on the report at once: their Ledger, who wrote what, and how long it took."""
    ledger, start = Ledger(), Barrier(PEOPLE)
    # Signing in at one moment from one address is what somebody who guesses passwords does.
    one_by_one = Lock()
    lines = deal(store, *(sign_in(store, url, number, None) for number in (0, 6)))
    ByPaste.references = lines.references
    fields = {number: lines.of(number) + COMMISSIONERS.get(number, []) for number in range(PEOPLE)}
    shared = shared_of(fields)

    def work(number):
        with ExitStack() as stack:
            with one_by_one, or_let_nobody_wait(start):
                hands = sign_in(store, url, number, stack)
            worker = Worker(number, hands, by_page(fields[number]), shared, ledger)
            start.wait(120)
            began = time.monotonic()
            worker.work(turns)
            return time.monotonic() - began

    with ThreadPoolExecutor(PEOPLE) as threads:
        working = [threads.submit(work, number) for number in range(PEOPLE)]
    failures = [error for one in working if (error := one.exception())]
    # Who waited for somebody who could not sign in has nothing to tell.
    raise_first(error for error in failures if not isinstance(error, BrokenBarrierError))
    return ledger, shared, max(one.result() for one in working)


@contextmanager
def or_let_nobody_wait(barrier):
    try:
        yield
    except BaseException:
        barrier.abort()
        raise


def raise_first(failures):
    for failure in failures:
        raise failure


def shared_of(fields):
    """The keys of the fields that more than one person writes."""
    writers = Counter(item.key for items in fields.values() for item in items)
    return frozenset(key for key, count in writers.items() if count > 1)


def broken(events):
    """Events whose value before is not the one that the event before it left: a lost update."""
    last, found = {}, []
    for key, before, after in events:
        if last.get(key, before) != before:
            found.append((key, before, after))
        last[key] = after
    return found


def told_of(store, keys, before):
    """The events of these fields as (key, before, after): the first so many, and the others."""
    events = [((kind, subject), *values) for kind, subject, *values in store.ask("trail")]
    parts = events[:before], events[before:]
    return tuple([event for event in part if event[0] in keys] for part in parts)


def summed_up(ledger, shared, rounds, took):
    statuses = ", ".join(f"{count} x {status}" for status, count in sorted(ledger.statuses.items()))
    browsers = sum(bool(is_at_a_browser(number)) for number in range(PEOPLE))
    return (
        f"\n{connection.vendor}, {PEOPLE} people at once, {browsers} of them at a browser, "
        f"{rounds} rounds, {took:.0f} seconds: {statuses}; {len(ledger.saved)} changes "
        f"acknowledged, {len(shared)} fields contested, {len(ledger.theirs)} times both values read"
    )


@pytest.mark.faults(rounds=5)
def test_twenty_people_fill_in_one_quarter_and_nothing_is_lost(store, tmp_path, rounds, capsys):
    log = tmp_path / "service.log"
    before = len(store.ask("trail"))
    with running(store, log, workers=2) as (url, _):
        ledger, shared, took = fill_in(store, url, rounds * TURNS)
    with capsys.disabled():
        print(summed_up(ledger, shared, rounds, took))

    last = {key: text for key, _, text in ledger.saved}
    earlier, new = told_of(store, last, before)
    held = dict(zip(last, store.ask("all_held", json.dumps(list(last))), strict=True))
    own = last.keys() - shared
    assert " ERROR " not in log.read_text(), log.read_text()
    assert ledger.statuses.keys() <= {200, 302, 303, 409}
    # Each change is told of once, and its writer was shown the very value that it replaced.
    assert Counter((key, stamp(old), text) for key, old, text in new) == Counter(ledger.saved)
    assert broken(earlier + new) == []
    assert held == {key: text for key, _, text in earlier + new}
    assert {key: held[key] for key in own} == {key: last[key] for key in own}
    # There were conflicts, and what each was said to be over had been stored.
    assert ledger.theirs
    assert set(ledger.theirs) <= {(key, text) for key, _, text in new}
    assert Counter(store.ask("comments")[-len(ledger.comments) :]) == Counter(ledger.comments)
