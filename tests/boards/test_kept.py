"""What was read of a report is read again as soon as anything of its board changes."""

from contextlib import suppress

import pytest
from django.db import transaction

from boards import audit
from boards.converters import PeriodKey
from boards.kept import is_reading
from boards.models import BoardQuarter
from boards.permissions import Permission, get_quarter
from boards.roles import Role
from boards.workflow import Status
from finance.queries import spend_report
from tests.builders import (
    NOON,
    decimal,
    make_board,
    make_line,
    make_quarter,
    make_user,
    report_line,
)
from tests.signing_builders import send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _looks():
    token = is_reading.set(True)
    yield
    is_reading.reset(token)


@pytest.fixture
def user():
    line = make_line(quarter := make_quarter())
    report_line(quarter, line, forecast="5")
    return make_user(quarter.board)


def asked_for(user):
    """The quarter as a page fetches it."""
    return get_quarter(user, Permission.VIEW_FIGURES, board="northshire", period=PeriodKey(2023, 3))


def report(user):
    return spend_report(asked_for(user))


def test_a_report_is_read_once_while_nothing_changes(user):
    assert report(user) is report(user)


def test_a_saved_figure_is_in_the_next_page(user):
    assert report(user).forecast == decimal("5")

    quarter = asked_for(user)
    report_line(quarter, make_line(quarter, "S2"), forecast="7")

    assert report(user).forecast == decimal("12")


def test_a_save_that_failed_leaves_what_was_read(user):
    before = report(user)

    with suppress(RuntimeError), transaction.atomic():
        audit.record(audit.Change("a.try", "it"), quarter=asked_for(user), by=user, at=NOON)
        raise RuntimeError

    assert report(user) is before


def test_what_happens_in_another_board_changes_nothing_here(user):
    before, theirs = report(user), make_quarter(make_board("Southborough"))

    report_line(theirs, make_line(theirs, "B1"), forecast="9")

    assert report(user) is before


def test_a_change_to_the_catalogues_is_seen_by_every_board(user):
    before = report(user)

    with transaction.atomic():
        audit.record_installation(audit.Change("catalogue.loaded", "x"), by="it", at=NOON)

    assert report(user) is not before


def test_a_move_is_seen_by_the_next_page(user):
    assert asked_for(user).is_draft

    send(BoardQuarter.objects.get())

    assert asked_for(user).status == Status.WITH_SIGNATORIES


def test_two_people_who_look_at_one_quarter_keep_their_own_permissions(user):
    mine = asked_for(user)
    theirs = asked_for(make_user(mine.board, Role.AREA_ADMINISTRATOR))

    assert Permission.EDIT_NARRATIVES in mine.allowed.now
    assert Permission.EDIT_NARRATIVES not in theirs.allowed.now


def test_two_quarters_of_a_board_are_kept_apart(user):
    later = make_quarter(asked_for(user).board, quarter=4)

    assert report(user).forecast == decimal("5")
    assert spend_report(later).is_empty("forecast")


def test_who_sends_a_form_is_shown_the_rows_as_they_are_by_then(user):
    """In one request the report is read, somebody else saves, and it is read again."""
    is_reading.set(False)
    quarter = asked_for(user)
    assert spend_report(quarter).forecast == decimal("5")

    report_line(quarter, make_line(quarter, "S2"), forecast="7")

    assert spend_report(quarter).forecast == decimal("12")


def test_inside_an_action_the_rows_themselves_are_read(user):
    quarter = BoardQuarter.objects.get()

    assert spend_report(quarter) is not spend_report(quarter)
