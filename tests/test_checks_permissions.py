"""Who gets which answer: every address, role and state against the agreed table."""

import time

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from boards.models import Board, Grant, User
from boards.permissions import Permission
from boards.roles import Role
from boards.workflow import Status
from finance.models import ExpenditureLine, LineReturn
from tests.boards.test_permissions import AGREED, NONE
from tests.builders import make_board, make_line, make_metric, make_quarter, make_user
from tests.finance.fund_builders import make_proposal, make_stream
from tests.finance.statement_builders import make_statement
from tests.reports.text_builders import make_sections
from tests.schemes.plan_builders import make_action, make_risk, make_section
from tests.signing_builders import make_capacity, sign_in, walk
from tests.test_every_address import (
    ADMINISTRATION,
    NAMES,
    OF_THE_PERSON,
    OPEN_TO_ANYONE,
    SAMPLES,
    address,
    without_token,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]

FIGURES, PAPER = Permission.VIEW_FIGURES, Permission.DOWNLOAD_PAPER
FUND = Permission.EDIT_FUND
PEOPLE, SCHEMES = Permission.MANAGE_PEOPLE, Permission.MANAGE_SCHEMES
# What reading an address takes, and what posting to it takes; None where nothing can be posted.
RULES = {
    "reports:task_list": (FIGURES, None),
    "reports:dates": (FIGURES, None),
    "reports:dates_file": (FIGURES, None),
    "reports:tables": (FIGURES, None),
    "reports:workbook": (Permission.EXPORT_WORKBOOK, None),
    "reports:expenditure_csv": (Permission.EXPORT_WORKBOOK, None),
    "reports:expenditure_json": (Permission.EXPORT_WORKBOOK, None),
    "reports:paper": (PAPER, None),
    "reports:paper_pdf": (PAPER, None),
    "reports:commentary_list": (FIGURES, None),
    "reports:commentary": (FIGURES, Permission.EDIT_NARRATIVES),
    "reports:check": (FIGURES, None),
    "metrics:metric": (FIGURES, Permission.EDIT_METRICS),
    "metrics:revisions": (FIGURES, Permission.EDIT_METRICS),
    "finance:spending": (FIGURES, Permission.EDIT_SPENDING),
    "finance:explanations": (FIGURES, Permission.EXPLAIN_SPENDING),
    "finance:confirm": (FIGURES, Permission.EDIT_SPENDING),
    "finance:budget": (FIGURES, None),
    "finance:checks": (FIGURES, None),
    "reports:movement": (FIGURES, None),
    "reports:plan_printed": (FIGURES, None),
    "statements:statements": (FIGURES, None),
    "statements:statement": (FIGURES, None),
    "statements:add": (Permission.EDIT_SPENDING, Permission.EDIT_SPENDING),
    "statements:change": (Permission.EDIT_SPENDING, Permission.EDIT_SPENDING),
    "fund:income": (FIGURES, FUND),
    "fund:changes": (FIGURES, None),
    "fund:virement": (FUND, FUND),
    "fund:carry_forward": (FUND, FUND),
    "fund:proposal": (FUND, FUND),
    "fund:plans": (FUND, FUND),
    "fund:months": (FUND, FUND),
    "fund:reserves": (FUND, FUND),
    "fund:risk_shares": (FUND, FUND),
    "fund:minima": (FUND, FUND),
    "fund:printed": (FUND, FUND),
    "fund:milestones": (FUND, FUND),
    "metrics:effects": (FUND, FUND),
    "schemes:plan": (FIGURES, None),
    "schemes:section": (FIGURES, Permission.EDIT_NARRATIVES),
    "schemes:actions": (FIGURES, Permission.EDIT_NARRATIVES),
    "schemes:risks": (FIGURES, Permission.EDIT_NARRATIVES),
    "schemes:new_risk": (FIGURES, Permission.EDIT_NARRATIVES),
    "schemes:risk": (FIGURES, Permission.EDIT_NARRATIVES),
    "finance:paste": (Permission.EDIT_SPENDING, Permission.EDIT_SPENDING),
    "reports:sign_off": (FIGURES, None),
    "reports:send": (Permission.SEND, Permission.SEND),
    "reports:take_back": (Permission.TAKE_BACK, Permission.TAKE_BACK),
    "reports:sign": (Permission.SIGN, Permission.SIGN),
    "reports:request_changes": (Permission.REQUEST_CHANGES, Permission.REQUEST_CHANGES),
    "reports:comments": (Permission.VIEW_COMMENTS, None),
    "reports:comment": (Permission.VIEW_COMMENTS, Permission.ADD_COMMENT),
    "reports:history": (Permission.VIEW_TRAIL, None),
    "reports:history_file": (Permission.EXPORT_TRAIL, None),
    "finance:undo_paste": (Permission.EDIT_SPENDING, Permission.EDIT_SPENDING),
    "boards:people": (PEOPLE, None),
    "boards:invite": (PEOPLE, PEOPLE),
    "boards:grant": (PEOPLE, PEOPLE),
    "boards:signing": (PEOPLE, None),
    "boards:add_capacity": (PEOPLE, PEOPLE),
    "boards:capacity": (PEOPLE, PEOPLE),
    "plan:schemes": (SCHEMES, None),
    "plan:year": (SCHEMES, None),
    "plan:add": (SCHEMES, SCHEMES),
    "plan:scheme": (SCHEMES, SCHEMES),
    "plan:stop": (SCHEMES, SCHEMES),
    "reports:release": (Permission.RELEASE, Permission.RELEASE),
    "reports:publish": (Permission.PUBLISH, Permission.PUBLISH),
    "reports:withdraw": (Permission.WITHDRAW, Permission.WITHDRAW),
    "reports:correct": (Permission.CORRECT, Permission.CORRECT),
    "reports:record_fact": (Permission.RECORD_FACT, Permission.RECORD_FACT),
    "reports:late_fields": (Permission.EDIT_LATE_FIELDS, Permission.EDIT_LATE_FIELDS),
    "reports:version": (FIGURES, None),
    "reports:version_paper": (PAPER, None),
    "reports:version_workbook": (Permission.EXPORT_WORKBOOK, None),
    "reports:version_expenditure_csv": (Permission.EXPORT_WORKBOOK, None),
    "reports:version_expenditure_json": (Permission.EXPORT_WORKBOOK, None),
    "reports:agree": (PAPER, None),
    "reports:changes": (PAPER, None),
    "reports:addendum": (PAPER, None),
    "reports:open_quarter": (Permission.OPEN_QUARTER, Permission.OPEN_QUARTER),
}
READS = {
    FIGURES, PAPER, Permission.EXPORT_WORKBOOK, Permission.VIEW_COMMENTS, Permission.VIEW_TRAIL,
    Permission.EXPORT_TRAIL,
}  # fmt: skip
# What is answered to those who may, where there is nothing to do.
WITH_NOTHING_TO_DO = {
    ("finance:undo_paste", "post"): 409,
    ("reports:send", "post"): 409,
    ("reports:take_back", "post"): 409,
    ("reports:addendum", "get"): 404,
}
# Of a version: a draft that was never sent has none.
OF_A_VERSION = {
    "reports:version", "reports:version_paper", "reports:version_workbook", "reports:changes",
    "reports:addendum", "reports:version_expenditure_csv", "reports:version_expenditure_json",
    "reports:agree",
}  # fmt: skip
# Whose samples exist in one of the two boards alone.
OF_ONE_BOARD = {"boards:grant", "boards:capacity"}
OWN, ANOTHER = "northshire", "southborough"
REQUESTS = [(name, method, board) for name in RULES for method in ("get", "post")
            for board in (OWN, ANOTHER)]  # fmt: skip


def make_quarters(status):
    """A report of each of two boards; those who commission may type spending, as agreed."""
    for name in ("Northshire", "Southborough"):
        board = make_board(name, commissioner_enters_spending=True)
        quarter = make_quarter(board)
        make_metric(quarter, "falls")
        make_line(quarter, "S1")
        make_statement(quarter)
        if name == "Northshire":
            make_samples_of_plans(make_line(quarter, "S2"))
        make_sections(quarter, "nc2")
        make_action(make_section(quarter, "nc2"))
        make_risk(quarter)
        walk(quarter, status)
    make_samples_of_people(Board.objects.get(slug=OWN))
    return Board.objects.get(slug=OWN)


def make_samples_of_plans(line):
    """What the sample addresses are about: a line, and a proposal to carry its money forward."""
    line = ExpenditureLine.objects.create(
        pk=SAMPLES["line"], scheme=line.scheme, stream=make_stream("dfg"), plan=None
    )
    make_proposal(line, pk=SAMPLES["proposal"])


def make_samples_of_people(board):
    """What the sample addresses are about: a role of somebody who is not asking, an office."""
    colleague = User.objects.create_user("colleague@council.example")
    Grant.objects.create(pk=SAMPLES["grant"], user=colleague, role=Role.VIEWER, board=board)
    make_capacity(board, "Section 151 officer", paper="PLAN", pk=SAMPLES["capacity"])


def answer(client, name, method, board):
    return getattr(client, method)(address(name).replace(OWN, board))


def agreed(role, status, name, method, board):
    """The status that the table of permissions, copied by hand, asks for."""
    permission = RULES[name][method == "post"]
    if permission is None:
        return 405
    states = AGREED[permission][list(Role).index(role)] if role else NONE
    is_there = board == OWN or (role == Role.SYSTEM_ADMINISTRATOR and name not in OF_ONE_BOARD)
    if not is_there or role is None or (role == Role.SYSTEM_ADMINISTRATOR and not states):
        return 404
    if status in states:
        if name in OF_A_VERSION and status == Status.DRAFT:
            return 404
        return WITH_NOTHING_TO_DO.get((name, method), 200)
    return 409 if states and permission not in READS else 403


# How long the answers of each role in each state took; all of them are one matrix.
TOOK = {}


@pytest.mark.check(1)
def test_every_address_stands_in_one_list():
    assert set(NAMES) == OPEN_TO_ANYONE | OF_THE_PERSON | RULES.keys()
    assert len(NAMES) == len(OPEN_TO_ANYONE) + len(OF_THE_PERSON) + len(RULES)


@pytest.mark.check(2)
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("role", [*Role, None])
def test_every_answer_has_the_agreed_status(client, capsys, role, status):
    board = make_quarters(status)
    place = None if role in (None, Role.SYSTEM_ADMINISTRATOR) else board
    sign_in(client, make_user(place, role or Role.VIEWER))

    began = time.monotonic()
    answers = {request: answer(client, *request).status_code for request in REQUESTS}
    TOOK[role, status] = time.monotonic() - began

    assert answers == {request: agreed(role, status, *request) for request in REQUESTS}
    if len(TOOK) == (len(Role) + 1) * len(Status):
        print_time_of_matrix(capsys)


def print_time_of_matrix(capsys):
    cells = len(TOOK) * len(REQUESTS)
    with capsys.disabled():
        print(f"\n{connection.vendor}, {cells} cells of the matrix in {sum(TOOK.values()):.0f} s")


@pytest.mark.check(4)
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", RULES)
def test_what_another_board_has_and_what_nobody_has_cannot_be_told_apart(
    client, name, method, status
):
    board = make_quarters(status)
    client.force_login(make_user(board, Role.FINANCE_OFFICER))

    theirs = answer(client, name, method, ANOTHER)
    invented = answer(client, name, method, "nowhere-at-all")

    assert theirs.status_code == invented.status_code
    assert headers(theirs) == headers(invented)
    assert theirs.cookies.keys() == invented.cookies.keys()
    assert without_token(theirs) == without_token(invented)


def headers(answer):
    return sorted(answer.headers.items())


@pytest.mark.check(8)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM_ADMINISTRATOR])
def test_a_role_taken_away_is_missed_by_the_next_request_of_an_open_session(client, role):
    board = make_quarters(Status.SIGNED)
    user = make_user(board, role)
    client.force_login(user)
    assert client.get(address("reports:tables")).status_code == 200

    user.grants.all().delete()

    refused = {request[0]: answer(client, *request).status_code for request in REQUESTS
               if request[1:] == ("get", OWN)}  # fmt: skip
    assert set(refused.values()) == {404}


@pytest.mark.check(8)
def test_who_keeps_a_smaller_role_can_no_longer_do_what_the_greater_one_could():
    line = make_line(quarter := make_quarter())
    user = make_user(quarter.board, Role.FINANCE_OFFICER)
    Grant.objects.create(user=user, role=Role.CLERK, board=quarter.board)
    here, elsewhere = Client(), Client()
    for session in (here, elsewhere):
        session.force_login(user)
        assert session.get(address("finance:spending")).context["may_edit"]

    user.grants.get(role=Role.FINANCE_OFFICER).delete()

    for session in (here, elsewhere):
        typed = {f"forecast-{line.pk}": "5"}
        assert session.post(address("finance:spending"), typed).status_code == 403
        assert not session.get(address("finance:spending")).context["may_edit"]
    assert not LineReturn.objects.exists()


@pytest.mark.check(11)
@pytest.mark.parametrize("status", Status)
def test_a_report_does_not_exist_for_a_system_administrator(client, status):
    make_quarters(status)
    client.force_login(make_user(role=Role.SYSTEM_ADMINISTRATOR))

    of_reports = [request for request in REQUESTS if request[0] not in ADMINISTRATION]
    seen = {answer(client, *request).status_code for request in of_reports}

    assert seen == {404, 405}
    assert "2023-24" not in client.get("/").content.decode()


@pytest.mark.check(11)
def test_nothing_leads_a_system_administrator_past_that(client):
    board = make_quarters(Status.DRAFT)
    user = make_user(role=Role.SYSTEM_ADMINISTRATOR)
    client.force_login(user)

    assert client.get("/admin/").status_code == 404
    assert not {"is_staff", "is_superuser"} & {field.name for field in User._meta.get_fields()}
    with pytest.raises(IntegrityError):
        Grant.objects.create(user=user, role=Role.SYSTEM_ADMINISTRATOR, board=board)
