"""The same post sent twice: one change, with the events of one request, and equal answers."""

from threading import Barrier

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from boards import drafts
from boards.models import AuditEvent, BoardQuarter, Grant
from boards.roles import Role
from finance.models import ExpenditureLine
from tests.builders import (
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.finance.fund_builders import make_allocation, make_proposal
from tests.finance.paste_builders import copied, paste
from tests.finance.statement_builders import make_statement
from tests.reports.text_builders import make_sections
from tests.schemes.plan_builders import make_action, make_risk, make_section
from tests.signing_builders import make_capacities, send
from tests.test_checks_saving import Form, at_once

pytestmark = pytest.mark.check(26)
QUARTER, SCHEMES = "/northshire/2023-24-q3/", "/northshire/schemes/2023-24/"


@pytest.fixture
def people():
    """One person in two windows, and a quarter in which there is something to do on every page."""
    earlier = make_quarter(quarter=2)
    metric = make_metric(earlier, "falls")
    report_metric(earlier, metric, actual="900")
    make_risk(earlier)
    quarter = make_quarter(earlier.board)
    report_line(quarter, make_line(quarter, "S1"), forecast="50000")
    make_line(quarter, "S2")
    make_statement(quarter)
    make_allocation(quarter, "minimum", 100_000)
    make_sections(quarter, "summary")
    make_capacities(quarter.board)
    make_action(make_section(quarter))
    user = make_user(quarter.board, Role.FINANCE_OFFICER)
    Grant.objects.create(user=user, role=Role.AREA_ADMINISTRATOR, board=quarter.board)
    make_user(quarter.board, Role.VIEWER, email="viewer@council.example")
    clients = Client(), Client()
    for client in clients:
        client.force_login(user)
    return clients


def begin_to_save_together(monkeypatch):
    """From now on nobody begins to save before both have read and checked everything."""
    settled, both = drafts.settled, Barrier(2)

    def settled_together(request):
        both.wait(20)
        return settled(request)

    monkeypatch.setattr(drafts, "settled", settled_together)


def filled(page, **typed):
    """A page as a browser sends it with some boxes typed over; “forecast-” is that of any line."""

    def form(client):
        boxes = Form(client.get(page)).boxes
        names = {name: next(n for n in boxes if n.startswith(name)) for name in typed
                 if name.endswith("-")}  # fmt: skip
        return page, boxes | {names.get(name, name): value for name, value in typed.items()}

    return form


def pasted(client):
    """The preview of a column, as it is sent to be saved."""
    preview = paste(client, copied(["S1", "95"], ["S2", "80"]), unit="THOUSANDS")
    return QUARTER + "spending/paste/", Form(preview).boxes | {"asked": "yes"}


def undone(client):
    """The button that takes back a paste."""
    page, boxes = pasted(client)
    client.post(page, boxes)
    return filled(QUARTER + "spending/paste/undo/")(client)


def restated(client):
    """A new figure for the report before."""
    earlier = BoardQuarter.objects.get(period__quarter=2).pk
    typed = {"report": earlier, "after": "950", "kind": "NATIONAL"}
    return filled(QUARTER + "metrics/falls/revisions/", **typed)(client)


def withdrawn(client):
    """The button that lets the figure of the report before stand again."""
    page, boxes = restated(client)
    client.post(page, boxes)
    client.get(page)
    return page, {"withdraw": boxes["report"]}


def of_a_sent_report(page, **typed):
    """A form of a report that is with the signatories."""

    def form(client):
        send(BoardQuarter.objects.get(period__quarter=3))
        return filled(QUARTER + page, **typed)(client)

    return form


def page_of_a_role(**typed):
    def form(client):
        grant = Grant.objects.get(role=Role.VIEWER)
        return filled(f"/northshire/people/{grant.pk}/", **typed)(client)

    return form


def between_lines(client):
    """The form that moves money from the one line to the other."""
    lines = ExpenditureLine.objects.order_by("pk").values_list("pk", flat=True)
    typed = {"taken_from": lines[0], "given_to": lines[1], "amount": "2", "reason": "More."}
    page = QUARTER + "plan-changes/virement/"
    return filled(page, **typed, **day("agreed_on", "20", "11", "2023"))(client)


def proposed(client):
    """The form that proposes the whole of an underspend."""
    line = ExpenditureLine.objects.get(scheme__reference="S1")
    typed = {"line": line.pk, "amount": "50", "reason": "Late."}
    return filled(QUARTER + "plan-changes/carry-forward/", **typed)(client)


def settled_as(answer):
    def form(client):
        proposal = make_proposal(ExpenditureLine.objects.first())
        page = f"{QUARTER}plan-changes/carry-forward/{proposal.pk}/"
        return filled(page, answer=answer)(client)

    return form


def by_month(client):
    line = ExpenditureLine.objects.first()
    months = {f"amount-{month}": "0" for month in range(2, 13)} | {"amount-1": "100"}
    return filled(f"{QUARTER}plan-changes/lines/{line.pk}/", **months)(client)


def day(name, *parts):
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


FORMS = {
    "measure": filled(QUARTER + "metrics/falls/", state="NOT_APPLICABLE", comment="words"),
    "restated-figure": restated,
    "withdrawn-figure": withdrawn,
    "spending": filled(QUARTER + "spending/", **{"forecast-": "90"}),
    "reviewed-lines": filled(QUARTER + "spending/confirm/?all=yes"),
    "explanations": filled(QUARTER + "spending/differences/", **{"explanation-": "words"}),
    "income": filled(QUARTER + "income/", **{"received-": "90"}),
    "virement": between_lines,
    "proposal": proposed,
    "agreed-carry-forward": settled_as("agree"),
    "withdrawn-carry-forward": settled_as("withdraw"),
    "plan-of-a-line": filled(QUARTER + "plan-changes/lines/", **{"plan-": "110"}),
    "plan-by-month": by_month,
    "new-reserve": filled(
        QUARTER + "plan-changes/reserves/", **{"new_name-new": "Winter", "amount-new": "5"}
    ),
    "risk-share": filled(QUARTER + "plan-changes/risk-share/", **{"percent-": "40"}),
    "minimum": filled(
        QUARTER + "plan-changes/minimums/", **{"amount-SOCIAL_CARE": "9", "source-SOCIAL_CARE": "G"}
    ),
    "printed-total": filled(
        QUARTER + "plan-changes/printed/",
        **{"printed-new-2023-PLAN-": "£1m", "source-new-2023-PLAN-": "Front sheet"},
    ),
    "new-milestone": filled(
        QUARTER + "plan-changes/milestones/",
        **{"measure-new-1": "Admissions avoided", "name-new-1": "Beds", "quarter_1-new-1": "0"},
    ),
    "effects": filled(QUARTER + "metrics/effects/S1/", **{"falls-effect": "PARTIAL LONGER"}),
    "paste": pasted,
    "undone-paste": undone,
    "statement": filled(
        QUARTER + "statements/add/", month="9", title="Position", rows="Acute,1,1,0,1,1,0"
    ),
    "changed-statement": filled(QUARTER + "statements/6/change/", title="Position"),
    "comment": filled(QUARTER + "comments/spending/", text="Seen."),
    "commentary": filled(QUARTER + "commentary/summary/", body="All is well."),
    "condition": filled(QUARTER + "plan/nc2/", answer="MET"),
    "actions": filled(QUARTER + "plan/nc2/actions/", **{"NC2-1-status": "COMPLETE"}),
    "new-risk": filled(
        QUARTER + "risks/new/", description="Posts", owner_role="ICB", likelihood="2", impact="3"
    ),
    "risk": filled(QUARTER + "risks/R1/", likelihood="3", impact="3"),
    "new-mitigation": filled(QUARTER + "risks/R1/", **{"added-action": "Recruit"}),
    "closed-risk": filled(QUARTER + "risks/R1/", likelihood="3", impact="3", close="yes"),
    "unchanged-risks": filled(QUARTER + "risks/", checked="R1"),
    "new-scheme": filled(
        SCHEMES + "add/", name="Beds", scheme_type="carers", led_by="ICB", streams="minimum"
    ),
    "scheme": filled(SCHEMES + "S1/", name="Beds"),
    "stopped-scheme": filled(
        SCHEMES + "S1/stop/", **day("stops_on", "31", "1", "2024"), stopped_because="Closed."
    ),
    "new-role": filled(
        "/northshire/people/invite/", email="new@council.example", role="VIEWER",
        organisation="all",
    ),
    "days-of-a-role": page_of_a_role(**day("ends_on", "31", "3", "2099")),
    "ended-role": page_of_a_role(end="yes"),
    "sent": filled(QUARTER + "send/"),
    "taken-back": of_a_sent_report("take-back/"),
    "changes-asked-for": of_a_sent_report(
        "changes/", **{"part-SPENDING": "yes", "reason-SPENDING": "December is missing."}
    ),
    "next-quarter": filled("/northshire/quarters/open/", same_owners="yes"),
}  # fmt: skip


def what_is_said(answer):
    """All that an answer tells its reader, its messages with it."""
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    return answer.status_code, answer.headers.get("Location"), said


def assert_saved_once(answers, last):
    first, second = map(what_is_said, answers)
    assert first == second
    assert first[0] == 302
    assert first[2] or first[1].endswith(("?pasted", "?sent=yes"))
    events = list(
        AuditEvent.objects.filter(pk__gt=last).values_list("kind", "subject", "request_id")
    )
    assert events
    assert len(set(events)) == len(events)
    assert len({request for _, _, request in events}) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_twice_at_one_moment_is_saved_once_and_answered_alike(
    people, monkeypatch, name
):
    page, form = FORMS[name](people[0])
    begin_to_save_together(monkeypatch)
    last = AuditEvent.objects.last().pk

    answers = at_once(*[lambda client=client: client.post(page, form) for client in people])

    assert_saved_once(answers, last)


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_again_later_is_saved_once_and_answered_alike(people, name):
    page, form = FORMS[name](people[0])
    last = AuditEvent.objects.last().pk

    answers = [client.post(page, form) for client in people]

    assert_saved_once(answers, last)


@pytest.mark.django_db
def test_a_form_without_a_change_says_so_each_time(people):
    page, form = filled(QUARTER + "plan/nc2/actions/")(people[0])

    answers = [client.post(page, form) for client in people]

    nothing = ["Nothing was changed, so nothing was saved."]
    assert [what_is_said(answer)[2] for answer in answers] == [nothing, nothing]
