"""Killed while it saves, the service loses nothing acknowledged and leaves nothing half."""

import random
import re
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread

import pytest
from django.db import connection

from tests.faults.people import Person
from tests.faults.service import kill, loaded_store, running

pytestmark = [pytest.mark.xdist_group("faults"), pytest.mark.django_db]
SPENDING = "/training/2024-25-q2/spending/"
WRITERS, SECONDS_TO_RECOVER = 4, 10
SHOWN = re.compile(r'name="shown-(forecast-\d+)" value="([^"]*)"')


@pytest.fixture(scope="module")
def store(tmp_path_factory, django_db_setup):
    with loaded_store(tmp_path_factory.mktemp("faults")) as store:
        yield store


@dataclass
class Writer:
    """A window in which one new figure goes into all lines shown, again and again."""

    person: Person
    lines: dict
    tried: list = field(default_factory=list)
    acknowledged: list = field(default_factory=list)

    def save(self, figure):
        fields = {name: figure for name in self.lines}
        shown = {f"shown-{name}": value for name, value in self.lines.items()}
        # The figures are unlikely ones, so each is sent with why it is correct.
        reasons = {f"reason-{name}": "Tried out." for name in self.lines}
        self.tried.append(figure)
        if self.person.post(SPENDING, fields | shown | reasons) in {302, 303}:
            self.acknowledged.append(figure)
            self.lines = {name: f"{figure}000.00" for name in self.lines}

    def work(self, first):
        with suppress(OSError):
            for figure in range(first, first + 10_000):
                self.save(str(figure))


def sign_in(store, log):
    """A finance officer, whose session outlives the service."""
    email = "finance.council@demonstration.example"
    with running(store, log) as (url, _):
        return Person(url, email, store.passwords[email])


def writers(person):
    """The person in several windows, each with a share of the lines."""
    shown = sorted(SHOWN.findall(person.get(SPENDING)))
    assert len(shown) >= 6 * WRITERS
    return [Writer(person, dict(shown[number::WRITERS])) for number in range(WRITERS)]


def kill_under_load(store, person, log, round_number):
    """Each writer with what it tried and what was acknowledged before the kill."""
    with running(store, log) as (person.url, process):
        people = writers(person)
        threads = [
            Thread(target=writer.work, args=(1000 + number * 20_000 + round_number * 600,))
            for number, writer in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        while not all(writer.acknowledged for writer in people):
            time.sleep(0.01)
        time.sleep(random.uniform(0, 1))  # noqa: S311
        kill(process, signal.SIGKILL)
        for thread in threads:
            thread.join()
    return people


def seconds_to_recover(store, log):
    """How long the service takes to answer after the kill, with nobody doing anything."""
    started = time.monotonic()
    with running(store, log):
        return time.monotonic() - started


def fate(store, writer):
    """“kept”, “lost” or “partial”: what became of the last figure a writer was told is saved."""
    held = store.ask("forecasts", *[name.removeprefix("forecast-") for name in writer.lines])
    if len(held) != 1 or store.ask("events", held[0]) != len(writer.lines):
        return "partial"
    last, later = writer.acknowledged[-1], writer.tried[len(writer.acknowledged) :]
    return "kept" if str(held[0]) in {last, *later} else "lost"


@pytest.mark.check(27)
@pytest.mark.faults(rounds=30)
def test_killed_in_mid_save_the_service_loses_nothing_and_leaves_nothing_half(
    store, tmp_path, rounds, capsys
):
    acknowledged, fates, log = 0, Counter(), tmp_path / "service.log"
    person = sign_in(store, log)
    for number in range(rounds):
        people = kill_under_load(store, person, log, number)
        assert seconds_to_recover(store, log) < SECONDS_TO_RECOVER
        for writer in people:
            acknowledged += len(writer.acknowledged)
            fates[fate(store, writer)] += 1
    with capsys.disabled():
        print(
            f"\n{connection.vendor}, {rounds} rounds of kill -9: {acknowledged} acknowledged, "
            f"{fates['lost']} lost, {fates['partial']} partial"
        )
    assert fates == {"kept": rounds * WRITERS}
