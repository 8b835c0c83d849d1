"""Several people at once: what each of them is told, and what is stored in the end."""

import time
from contextlib import suppress
from html.parser import HTMLParser
from threading import Barrier, Event, Thread

import pytest
from django.db import connection
from django.test import Client

from boards.edits import Conflict, Edit, stamp
from boards.roles import Role
from finance import actions
from finance.actions import spending
from finance.models import LineReturn
from reports import copies
from tests.builders import (
    NOON,
    decimal,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)

QUARTER = "/northshire/2023-24-q3/"
PEOPLE, TIMES = 8, 50


class Form(HTMLParser):
    """The boxes of a page with what stands in them, as a browser would post them."""

    def __init__(self, answer):
        super().__init__()
        self.boxes, self._open = {}, None
        self.feed(answer if isinstance(answer, str) else answer.content.decode())

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        is_off = given.get("type") in {"radio", "checkbox"} and "checked" not in given
        if tag == "input" and name and not is_off:
            self.boxes[name] = given.get("value") or ""
        elif tag in {"textarea", "select"}:
            self._open, self.boxes[name] = name, ""
        elif tag == "option" and "selected" in given:
            self.boxes[self._open] = given["value"]
        self._is_text = tag == "textarea"

    def handle_endtag(self, tag):
        self._is_text = False

    def handle_data(self, data):
        if getattr(self, "_is_text", False):
            # The first line end in a textarea is no part of its text.
            self.boxes[self._open] = data.removeprefix("\r\n").removeprefix("\n")


def boxes(client, page):
    return Form(client.get(QUARTER + page)).boxes


@pytest.fixture
def two_people():
    """Two finance officers with a page of lines, of differences and of a measure to fill in."""
    quarter = make_quarter()
    for reference in ("S1", "S2"):
        report_line(quarter, make_line(quarter, reference), forecast="50000")
    report_metric(quarter, make_metric(quarter, "falls"), actual="900")
    clients = Client(), Client()
    for client in clients:
        client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))
    return clients


FIRST = "Fewer people than planned came home, says the first to write.\nSo it will stay."
SECOND = "More carers were paid than planned, says the second to write.\nThat will end."
SCREENS = [
    pytest.param("spending/", "forecast-", "90", "80", "spent-", "7", id="figure-of-a-line"),
    pytest.param("spending/differences/", "explanation-", FIRST, SECOND, "", SECOND * 2,
                 id="text-of-a-line"),
    pytest.param("metrics/falls/", "actual", "996", "997", "comment", SECOND,
                 id="figure-of-a-measure"),
    pytest.param("metrics/falls/", "comment", FIRST, SECOND, "actual", "998",
                 id="text-of-a-measure"),
]  # fmt: skip


def named(shown, field, other):
    """The names of the two boxes: the first that begins so, and another or the last."""
    names = [name for name in shown if name.startswith(field)]
    others = [name for name in shown if other and name.startswith(other)]
    return names[0], (others or names)[-1]


@pytest.mark.check(22)
@pytest.mark.django_db
@pytest.mark.parametrize(("page", "field", "first", "second", "other", "more"), SCREENS)
def test_the_second_to_save_sees_both_values_and_keeps_all_they_typed(
    two_people, page, field, first, second, other, more
):
    theirs, mine = (boxes(client, page) for client in two_people)
    box, another = named(mine, field, other)

    two_people[0].post(QUARTER + page, theirs | {box: first})
    answer = two_people[1].post(QUARTER + page, mine | {box: second, another: more})

    typed, held = Form(answer).boxes, boxes(two_people[0], page)
    assert answer.status_code == 409
    assert answer.content.decode().count(first) >= 2, "in the summary and at the field"
    assert (typed[box], typed[another]) == (second, more)
    assert (held[box], held[another]) == (first, mine[another])


@pytest.mark.check(22)
@pytest.mark.django_db
@pytest.mark.parametrize(("page", "field", "first", "second", "other", "more"), SCREENS)
def test_those_who_save_different_fields_both_succeed(
    two_people, page, field, first, second, other, more
):
    theirs, mine = (boxes(client, page) for client in two_people)
    box, another = named(mine, field, other)

    two_people[0].post(QUARTER + page, theirs | {box: first})
    answer = two_people[1].post(QUARTER + page, mine | {another: more})

    held = boxes(two_people[0], page)
    assert answer.status_code == 302
    assert (held[box], held[another]) == (first, more)


def at_once(*works):
    """Do all of it in threads that begin together; what each returns or raises."""
    results, start = [None] * len(works), Barrier(len(works))

    def run(place, work):
        try:
            start.wait(10)
            results[place] = work()
        except Exception as error:  # noqa: BLE001
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=item) for item in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results


def add_pounds(quarter, line, by, times=TIMES):
    """Add a pound again and again to what is held; how often “1 figure saved” was the answer."""
    acknowledged = 0
    for _ in range(times):
        held = LineReturn.objects.get(quarter=quarter, line=line).forecast
        edit = Edit(line.pk, "forecast", stamp(held), held + 1)
        with suppress(Conflict):
            acknowledged += actions.record_spending(quarter=quarter, edits=[edit], by=by, at=NOON)
    return acknowledged


def lines_at_nought(quarter, count):
    lines = [make_line(quarter, f"S{number}") for number in range(count)]
    for line in lines:
        report_line(quarter, line, forecast="0")
    return lines


def added(quarter, lines):
    """What eight people were told they added, and what is held in the end."""
    by = make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL")
    people = [lines[number % len(lines)] for number in range(PEOPLE)]
    told = at_once(*[lambda line=line: add_pounds(quarter, line, by) for line in people])
    return told, sum(item.forecast for item in LineReturn.objects.all())


def print_race(capsys, told, stored, comparison):
    with capsys.disabled():
        print(
            f"\n{connection.vendor}, {PEOPLE} people add {TIMES} times at once, {comparison} the "
            f"comparison of values: {PEOPLE * TIMES} tried, {sum(told)} acknowledged, "
            f"{stored:.0f} stored, {sum(told) - stored:.0f} lost"
        )


@pytest.mark.check(23)
@pytest.mark.faults(rounds=1)
@pytest.mark.django_db(transaction=True)
def test_no_acknowledged_addition_is_lost(capsys):
    quarter = make_quarter()

    told, stored = added(quarter, lines_at_nought(quarter, 1))

    print_race(capsys, told, stored, "with")
    assert sum(told) == stored
    assert stored >= TIMES


@pytest.mark.check(23)
@pytest.mark.faults(rounds=1)
@pytest.mark.django_db(transaction=True)
def test_without_the_comparison_of_values_additions_are_lost(monkeypatch, capsys):
    monkeypatch.setattr(spending, "effective", lambda edits, stored: edits)
    quarter = make_quarter()

    told, stored = added(quarter, lines_at_nought(quarter, 1))

    print_race(capsys, told, stored, "without")
    assert sum(told) == PEOPLE * TIMES
    # SQLite has one writer at a time, so there it is the threads' luck how many are lost.
    assert stored < sum(told) or connection.vendor == "sqlite"


@pytest.mark.check(24)
@pytest.mark.django_db(transaction=True)
def test_eight_writers_are_never_refused_by_the_database():
    quarter = make_quarter()

    told, stored = added(quarter, lines_at_nought(quarter, PEOPLE))

    assert told == [TIMES] * PEOPLE
    assert stored == decimal("400")


@pytest.mark.check(25)
@pytest.mark.django_db(transaction=True)
def test_slow_readers_do_not_hold_up_a_save(monkeypatch):
    quarter = make_quarter()
    (line,) = lines_at_nought(quarter, 1)
    by = make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL")
    readers = [Client() for _ in range(3)]
    for reader in readers:
        reader.force_login(by)
    reading, saved, read_on = Barrier(4), Event(), copies.metric_report
    took = []

    def slow(quarter):
        report = read_on(quarter)
        reading.wait(20)
        saved.wait(10)
        return report

    def save():
        reading.wait(20)
        began = time.monotonic()
        add_pounds(quarter, line, by, times=1)
        took.append(time.monotonic() - began)
        saved.set()

    monkeypatch.setattr(copies, "metric_report", slow)
    reads = [lambda reader=reader: reader.get(QUARTER + "tables/") for reader in readers]
    *answers, _ = at_once(*reads, save)

    assert [answer.status_code for answer in answers] == [200] * 3
    assert took[0] < 1
