"""Only agreed moves: what no move of the table allows is answered with 409 and changes nothing."""

import itertools

import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import include, path

from boards.models import AuditEvent, BoardQuarter, Capacity
from boards.roles import Role
from boards.workflow import Move, Part, Status
from reports import actions
from reports.models import Snapshot
from tests import states
from tests.builders import NOON, make_user
from tests.reports.text_builders import make_sections
from tests.signing_builders import DAY, make_quarter_at, make_signatory, sign_in
from tests.test_every_address import NAMES, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]
D, W, S, P = Status
AGREED = {(D, W), (W, D), (W, S), (S, D), (S, P), (P, D)}
REFUSED = [pair for pair in itertools.product(Status, Status) if pair not in AGREED]
QUARTER = "/northshire/2023-24-q3/"
FOR_SPENDING = {Part.SPENDING: "A forecast is wrong."}


def sign(quarter, by):
    """Sign the last version, or what would be its first."""
    capacity = Capacity.objects.filter(board=quarter.board).first()
    snapshot = Snapshot.objects.filter(quarter=quarter).last()
    digest = snapshot.digest if snapshot else "0" * 64
    actions.sign(quarter=quarter, capacity=capacity and capacity.pk, digest=digest, by=by, at=NOON)


MOVES = {
    Move.SEND: lambda quarter, by: actions.send(quarter=quarter, by=by, at=NOON),
    Move.TAKE_BACK: lambda quarter, by: actions.take_back(quarter=quarter, by=by, at=NOON),
    Move.REQUEST_CHANGES: lambda quarter, by: actions.request_changes(
        quarter=quarter, reasons=FOR_SPENDING, by=by, at=NOON
    ),
    Move.SIGN: sign,
    Move.PUBLISH: lambda quarter, by: actions.publish(quarter=quarter, on=DAY, by=by, at=NOON),
    Move.CORRECT: lambda quarter, by: actions.correct(
        quarter=quarter, reasons=FOR_SPENDING, by=by, at=NOON
    ),
}
# The page on which each move is made.
PAGES = {
    Move.SEND: "reports:send",
    Move.TAKE_BACK: "reports:take_back",
    Move.REQUEST_CHANGES: "reports:request_changes",
    Move.SIGN: "reports:sign",
    Move.PUBLISH: "reports:publish",
    Move.CORRECT: "reports:correct",
}


def move(request, name, board, period):
    """A page that does one move and asks nothing before it, whatever the state."""
    MOVES[Move[name]](BoardQuarter.objects.get(), request.user)
    return HttpResponse("moved")


urlpatterns = [
    path("<slug:board>/<period:period>/moves/<slug:name>/", move),
    path("", include("bcf_reporting.urls")),
]
handler403 = "boards.views.permission_denied"


def stored():
    """Every row of every table but sessions, and that somebody was refused."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        return {name: _rows(cursor, name) for name in tables - {"django_session", "boards_trail"}}


def _rows(cursor, table):
    only = " WHERE kind <> 'access.refused'" if table == "boards_auditevent" else ""
    cursor.execute(f'SELECT * FROM "{table}"{only}')  # noqa: S608
    return sorted(map(repr, cursor.fetchall()))


def report_at(status):
    """A report in a state, with somebody who signs for it and somebody with every other role."""
    quarter = make_quarter_at(status)
    if status == Status.DRAFT:
        make_sections(quarter)
    if not quarter.board.capacities.exists():
        Capacity.objects.create(board=quarter.board, paper="QUARTER", code="chair", title="Chair")
    signatory = make_signatory(quarter.board.capacities.first())
    other = make_user(quarter.board, Role.FINANCE_OFFICER)
    for role in (Role.CLERK, Role.AREA_ADMINISTRATOR):
        other.grants.create(role=role, board=quarter.board)
    return quarter, lambda move: signatory if move is Move.SIGN else other


@pytest.mark.check(13)
def test_the_moves_reach_the_pairs_agreed_and_no_others():
    assert {(start, move.end) for move in Move for start in move.starts} == AGREED
    assert len(REFUSED) == 10
    assert MOVES.keys() == PAGES.keys() == set(Move)


@pytest.mark.check(13)
@pytest.mark.parametrize(("start", "end"), REFUSED)
def test_a_pair_that_is_no_agreed_move_is_answered_409_and_changes_nothing(
    client, settings, start, end
):
    settings.ROOT_URLCONF = "tests.test_checks_moves"
    _, mover = report_at(start)
    ways = [move for move in Move if move.end == end]
    assert ways

    for way in ways:
        client.force_login(mover(way))
        before = stored()
        assert client.post(f"{QUARTER}moves/{way.name}/").status_code == 409
        assert stored() == before


@pytest.mark.check(13)
@pytest.mark.parametrize("way", Move)
@pytest.mark.parametrize("start", Status)
def test_every_way_from_a_state_in_which_it_does_not_begin_is_answered_409(
    client, settings, start, way
):
    settings.ROOT_URLCONF = "tests.test_checks_moves"
    _, mover = report_at(start)
    client.force_login(mover(way))
    before = stored()

    status = client.post(f"{QUARTER}moves/{way.name}/").status_code

    assert status == (200 if start in way.starts else 409)
    assert (stored() == before) is (start not in way.starts)


@pytest.mark.check(13)
@pytest.mark.parametrize(
    ("start", "way"),
    [(start, way) for way in Move for start in Status
     if start not in way.starts and PAGES[way] in NAMES],
)  # fmt: skip
def test_the_page_of_a_move_answers_409_in_another_state_and_changes_nothing(client, start, way):
    _, mover = report_at(start)
    sign_in(client, mover(way))
    before = stored()

    answer = client.post(address(PAGES[way]), {"reason-SPENDING": "Wrong.", "part": "SPENDING"})

    assert answer.status_code == 409
    assert stored() == before


@pytest.mark.parametrize("way", Move)
def test_a_move_writes_the_event_that_the_diagram_names(way):
    quarter, mover = report_at(max(way.starts, key=list(Status).index))
    before = AuditEvent.objects.count()

    MOVES[way](quarter, mover(way))

    assert AuditEvent.objects.all()[before].kind == states.WRITES[way][1]


def test_the_diagram_in_the_documents_is_the_one_of_the_tables():
    assert states.DOCUMENT.read_text(encoding="utf-8") == states.drawn()
