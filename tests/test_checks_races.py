"""Two people at one report at one moment: who signs, sends and publishes, and what is kept."""

from threading import Event

import pytest
from django.db import connection

from boards.edits import Edit
from boards.models import AuditEvent, BoardQuarter
from boards.models.quarter import BoardQuarterQuerySet
from boards.roles import Role
from boards.workflow import NoSuchMove, Part, ReportLocked, Status
from finance.actions import record_spending, spending
from finance.models import LineReturn
from reports import actions
from reports.actions import AlreadySigned, facts
from reports.copies import kept_paper, part_digests
from reports.models import ChangeRequest, DatedFact, Signature, Snapshot
from tests.builders import NOON, decimal, make_line, make_quarter, make_user, report_line
from tests.reports.text_builders import make_sections
from tests.signing_builders import (
    DAY,
    make_capacities,
    make_capacity,
    make_quarter_at,
    make_signatory,
    send,
)
from tests.test_checks_saving import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quick_paper"),
]
HELD, WRITTEN = "100000.00", "90000.00"
# Seconds that a caught save waits, and that anybody waits at most.
WAITS, MOST = 1, 20


def kinds(quarter):
    events = AuditEvent.objects.filter(period=str(quarter.key)).order_by("sequence")
    return list(events.values_list("kind", flat=True))


def refused(results, error):
    """How many of the results are this error; there may be no other."""
    errors = [item for item in results if isinstance(item, Exception)]
    assert all(isinstance(item, error) for item in errors), errors
    return len(errors)


# 16. Two signatories in one capacity.


def sign(snapshot, capacity, by):
    return lambda: actions.sign(
        quarter=snapshot.quarter, capacity=capacity.pk, digest=snapshot.digest, by=by, at=NOON
    )


@pytest.mark.check(16)
def test_of_two_who_sign_in_one_capacity_at_once_one_succeeds():
    snapshot = send(make_quarter())
    capacity = make_capacities(snapshot.quarter.board)[0]
    signatories = [make_signatory(capacity) for _ in range(2)]

    results = at_once(*[sign(snapshot, capacity, by) for by in signatories])

    assert refused(results, AlreadySigned) == 1
    assert Signature.objects.count() == 1
    assert kinds(snapshot.quarter).count("signature.given") == 1


@pytest.mark.check(16)
def test_the_last_two_signatures_at_once_sign_the_report_once():
    snapshot = send(make_quarter())
    capacities = make_capacities(snapshot.quarter.board)

    results = at_once(*[sign(snapshot, item, make_signatory(item)) for item in capacities])

    assert refused(results, AlreadySigned) == 0
    assert BoardQuarter.objects.get().status == Status.SIGNED
    assert DatedFact.objects.filter(kind="SIGNED").count() == 1
    assert kinds(snapshot.quarter).count("quarter.signed") == 1


# 17. A save between its check and its write, while the report is sent and signed off.


@pytest.fixture
def report():
    """A report with one line, one signatory's capacity and a cover sheet."""
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, plan="100000"), forecast="100000")
    make_sections(quarter)
    make_capacity(quarter.board)
    return quarter


def saving(quarter):
    """Typing a lower forecast over the one held; how many figures were saved."""
    by = make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL")
    edit = Edit(LineReturn.objects.get().line_id, "forecast", HELD, decimal(WRITTEN))
    return lambda: record_spending(quarter=quarter, edits=[edit], by=by, at=NOON)


def signing_off(quarter):
    """Sending the report, and its one signature; the Signature."""
    sender, capacity = make_user(quarter.board), quarter.board.capacities.get()
    signatory = make_signatory(capacity)

    def sign_off():
        snapshot = actions.send(quarter=quarter, by=sender, at=NOON)
        return sign(snapshot, capacity, signatory)()

    return sign_off


def caught(quarter, monkeypatch):
    """A save that waits between check and write until the report is signed off, if it can be.

    What the save and the signing off came to.
    """
    save, sign_off = saving(quarter), signing_off(quarter)
    checked, signed, store = Event(), Event(), spending.store

    def late(*args):
        checked.set()
        signed.wait(WAITS)
        return store(*args)

    def sign_off_then():
        checked.wait(MOST)
        try:
            return sign_off()
        finally:
            signed.set()

    monkeypatch.setattr(spending, "store", late)
    return at_once(save, sign_off_then)


def without_lock(monkeypatch):
    def read(self, pk):
        return self.select_related("board", "period").get(pk=pk)

    monkeypatch.setattr(BoardQuarterQuerySet, "lock", read)


def is_as_signed(quarter):
    """Whether the lines are still what the signed copy says."""
    snapshot = Snapshot.objects.get()
    (row,) = kept_paper(snapshot).spending.rows
    is_same = part_digests(quarter)[Part.SPENDING] == snapshot.spending_digest
    assert is_same is (row.forecast == LineReturn.objects.get().forecast)
    return is_same


@pytest.mark.check(17)
def test_a_save_caught_by_the_signing_off_is_in_the_signed_copy(report, monkeypatch):
    saved, signature = caught(report, monkeypatch)

    assert saved == 1
    assert isinstance(signature, Signature)
    assert BoardQuarter.objects.get().status == Status.SIGNED
    assert LineReturn.objects.get().forecast == decimal(WRITTEN)
    assert is_as_signed(report)


@pytest.mark.check(17)
def test_without_the_lock_the_signed_copy_is_not_what_the_lines_say(report, monkeypatch):
    without_lock(monkeypatch)

    caught(report, monkeypatch)

    assert BoardQuarter.objects.get().status == Status.SIGNED
    # SQLite has one writer at a time, whoever locks what.
    assert is_as_signed(report) is (connection.vendor == "sqlite")


@pytest.mark.check(17)
@pytest.mark.parametrize("attempt", range(5))
def test_of_a_save_and_a_signing_off_at_once_the_later_sees_the_earlier(report, attempt):
    saved, signature = at_once(saving(report), signing_off(report))

    assert isinstance(signature, Signature)
    assert saved == 1 or isinstance(saved, ReportLocked)
    held = WRITTEN if saved == 1 else HELD
    assert LineReturn.objects.get().forecast == decimal(held)
    assert is_as_signed(report)
    assert kinds(report).count("finance.forecast.recorded") == (2 if saved == 1 else 1)


# Moves at one moment.


def test_of_two_who_send_at_once_one_makes_the_version(report):
    senders = [make_user(report.board) for _ in range(2)]

    results = at_once(
        *[lambda by=by: actions.send(quarter=report, by=by, at=NOON) for by in senders]
    )

    assert refused(results, NoSuchMove) == 1
    assert (Snapshot.objects.count(), BoardQuarter.objects.get().versions) == (1, 1)
    assert kinds(report).count("quarter.sent") == 1


def test_a_report_corrected_while_its_files_are_made_is_not_published(monkeypatch):
    quarter = make_quarter_at(Status.SIGNED)
    clerk = make_user(quarter.board, Role.CLERK)
    officer = make_user(quarter.board, Role.FINANCE_OFFICER)
    making, corrected, make = Event(), Event(), facts.keep_files

    def slow(*args):
        make(*args)
        making.set()
        corrected.wait(MOST)

    def publish():
        return actions.publish(quarter=quarter, on=DAY, by=clerk, at=NOON)

    def correct():
        making.wait(MOST)
        try:
            actions.correct(quarter=quarter, reasons={Part.SPENDING: "A sum."}, by=officer, at=NOON)
        finally:
            corrected.set()

    monkeypatch.setattr(facts, "keep_files", slow)
    results = at_once(publish, correct)

    assert isinstance(results[0], NoSuchMove)
    assert results[1] is None
    assert BoardQuarter.objects.get().status == Status.DRAFT
    assert not DatedFact.objects.filter(kind="PUBLISHED").exists()
    assert "quarter.published" not in kinds(quarter)


@pytest.mark.parametrize("move", ["publish", "correct"])
def test_of_two_who_make_one_move_at_once_one_is_refused(move):
    quarter = make_quarter_at(Status.SIGNED)
    people = [make_user(quarter.board, Role.CLERK) for _ in range(2)]
    given = {
        "publish": {"on": DAY},
        "correct": {"reasons": {Part.SPENDING: "A forecast is wrong."}},
    }[move]
    act = getattr(actions, move)

    results = at_once(
        *[lambda by=by: act(quarter=quarter, by=by, at=NOON, **given) for by in people]
    )

    assert refused(results, NoSuchMove) == 1
    assert DatedFact.objects.filter(kind="PUBLISHED").count() == (move == "publish")
    assert ChangeRequest.objects.count() == (move == "correct")
