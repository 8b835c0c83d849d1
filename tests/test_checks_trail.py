"""Every change leaves exactly its events, with the id of its request; without them it is none."""

import re
from collections import Counter

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import resolve

from boards import actions as of_boards
from boards.edits import Edit
from boards.models import AuditEvent, Capacity
from boards.permissions import OF_THE_OPERATOR
from boards.roles import Role
from boards.workflow import Part, Status
from reports import actions
from reports.actions.facts import Kind
from reports.models import Paper, Snapshot
from tests.builders import NOON, make_user
from tests.refusing import without_a_trail
from tests.reports.text_builders import make_sections
from tests.signing_builders import (
    DAY,
    make_capacities,
    make_quarter_at,
    make_signatory,
    sign,
)
from tests.test_checks_permissions import RULES
from tests.test_checks_twice import FORMS, people  # noqa: F401

pytestmark = pytest.mark.django_db
# The kinds of the events that each form of test_checks_twice leaves, and no others.
EVENTS = {
    "measure": ["metrics.state.recorded", "metrics.comment.recorded"],
    "restated-figure": ["metrics.figure.restated"],
    "withdrawn-figure": ["metrics.restatement.withdrawn"],
    "spending": ["finance.forecast.recorded"],
    "reviewed-lines": ["finance.forecast.recorded", "finance.line.reviewed"],
    "explanations": ["finance.explanation.recorded"],
    "income": ["finance.received.recorded"],
    "virement": ["finance.virement.recorded"] * 2,
    "proposal": ["finance.carry_forward.proposed"],
    "agreed-carry-forward": ["finance.carry_forward.agreed"],
    "withdrawn-carry-forward": ["finance.carry_forward.withdrawn"],
    "plan-of-a-line": ["finance.plan.recorded"],
    "plan-by-month": ["finance.plan.months.recorded"],
    "new-reserve": ["finance.reserve.recorded"],
    "risk-share": ["finance.risk_share.recorded"],
    "minimum": ["finance.minimum.recorded", "finance.minimum.source.recorded"],
    "printed-total": ["finance.printed.recorded", "finance.printed.source.recorded"],
    "new-milestone": [
        f"finance.milestone.{name}.recorded" for name in ("measure", "name", "quarter_1")
    ],
    "effects": ["finance.scheme_effect.recorded"],
    "paste": ["finance.forecast.recorded"] * 2 + ["finance.paste.recorded"],
    "undone-paste": ["finance.forecast.recorded"] * 2 + ["finance.paste.undone"],
    "statement": ["finance.statement.recorded"],
    "changed-statement": ["finance.statement.recorded"],
    "comment": ["comment.added"],
    "commentary": ["reports.section.recorded"],
    "condition": ["schemes.condition.answered"],
    "actions": ["schemes.action.status.recorded"],
    "new-risk": ["schemes.risk.added"] + [
        f"schemes.risk.{name}.recorded"
        for name in ("description", "owner_role", "likelihood", "impact")
    ],
    "risk": ["schemes.risk.likelihood.recorded", "schemes.risk.impact.recorded"],
    "new-mitigation": ["schemes.risk.mitigation.added"],
    "closed-risk": [
        "schemes.risk.likelihood.recorded", "schemes.risk.impact.recorded", "schemes.risk.closed",
    ],
    "unchanged-risks": ["schemes.risk.confirmed"],
    "new-scheme": ["scheme.added"],
    "scheme": ["scheme.name.changed"],
    "stopped-scheme": ["scheme.stopped"],
    "new-role": ["grant.given", "invitation.sent"],
    "days-of-a-role": ["grant.ends_on.changed"],
    "ended-role": ["grant.ended"],
    "sent": ["quarter.sent"],
    "taken-back": ["quarter.taken_back"],
    "changes-asked-for": ["quarter.changes_requested"],
    "next-quarter": ["quarter.opened"],
}  # fmt: skip


def new_events(last):
    return AuditEvent.objects.filter(pk__gt=last)


def last_event():
    return AuditEvent.objects.last().pk


def stored():
    """Every row of every table, but of sessions."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - {"django_session", "cache"}
        found = {}
        for name in sorted(tables):
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608
            found[name] = sorted(map(repr, cursor.fetchall()))
    return found


@pytest.mark.check(57)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_leaves_exactly_its_events_with_the_id_of_its_request(people, name):  # noqa: F811
    page, form = FORMS[name](people[0])
    last = last_event()

    people[0].post(page, form)

    events = new_events(last)
    assert Counter(event.kind for event in events) == Counter(EVENTS[name])
    (request,) = {event.request_id for event in events}
    assert re.fullmatch("[0-9a-f]{32}", request)


@pytest.mark.check(57)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_whose_event_cannot_be_kept_changes_nothing_at_all(people, name):  # noqa: F811
    page, form = FORMS[name](people[0])
    people[0].raise_request_exception = False
    before = stored()

    with without_a_trail():
        answer = people[0].post(page, form)

    assert answer.status_code >= 500
    assert stored() == before


def pages(client):
    """The page of each form; what had to be done to come to one is taken back for the next."""
    for form in FORMS.values():
        with transaction.atomic():
            yield form(client)[0]
            transaction.set_rollback(True)


def test_every_form_that_changes_something_is_among_them(people):  # noqa: F811
    walked = {resolve(page.split("?")[0]).view_name for page in pages(people[0])}

    changing = {name for name, (_, post) in RULES.items() if post}

    assert changing - walked <= BY_ACTIONS
    assert EVENTS.keys() == FORMS.keys()


# Pages whose moves are walked below by the actions that they call.
BY_ACTIONS = {
    "boards:add_capacity", "boards:capacity", "reports:sign", "reports:correct",
    "reports:release", "reports:publish", "reports:withdraw", "reports:record_fact",
    "reports:late_fields",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _quick_paper(monkeypatch):
    """These tests are about what is kept of a paper, not about making it."""
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: b"%PDF")


def in_state(status):
    """A quarter in a state, and somebody who may do everything in its board."""
    quarter = make_quarter_at(status)
    make_capacities(quarter.board)
    if not Paper.objects.filter(quarter=quarter).exists():
        make_sections(quarter)
    return quarter, make_user(quarter.board, Role.FINANCE_OFFICER)


def move(status, act, *kinds):
    return pytest.param(status, act, list(kinds), id=kinds[0])


def signed_by_all_but_one():
    quarter, user = in_state(Status.WITH_SIGNATORIES)
    snapshot = Snapshot.objects.of(quarter, 1)
    first, last = make_capacities(quarter.board)
    sign(snapshot, first)
    return quarter, {"capacity": last.pk, "digest": snapshot.digest, "by": make_signatory(last)}


def sign_last(quarter, signing):
    actions.sign(quarter=quarter, at=NOON, **signing)


def fact(kind):
    return lambda quarter, by: actions.record_fact(
        quarter=quarter, kind=kind, on=DAY, words="As said.", by=by, at=NOON
    )


def reopened(action):
    return lambda quarter, by: action(
        quarter=quarter, reasons={Part.TEXT: "A date.", Part.SPENDING: "A sum."}, by=by, at=NOON
    )


def late(quarter, by):
    edits = [Edit("", "report_number", "", "ACH24-001"), Edit("", "meeting_on", "", DAY)]
    actions.record_late_fields(quarter=quarter, edits=edits, by=by, at=NOON)


def send_it(quarter, by):
    actions.send(quarter=quarter, by=by, at=NOON)


def asked_for(quarter, by):
    of_boards.ask_to_sign(
        board=quarter.board, paper=Capacity.Paper.PLAN, title="Chief executive",
        organisation=None, parts=list(Part), by=by, at=NOON,
    )  # fmt: skip


def asked_otherwise(quarter, by):
    capacity = make_capacities(quarter.board)[0]
    edits = [Edit(capacity.pk, "title", capacity.title, "Section 151 officer")]
    of_boards.change_capacity(capacity=capacity, edits=edits, by=by, at=NOON)


def asked_no_more(quarter, by):
    capacity = make_capacities(quarter.board)[0]
    of_boards.end_capacity(capacity=capacity, by=by, at=NOON)


MOVES = [
    move(Status.DRAFT, asked_for, "capacity.asked"),
    move(Status.DRAFT, asked_otherwise, "capacity.changed"),
    move(Status.DRAFT, asked_no_more, "capacity.ended"),
    move(Status.DRAFT, send_it, "quarter.sent"),
    move(Status.WITH_SIGNATORIES, lambda quarter, by: actions.take_back(
        quarter=quarter, by=by, at=NOON), "quarter.taken_back"),
    move(Status.WITH_SIGNATORIES, reopened(actions.request_changes),
         "quarter.changes_requested", "quarter.changes_requested"),
    move("last-signature", sign_last, "signature.given", "quarter.signed"),
    move(Status.SIGNED, reopened(actions.correct),
         "quarter.correction_begun", "quarter.correction_begun"),
    move(Status.SIGNED, lambda quarter, by: actions.publish(
        quarter=quarter, on=DAY, by=by, at=NOON), "quarter.published"),
    move(Status.SIGNED, fact(Kind.RELEASED), "version.released"),
    move(Status.SIGNED, fact(Kind.SUBMITTED), "version.submitted"),
    move(Status.SIGNED, fact(Kind.DECIDED), "version.decided"),
    move(Status.SIGNED, fact(Kind.RATIFIED), "version.ratified"),
    move(Status.PUBLISHED, fact(Kind.WITHDRAWN), "version.withdrawn"),
    move(Status.DRAFT, late, "paper.report_number.recorded", "paper.meeting_on.recorded"),
    move(Status.DRAFT, lambda quarter, by: actions.export_workbook(
        quarter=quarter, by=by, at=NOON), "reports.workbook.exported"),
    move(Status.DRAFT, lambda quarter, by: actions.export_paper(
        quarter=quarter, by=by, at=NOON), "reports.paper.exported"),
    move(Status.DRAFT, lambda quarter, by: actions.export_dates(
        quarter=quarter, by=by, at=NOON), "reports.dates.exported"),
    move(Status.DRAFT, lambda quarter, by: actions.export_history(
        quarter=quarter, by=by, at=NOON), "reports.history.exported"),
]  # fmt: skip


def begin(status):
    return signed_by_all_but_one() if status == "last-signature" else in_state(status)


@pytest.mark.check(57)
@pytest.mark.parametrize(("status", "act", "kinds"), MOVES)
def test_a_move_leaves_exactly_its_events(status, act, kinds):
    quarter, by = begin(status)
    quarter.allowed = OF_THE_OPERATOR
    last = AuditEvent.objects.last()

    act(quarter, by)

    assert [event.kind for event in new_events(last.pk if last else 0)] == kinds


@pytest.mark.check(57)
@pytest.mark.parametrize(("status", "act", "kinds"), MOVES)
def test_a_move_whose_event_cannot_be_kept_changes_nothing_at_all(status, act, kinds):
    quarter, by = begin(status)
    quarter.allowed = OF_THE_OPERATOR
    before = stored()

    with without_a_trail(), pytest.raises(DatabaseError):
        act(quarter, by)

    # The files of a version are made before it is published, once and for good.
    after = stored()
    before.pop("reports_paperfile"), after.pop("reports_paperfile")
    assert after == before
