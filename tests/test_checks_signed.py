"""Once signed, figures stay: against every way of writing, corrections and time."""

import time
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from boards.models import AuditEvent
from boards.roles import Role
from boards.workflow import Part, Status
from finance.models import ExpenditureLine, LineReturn
from metrics.models import Metric, Result
from reports import actions
from reports.copies import part_digests
from reports.kept_files import FORMATS
from reports.models import DatedFact, PaperFile, Snapshot
from schemes.models import Scheme
from tests.builders import (
    NOON,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.finance.paste_builders import copied
from tests.reports.text_builders import make_sections, write
from tests.signing_builders import walk

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]
QUARTER, PUBLIC = "/northshire/2023-24-q3/", "/public/northshire/2023-24-q3/"
FILES = ("paper.pdf", "expenditure.xlsx")
SIGNED = [Status.SIGNED, Status.PUBLISHED]


def make_report():
    """A draft with figures of every kind, among them pence and an underspend."""
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, "S1", plan="2967000"), forecast="2149312.45")
    report_line(quarter, make_line(quarter, "S2", plan="90000"), forecast="90000")
    make_line(quarter, "S3", plan="5000")
    report_metric(quarter, make_metric(quarter, "falls"), actual="640.5")
    make_sections(quarter, "recommendations")
    write(quarter, body="The forecast is {forecast.total}.\n\n{table.metrics}\n\n{table.spending}")
    return quarter


@pytest.fixture
def quarter():
    return make_report()


@pytest.fixture
def quick_paper(monkeypatch):
    """Which bytes are kept is shown below by real papers; here none is looked at."""
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: b"%PDF")


def officer(quarter):
    client = Client()
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))
    return client


def by_form(client, line):
    held = {f"forecast-{line.pk}": "1", f"shown-forecast-{line.pk}": "2149312.45"}
    return client.post(QUARTER + "spending/", held)


def by_paste(client, line):
    typed = {"column": "forecast", "unit": "THOUSANDS", "text": copied(["S1", "1"]), "asked": "yes"}
    return client.post(QUARTER + "spending/paste/", typed)


def by_bulk(client, line):
    return client.post(QUARTER + "spending/confirm/", {"line": line.pk, "asked": "yes"})


def by_undoing(client, line):
    return client.post(QUARTER + "spending/paste/undo/", {})


@pytest.mark.check(18)
@pytest.mark.parametrize("status", SIGNED)
@pytest.mark.parametrize("change", [by_form, by_paste, by_bulk, by_undoing])
def test_no_form_changes_a_line_of_a_signed_report(quarter, quick_paper, change, status):
    snapshot = walk(quarter, status)
    before, client = list(LineReturn.objects.values()), officer(quarter)

    answer = change(client, ExpenditureLine.objects.get(scheme__reference="S1"))

    assert answer.status_code == 409
    assert list(LineReturn.objects.values()) == before
    assert_as_signed(quarter, snapshot)


@pytest.mark.check(18)
def test_no_administration_reaches_a_line_of_a_signed_report(quarter, quick_paper):
    snapshot = walk(quarter, Status.SIGNED)
    client = Client()
    client.force_login(make_user(quarter.board, Role.AREA_ADMINISTRATOR))
    before = list(LineReturn.objects.values())

    asked = [client.get("/admin/"), by_form(client, ExpenditureLine.objects.first())]

    assert [answer.status_code for answer in asked] == [404, 403]
    assert list(LineReturn.objects.values()) == before
    assert_as_signed(quarter, snapshot)


def assert_as_signed(quarter, snapshot):
    """What was kept has its check code still, and so has what stands now, figure by figure."""
    kept = Snapshot.objects.get(pk=snapshot.pk)
    assert kept.digest == snapshot.digest == sha256(kept.content.encode()).hexdigest()
    quarter.refresh_from_db()
    assert part_digests(quarter) == kept.part_digests()


def one(model):
    return model.objects.order_by("pk").last()


def added():
    """A row for a line that has none, so that nothing but its quarter stands in the way."""
    row = one(LineReturn)
    row.pk, row.line_id = None, ExpenditureLine.objects.get(scheme__reference="S3").pk
    row.save(force_insert=True)


def updated_by(model, **values):
    return lambda: model.objects.update(**values)


def saved(model, **values):
    def change():
        row = one(model)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    return change


def saved_in_bulk():
    rows = list(LineReturn.objects.all())
    for row in rows:
        row.forecast = 1
    LineReturn.objects.bulk_update(rows, ["forecast"])


def written_by_hand(sql):
    def change():
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return change


THROUGH_DJANGO = {
    "update": updated_by(LineReturn, forecast=1),
    "save": saved(LineReturn, forecast=1),
    "bulk update": saved_in_bulk,
    "delete": lambda: LineReturn.objects.all().delete(),
    "add": added,
    "update of a measure": updated_by(Result, actual=1),
    "delete of a measure": lambda: Result.objects.all().delete(),
    "update of a version": updated_by(Snapshot, content="{}"),
    "delete of a version": lambda: Snapshot.objects.all()._raw_delete("default"),
    "update of a fact": updated_by(DatedFact, words="Nothing."),
}
BY_HAND = {
    "line": "UPDATE finance_linereturn SET forecast = 1",
    "line, deleted": "DELETE FROM finance_linereturn",
    "measure": "UPDATE metrics_result SET actual = 1",
    "text": "UPDATE reports_papersection SET body = 'Another text.'",
    "version": "UPDATE reports_snapshot SET content = '{}', digest = 'x'",
    "version, deleted": "DELETE FROM reports_snapshot",
    "file": "UPDATE reports_paperfile SET digest = 'x'",
    "signature": "DELETE FROM reports_signature",
}
REPLACING = {
    "line": "INSERT OR REPLACE INTO finance_linereturn SELECT * FROM finance_linereturn",
    "measure": "REPLACE INTO metrics_result SELECT * FROM metrics_result",
    "version": "INSERT OR REPLACE INTO reports_snapshot SELECT * FROM reports_snapshot",
    "file": "INSERT OR REPLACE INTO reports_paperfile SELECT * FROM reports_paperfile",
}


@pytest.mark.check(18)
@pytest.mark.parametrize("status", SIGNED)
@pytest.mark.parametrize(
    "change",
    [*THROUGH_DJANGO.values(), *map(written_by_hand, BY_HAND.values())],
    ids=[*THROUGH_DJANGO, *(f"by hand, {name}" for name in BY_HAND)],
)
def test_the_database_itself_refuses_what_no_code_may_do(quarter, quick_paper, change, status):
    snapshot = walk(quarter, status)
    actions.export_workbook(quarter=quarter, by=make_user(quarter.board), at=NOON)

    with pytest.raises(DatabaseError), transaction.atomic():
        change()

    assert_as_signed(quarter, snapshot)


@pytest.mark.check(18)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no INSERT OR REPLACE")
@pytest.mark.parametrize("sql", REPLACING.values(), ids=REPLACING)
def test_replacing_a_row_is_refused_as_well(quarter, quick_paper, sql):
    snapshot = walk(quarter, Status.SIGNED)
    actions.export_workbook(quarter=quarter, by=make_user(quarter.board), at=NOON)

    # Our own connections hear of the row that is deleted; other programs' do not.
    written_by_hand("PRAGMA recursive_triggers=OFF")()
    try:
        with pytest.raises(DatabaseError), transaction.atomic():
            written_by_hand(sql)()
    finally:
        written_by_hand("PRAGMA recursive_triggers=ON")()

    assert_as_signed(quarter, snapshot)


def test_the_same_statements_change_a_draft(quarter):
    """Without this the tests above would pass with statements that are wrong."""
    LineReturn.objects.update(forecast=1)
    Result.objects.update(actual=1)
    saved_in_bulk()
    added()
    for sql in (BY_HAND["line"], BY_HAND["measure"], BY_HAND["text"], REPLACING["line"]):
        if connection.vendor == "sqlite" or "REPLACE" not in sql:
            written_by_hand(sql)()

    assert set(LineReturn.objects.values_list("forecast", flat=True)) == {Decimal("0.01")}


def downloads(client, start):
    return [client.get(start + file).content for file in FILES]


def begin_to_correct(quarter):
    quarter.refresh_from_db()
    by = make_user(quarter.board, Role.FINANCE_OFFICER)
    actions.correct(quarter=quarter, reasons={Part.SPENDING: "Wrong."}, by=by, at=NOON)
    quarter.refresh_from_db()


@pytest.mark.check(19)
def test_a_correction_makes_a_new_version_and_leaves_the_old_one_to_the_byte(quarter):
    first = walk(quarter, Status.PUBLISHED)
    stranger, client = Client(), officer(quarter)
    before = downloads(stranger, PUBLIC)
    facts = list(first.facts.values())

    begin_to_correct(quarter)
    while_corrected = downloads(stranger, PUBLIC)
    report_line(quarter, ExpenditureLine.objects.get(scheme__reference="S1"), forecast="1000")
    # What the plan of the year says may change at any time; what was signed may not.
    Scheme.objects.update(name="Another name")
    Metric.objects.update(definition="Another definition.", name="Another measure")
    second = walk(quarter, Status.PUBLISHED)

    assert (first.number, second.number) == (1, 2)
    assert while_corrected == before
    for start in (QUARTER + "versions/1/", PUBLIC + "versions/1/"):
        assert downloads(client, start) == before
    assert downloads(stranger, PUBLIC) != before
    kept = Snapshot.objects.get(pk=first.pk)
    assert (kept.content, kept.digest) == (first.content, first.digest)
    assert list(kept.facts.values()) == facts
    assert kept.signatures.count() == 2


@pytest.mark.check(19)
def test_what_was_published_comes_from_the_store_also_after_a_restart(quarter, monkeypatch):
    walk(quarter, Status.PUBLISHED)
    before = downloads(Client(), PUBLIC)
    made = {bytes(file.content) for file in PaperFile.objects.all()}

    # Whatever the new process would make, it is not asked to.
    monkeypatch.setattr("reports.kept_files.FORMATS", unable_to_make())
    after = downloads(Client(), PUBLIC)

    assert after == before
    assert set(before) == made
    assert downloads(officer(quarter), QUARTER) == before


def unable_to_make():
    def fail(*made_of):
        raise AssertionError("A published file was made again.")

    return {kind: replace(form, of_now=fail, of_version=fail) for kind, form in FORMATS.items()}


@pytest.mark.check(20)
def test_a_withdrawn_report_is_gone_within_a_second_and_stays_in_the_trail(quarter):
    snapshot = walk(quarter, Status.PUBLISHED)
    stranger, clerk = Client(), Client()
    clerk.force_login(make_user(quarter.board, Role.CLERK))
    places = [PUBLIC, *(PUBLIC + file for file in FILES), f"/v/{snapshot.check_code}/"]
    assert [stranger.get(place).status_code for place in places] == [200] * 4
    assert {stranger.get(place).headers["Cache-Control"] for place in places} == {"no-store"}

    clerk.post(QUARTER + "withdraw/", {"reason": "It named a person."})
    begun = time.monotonic()
    answers = [stranger.get(place) for place in places]

    assert time.monotonic() - begun < 1
    assert [answer.status_code for answer in answers] == [410, 410, 410, 404]
    for answer in answers[:3]:
        assert "It named a person." in answer.content.decode()
        assert "2,149" not in answer.content.decode()
    told = AuditEvent.objects.get(kind="version.withdrawn")
    assert (told.subject, told.reason) == ("version 1", "It named a person.")
    sent = AuditEvent.objects.get(kind="quarter.sent")
    kept = Snapshot.objects.get()
    assert sent.after == f"sha256:{sha256(kept.content.encode()).hexdigest()}"
    assert "2149312.45" in kept.content
    assert clerk.get(QUARTER + "versions/1/").status_code == 200
