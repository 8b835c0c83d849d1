"""Entering and replacing a place statement: mistakes, conflicts, locks, and who may."""

import pytest
from django.test import Client

from boards.models import AuditEvent
from boards.roles import Role
from boards.workflow import ReportLocked, Status
from finance.models import Statement, StatementLine
from tests.builders import make_board, make_quarter, make_user
from tests.finance.statement_builders import (
    ADD,
    CHANGE,
    LIST,
    PRINTED,
    SEPTEMBER,
    SMALL,
    TYPED,
    make_statement,
    shown,
)
from tests.signing_builders import walk
from tests.test_checks_saving import Form, at_once
from tests.test_checks_twice import begin_to_save_together

pytestmark = pytest.mark.django_db


def test_everything_that_is_wrong_is_told_at_once_and_what_was_typed_stays(officer):
    wrong = "A\tone\t1\t0\t1\t1\t0\nB\t1\t1\t0\t1\ttwo\t0"

    answer = officer.post(ADD, {"month": "", "title": " ", "rows": wrong})

    page = answer.content.decode()
    for message in (
        "Select the month", "Enter a title", "Row 1, Year to date budget must be a number",
        "Row 2, Forecast outturn must be a number",
    ):  # fmt: skip
        assert page.count(message) == 2
    assert wrong in page
    assert not Statement.objects.exists()


def test_a_statement_is_entered_and_leaves_one_event_with_every_figure(officer):
    answer = officer.post(ADD, TYPED)

    event = AuditEvent.objects.get(kind="finance.statement.recorded")
    assert answer.url == SEPTEMBER
    assert (event.subject, event.before) == ("September 2023", "")
    assert "Other Programme Services | 44000.00 | 26000.00 | 18000.00" in event.after
    assert "| -1584000.00 |" in event.after


def test_a_form_sent_twice_enters_one_statement(officer):
    typed = Form(officer.get(ADD)).boxes | TYPED

    first, second = officer.post(ADD, typed), officer.post(ADD, typed)

    assert first.url == second.url == SEPTEMBER
    assert Statement.objects.count() == 1
    assert AuditEvent.objects.filter(kind="finance.statement.recorded").count() == 1


def test_a_changed_statement_keeps_what_it_replaces_in_the_trail(officer, quarter):
    make_statement(quarter, rows=PRINTED)
    form = Form(officer.get(CHANGE)).boxes

    officer.post(CHANGE, form | {"rows": SMALL})

    event = AuditEvent.objects.filter(kind="finance.statement.recorded").last()
    assert "Prescribing | 23172000.00" in event.before
    assert event.after == "Month 6 position\n\nAcute | " + (
        "100000.00 | 90000.00 | 10000.00 | 200000.00 | 190000.00 | 10000.00"
    )
    assert StatementLine.objects.count() == 1


def test_the_form_of_a_statement_saved_as_it_is_changes_nothing(officer, quarter):
    make_statement(quarter, rows=PRINTED.replace("3,393", "3,393.00045"))
    before = list(StatementLine.objects.values())

    answer = officer.post(CHANGE, Form(officer.get(CHANGE)).boxes)

    assert answer.status_code == 302
    assert list(StatementLine.objects.values()) == before
    assert AuditEvent.objects.filter(kind="finance.statement.recorded").count() == 1


def test_a_statement_is_replaced_only_with_the_one_that_was_shown(officer, quarter):
    make_statement(quarter)
    form = Form(officer.get(CHANGE)).boxes
    make_statement(quarter, title="Their title", rows="Theirs\t7\t7\t0\t7\t7\t0")

    answer = officer.post(CHANGE, form | {"rows": PRINTED})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "There is another statement for September 2023 by now" in page
    assert "What is held now: Their title" in page
    assert "Theirs" in page
    assert "Other Programme Services" in page
    assert StatementLine.objects.get().name == "Theirs"


def test_after_a_conflict_the_next_save_replaces_what_was_shown_with_it(officer, quarter):
    make_statement(quarter, rows="Theirs\t7\t7\t0\t7\t7\t0")
    conflict = officer.post(ADD, TYPED)

    answer = officer.post(ADD, Form(conflict).boxes)

    assert conflict.status_code == 409
    assert answer.url == SEPTEMBER
    assert StatementLine.objects.count() == 10


def test_two_drafts_of_a_year_share_its_statements(officer, quarter):
    make_quarter(quarter.board, quarter=4)
    make_statement(quarter)

    answer = officer.post("/northshire/2023-24-q4/statements/add/", TYPED)

    assert answer.status_code == 409


@pytest.mark.django_db(transaction=True)
def test_of_two_statements_for_a_month_saved_at_one_moment_one_is_kept(quarter, monkeypatch):
    make_quarter(quarter.board, quarter=4)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))
    begin_to_save_together(monkeypatch)

    answers = at_once(
        lambda: clients[0].post(ADD, TYPED),
        lambda: clients[1].post(ADD.replace("q3", "q4"), TYPED | {"rows": SMALL}),
    )

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert Statement.objects.count() == 1


def test_a_statement_leaves_that_of_the_same_month_of_another_year_alone(quarter):
    make_statement(make_quarter(quarter.board, year=2022), title="Of the year before")

    make_statement(quarter)

    assert set(Statement.objects.values_list("year", "title")) == {
        (2022, "Of the year before"), (2023, "Month 6 position"),
    }  # fmt: skip


def test_the_action_itself_refuses_a_report_that_is_no_draft(quarter):
    walk(quarter, Status.WITH_SIGNATORIES)

    with pytest.raises(ReportLocked):
        make_statement(quarter)

    assert not Statement.objects.exists()


@pytest.mark.parametrize("page", [ADD, CHANGE])
def test_a_report_that_is_no_draft_takes_no_statement(officer, quarter, page):
    make_statement(quarter)
    walk(quarter, Status.WITH_SIGNATORIES)

    answer = officer.post(page, TYPED)

    assert answer.status_code == 409
    assert StatementLine.objects.get().name == "Acute"


def test_who_may_not_enter_spending_reads_statements_and_enters_none(client, quarter):
    make_statement(quarter)
    client.force_login(make_user(quarter.board, Role.CLERK))

    assert client.post(ADD, TYPED).status_code == 403
    assert ADD not in shown(client, LIST)
    assert CHANGE not in shown(client, SEPTEMBER)


def test_the_statements_of_another_board_are_not_found(officer):
    other = make_quarter(make_board("Southborough"))
    make_statement(other, title="Canary of theirs", rows=PRINTED)

    assert officer.get(SEPTEMBER.replace("northshire", "southborough")).status_code == 404
    assert officer.get(SEPTEMBER).status_code == 404
    assert "Canary" not in shown(officer, LIST)
