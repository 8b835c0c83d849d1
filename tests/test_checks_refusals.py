"""What somebody of a board is refused in it is kept in its trail, once."""

import pytest
from django.db import connection

from boards.models import AuditEvent, BoardQuarter, Grant
from boards.roles import Role
from boards.workflow import Status
from finance.models import ExpenditureLine, LineReturn
from metrics.models import Revision
from tests.builders import (
    make_board,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_metric,
)
from tests.finance.paste_builders import copied
from tests.refusing import without_a_trail
from tests.signing_builders import make_quarter_at

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"


def refusals():
    events = AuditEvent.objects.filter(kind="access.refused")
    return list(events.values_list("board", "period", "subject", "role"))


def test_a_missing_role_is_kept_with_address_and_role(client):
    user = make_user(make_quarter().board, Role.VIEWER)
    client.force_login(user)

    assert client.get(QUARTER + "spending/?page=2").status_code == 403

    assert refusals() == [("northshire", "2023-24-q3", f"GET {QUARTER}spending/", "VIEWER")]
    event = AuditEvent.objects.get()
    assert event.actor == user.email
    assert event.reason.startswith("This report is a draft.")
    assert event.request_id


def test_a_state_that_allows_no_change_is_kept(client):
    quarter = make_quarter_at(Status.WITH_SIGNATORIES)
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))

    assert client.post(QUARTER + "spending/", {}).status_code == 409

    event = AuditEvent.objects.get(kind="access.refused")
    assert (event.subject, event.role) == (f"POST {QUARTER}spending/", "FINANCE_OFFICER")
    assert "awaiting sign-off" in event.reason


def test_a_refusal_in_the_administration_of_a_board_is_kept_without_a_quarter(client):
    client.force_login(make_user(make_quarter().board, Role.COMMISSIONER))

    assert client.get("/northshire/people/").status_code == 403

    assert refusals() == [("northshire", "", "GET /northshire/people/", "COMMISSIONER")]


def test_a_very_long_address_is_kept_as_far_as_it_fits(client):
    client.force_login(make_user(make_quarter().board, Role.VIEWER))

    assert client.get(f"{QUARTER}comments/{'x' * 500}/").status_code == 403

    assert len(AuditEvent.objects.get().subject) == 200


def test_strangers_and_members_of_other_boards_leave_nothing(client):
    make_quarter()
    client.get(QUARTER)
    client.force_login(make_user(make_board("Southborough"), Role.FINANCE_OFFICER))

    answers = [client.get(QUARTER), client.post(QUARTER + "spending/"), client.get("/nowhere/")]

    assert {answer.status_code for answer in answers} == {404}
    assert refusals() == []


def test_a_mistyped_address_is_no_refusal(client):
    client.force_login(make_user(make_quarter().board))

    assert client.get(QUARTER + "metrics/nothing-of-the-kind/").status_code == 404

    assert refusals() == []


def test_a_refusal_stays_a_refusal_while_it_cannot_be_kept(client):
    client.force_login(make_user(make_quarter().board, Role.VIEWER))

    with without_a_trail():
        assert client.get(QUARTER).status_code == 403

    assert refusals() == []
    assert connection.is_usable()


@pytest.fixture
def officer(client):
    """A finance officer of Northshire, with a report before this one in which a figure stood."""
    earlier = make_quarter(quarter=2)
    report_metric(earlier, make_metric(earlier, "falls"), actual="900")
    quarter = make_quarter(earlier.board)
    make_line(quarter, "S1")
    user = make_user(quarter.board, Role.FINANCE_OFFICER)
    Grant.objects.create(user=user, role=Role.AREA_ADMINISTRATOR, board=quarter.board)
    client.force_login(user)
    return client


@pytest.fixture
def other():
    """What stands for the ids of another board."""
    earlier = make_quarter(make_board("Southborough"), quarter=2)
    metric = make_metric(earlier, "falls")
    report_metric(earlier, metric, actual="900")
    line = make_line(quarter := make_quarter(earlier.board), "X1")
    viewer = make_user(quarter.board, Role.VIEWER)
    return {
        "line": line.pk, "quarter": quarter.pk, "earlier": earlier.pk,
        "grant": viewer.grants.get().pk, "scheme": line.scheme.reference,
    }  # fmt: skip


# By what is posted where, of the ids of another board; each form has values of its own as well.
FOREIGN = {
    "figure-of-a-line": lambda o, mine: (
        "spending/", {f"forecast-{o['line']}": "90", f"forecast-{mine}": "90"}
    ),
    "ticked-line": lambda o, mine: (
        "spending/", {"tick": o["line"], "confirm": "ticked", f"forecast-{mine}": "90"}
    ),
    "confirmed-line": lambda o, mine: ("spending/confirm/", {"line": [mine, o["line"]]}),
    "explained-line": lambda o, mine: (
        "spending/differences/", {f"explanation-{o['line']}": "words", f"effect-{mine}": "words"}
    ),
    "pasted-line": lambda o, mine: (
        "spending/paste/",
        {"column": "forecast", "text": copied(["S1", "95"]), f"shown-{o['line']}": "",
         "asked": "yes"},
    ),
    "cell-to-paste-into": lambda o, mine: (
        "spending/paste/",
        {"column": "forecast", "text": copied(["95"]), "lines": f"{o['line']},{mine}",
         "asked": "yes"},
    ),
    "restated-report": lambda o, mine: (
        "metrics/falls/revisions/", {"report": o["earlier"], "after": "950", "kind": "NATIONAL"}
    ),
    "withdrawn-restatement": lambda o, mine: (
        "metrics/falls/revisions/", {"withdraw": o["earlier"]}
    ),
    "role": lambda o, mine: (f"../people/{o['grant']}/", {"end": "yes"}),
    "scheme": lambda o, mine: (f"../schemes/2023-24/{o['scheme']}/", {"name": "Beds"}),
}  # fmt: skip


def everything():
    models = (LineReturn, Revision, Grant, BoardQuarter)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.check(5)
@pytest.mark.parametrize("name", FOREIGN)
def test_a_form_with_an_id_of_another_board_alters_nothing_and_is_kept_once(officer, other, name):
    mine = ExpenditureLine.objects.get(scheme__reference="S1")
    page, form = FOREIGN[name](other, mine.pk)
    address = f"/northshire/{page[3:]}" if page.startswith("../") else QUARTER + page
    before = everything()

    answer = officer.post(address, form)

    assert answer.status_code == 404
    assert everything() == before
    (refused,) = refusals()
    assert refused[0] == "northshire"
    assert refused[2] == f"POST {address}"


@pytest.mark.check(5)
@pytest.mark.parametrize("name", FOREIGN)
def test_an_id_that_nobody_has_is_answered_in_the_same_way(officer, other, name):
    mine = ExpenditureLine.objects.get(scheme__reference="S1")
    invented = dict.fromkeys(other, 987_654) | {"scheme": "NO-SUCH"}
    page, form = FOREIGN[name](invented, mine.pk)
    address = f"/northshire/{page[3:]}" if page.startswith("../") else QUARTER + page

    assert officer.post(address, form).status_code == 404
    assert len(refusals()) == 1
