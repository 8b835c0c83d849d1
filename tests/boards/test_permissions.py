from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from boards.converters import PeriodKey
from boards.permissions import GRANTS, Permission, get_quarter, permissions_of
from boards.roles import Role
from boards.workflow import NEXT, ReportLocked, Status
from tests.builders import make_board, make_quarter, make_user, organisation

pytestmark = pytest.mark.django_db

D, W, S, P = Status
EVERY, AFTER_DRAFT, NONE = {D, W, S, P}, {W, S, P}, set()
# Copied by hand from the agreed matrix, so that a slip in the code's table does not bless itself.
AGREED = {
    Permission.VIEW_FIGURES: (AFTER_DRAFT, EVERY, EVERY, EVERY, EVERY, EVERY, NONE),
    Permission.EDIT_METRICS: (NONE, {D}, {D}, NONE, NONE, NONE, NONE),
    Permission.EDIT_SPENDING: (NONE, {D}, {D}, NONE, NONE, NONE, NONE),
    Permission.EXPLAIN_SPENDING: (NONE, {D}, {D}, NONE, NONE, NONE, NONE),
    Permission.EDIT_FUND: (NONE, NONE, {D}, NONE, NONE, NONE, NONE),
    Permission.EDIT_NARRATIVES: (NONE, {D}, {D}, NONE, NONE, NONE, NONE),
    Permission.VIEW_COMMENTS: (NONE, EVERY, EVERY, AFTER_DRAFT, AFTER_DRAFT, EVERY, NONE),
    Permission.ADD_COMMENT: (NONE, {D, W}, {D, W}, {W, S}, {W}, {D, W}, NONE),
    Permission.EXPORT_WORKBOOK: (NONE, EVERY, EVERY, EVERY, EVERY, EVERY, NONE),
    Permission.DOWNLOAD_PAPER: (AFTER_DRAFT, EVERY, EVERY, EVERY, EVERY, EVERY, NONE),
    Permission.EDIT_LATE_FIELDS: (NONE, NONE, NONE, EVERY, NONE, NONE, NONE),
    Permission.SEND: (NONE, {D}, {D}, NONE, NONE, NONE, NONE),
    Permission.TAKE_BACK: (NONE, {W}, {W}, NONE, NONE, NONE, NONE),
    Permission.REQUEST_CHANGES: (NONE, NONE, NONE, NONE, {W}, {W}, NONE),
    Permission.SIGN: (NONE, NONE, NONE, NONE, {W}, NONE, NONE),
    Permission.SIGN_RETURN: (NONE, NONE, NONE, NONE, AFTER_DRAFT, NONE, NONE),
    Permission.RELEASE: (NONE, NONE, NONE, {W, S}, NONE, NONE, NONE),
    Permission.PUBLISH: (NONE, NONE, NONE, {S}, NONE, NONE, NONE),
    Permission.WITHDRAW: (NONE, NONE, NONE, {P}, {P}, {P}, NONE),
    Permission.CORRECT: (NONE, NONE, {S, P}, NONE, {S, P}, {S, P}, NONE),
    Permission.RECORD_FACT: (NONE, NONE, NONE, {S, P}, {S, P}, NONE, NONE),
    Permission.VIEW_TRAIL: (NONE, EVERY, EVERY, AFTER_DRAFT, AFTER_DRAFT, EVERY, NONE),
    Permission.EXPORT_TRAIL: (NONE, NONE, NONE, NONE, AFTER_DRAFT, EVERY, NONE),
    Permission.MANAGE_PEOPLE: (NONE, NONE, NONE, NONE, NONE, EVERY, EVERY),
    Permission.OPEN_QUARTER: (NONE, NONE, NONE, NONE, NONE, EVERY, EVERY),
    Permission.MANAGE_SCHEMES: (NONE, NONE, NONE, NONE, NONE, EVERY, NONE),
}


@pytest.mark.check(2)
@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_exactly_what_was_agreed(role, permission):
    agreed = AGREED[permission][list(Role).index(role)]

    assert GRANTS[role].get(permission, frozenset()) == agreed


def test_the_moves_of_a_report_are_those_agreed():
    agreed = {D: {W}, W: {D, S}, S: {D, P}, P: {D}}

    assert agreed == NEXT


def fetch(user, quarter, permission=Permission.VIEW_FIGURES):
    return get_quarter(user, permission, board=quarter.board.slug, period=PeriodKey(2023, 3))


def test_a_report_of_another_board_does_not_exist():
    quarter = make_quarter()
    stranger = make_user(make_board("Southborough"), Role.SIGNATORY)

    with pytest.raises(Http404):
        fetch(stranger, quarter)


def test_a_quarter_that_was_not_opened_does_not_exist_although_an_earlier_one_does():
    earlier = make_quarter(quarter=2)

    with pytest.raises(Http404):
        fetch(make_user(earlier.board), earlier)


def test_a_report_is_read_with_those_before_it(django_assert_num_queries):
    board = make_board()
    for year, number in ((2022, 4), (2023, 3), (2023, 4), (2023, 2)):
        make_quarter(board, year=year, quarter=number)
    make_quarter(make_board("Southborough"), quarter=1)
    user = make_user(board)

    with django_assert_num_queries(2):
        found = get_quarter(
            user, Permission.VIEW_FIGURES, board=board.slug, period=PeriodKey(2023, 3)
        )
        earlier = [(quarter.board.name, str(quarter.key)) for quarter in found.earlier]

    assert earlier == [(board.name, "2023-24-q2"), (board.name, "2022-23-q4")]


def test_a_colleague_without_the_role_is_refused():
    quarter = make_quarter()

    with pytest.raises(PermissionDenied):
        fetch(make_user(quarter.board, Role.CLERK), quarter, Permission.EDIT_METRICS)


def test_a_viewer_is_refused_a_draft_and_reads_what_was_sent_to_the_signatories():
    draft = make_quarter()
    sent = make_quarter(draft.board, quarter=2, status=Status.WITH_SIGNATORIES)
    viewer = make_user(draft.board, Role.VIEWER)

    with pytest.raises(PermissionDenied):
        fetch(viewer, draft)
    found = get_quarter(
        viewer, Permission.VIEW_FIGURES, board=sent.board.slug, period=PeriodKey(2023, 2)
    )
    assert found == sent


def test_writing_in_a_report_that_is_no_draft_is_answered_by_its_state():
    quarter = make_quarter(status=Status.SIGNED)

    with pytest.raises(ReportLocked, match="this report is signed"):
        fetch(make_user(quarter.board), quarter, Permission.EDIT_METRICS)


@pytest.mark.check(11)
def test_a_system_administrator_sees_no_figures():
    quarter = make_quarter()

    with pytest.raises(Http404):
        fetch(make_user(role=Role.SYSTEM_ADMINISTRATOR), quarter)


@pytest.mark.parametrize(
    ("starts", "ends", "holds"), [(-1, 1, True), (0, 0, True), (1, 2, False), (-2, -1, False)]
)
def test_a_grant_holds_from_its_first_to_its_last_day(starts, ends, holds):
    quarter, today = make_quarter(), timezone.localdate()
    user = make_user(
        quarter.board,
        starts_on=today + timedelta(days=starts),
        ends_on=today + timedelta(days=ends),
    )

    assert (Permission.VIEW_FIGURES in permissions_of(user, quarter).ever) is holds


def test_a_finance_officer_types_lines_of_their_organisation_and_joint_ones():
    quarter = make_quarter()
    council, icb = (organisation(quarter.board, kind).pk for kind in ("COUNCIL", "ICB"))
    officer = permissions_of(make_user(quarter.board, Role.FINANCE_OFFICER, of="ICB"), quarter)

    assert officer.may_type_line_led_by(icb)
    assert officer.may_type_line_led_by(None)
    assert not officer.may_type_line_led_by(council)


@pytest.mark.parametrize("allowed", [True, False])
def test_a_commissioner_types_spending_only_where_the_board_allows_it(allowed):
    quarter = make_quarter(make_board(commissioner_enters_spending=allowed))
    council = organisation(quarter.board, "COUNCIL").pk
    commissioner = permissions_of(make_user(quarter.board, of="COUNCIL"), quarter)

    assert commissioner.may_type_line_led_by(council) is allowed
