"""Reports walked from state to state by the people who do so, by the real actions."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import Capacity
from boards.roles import Role
from boards.workflow import Status
from reports import actions
from reports.models import Paper, Snapshot
from reports.signing import asked
from tests.builders import NOON, make_quarter, make_user, organisation
from tests.reports.text_builders import make_sections

TITLES = {"COUNCIL": "Director of Adult Social Care", "ICB": "ICB place executive"}
DAY = date(2024, 2, 1)


def make_capacity(board, title="Director of Adult Social Care", *, of="COUNCIL", **facts):
    """A capacity in which the quarter's report of a board is signed."""
    code = title.lower().replace(" ", "-")
    values = {"paper": Capacity.Paper.QUARTER, "organisation": of and organisation(board, of)}
    return Capacity.objects.create(board=board, code=code, title=title, **(values | facts))


def make_capacities(board):
    """The council and the integrated care board sign, each for everything."""
    held = list(Capacity.objects.filter(board=board))
    return held or [make_capacity(board, title, of=of) for of, title in TITLES.items()]


def make_signatory(capacity):
    """Somebody who signs in a capacity, and has entered nothing."""
    kind = capacity.organisation and capacity.organisation.kind
    return make_user(capacity.board, Role.SIGNATORY, of=kind)


def send(quarter, *, by=None):
    """Send a report to the signatories, with a cover sheet and capacities where it has none."""
    make_capacities(quarter.board)
    if not Paper.objects.filter(quarter=quarter).exists():
        make_sections(quarter)
    return actions.send(quarter=quarter, by=by or make_user(quarter.board), at=NOON)


def sign(snapshot, capacity, *, by=None):
    """Sign a version in a capacity, as it was shown."""
    return actions.sign(
        quarter=snapshot.quarter,
        capacity=capacity.pk,
        digest=snapshot.digest,
        by=by or make_signatory(capacity),
        at=NOON,
    )


def sign_all(snapshot):
    """Everybody signs who is asked to sign the report itself."""
    for capacity in asked(snapshot.quarter):
        sign(snapshot, capacity)


def publish(quarter, *, by=None):
    by = by or make_user(quarter.board, Role.CLERK)
    actions.publish(quarter=quarter, on=DAY, by=by, at=NOON)


def walk(quarter, status):
    """Bring a draft to a state; its last Snapshot, or None for a draft."""
    if status == Status.DRAFT:
        return None
    snapshot = send(quarter)
    if status != Status.WITH_SIGNATORIES:
        sign_all(snapshot)
    quarter.refresh_from_db()
    if status == Status.PUBLISHED:
        publish(quarter)
    quarter.refresh_from_db()
    return Snapshot.objects.of(quarter, quarter.versions)


def sign_in(client, user):
    """Sign in as people do, with the password that every builder gives."""
    typed = {"login": user.email, "password": "correct horse battery"}
    assert client.post("/accounts/login/", typed).status_code == 302


def queries(client, path):
    """How many queries a page takes when it is opened for the second time."""
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        client.get(path)
        return len(found)


def make_quarter_at(status, board=None, **facts):
    """A quarter walked to a state by the real actions, so its trail is real too."""
    quarter = make_quarter(board, **facts)
    walk(quarter, status)
    return quarter
