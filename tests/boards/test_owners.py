from datetime import timedelta

import pytest
from django.utils import timezone

from boards import subjects
from boards.models import Owner
from boards.owners import owners, owners_of_boards
from boards.permissions import permissions_of
from boards.roles import Role
from tests.builders import make_board, make_quarter, make_user, organisation

pytestmark = pytest.mark.django_db


def make_owner(board, subject, title="Falls lead", **owner):
    return Owner.objects.create(board=board, subject=subject, title=title, **owner)


def owners_for(quarter, user):
    quarter.allowed = permissions_of(user, quarter)
    return owners(quarter, user)


def test_a_part_is_the_task_of_the_person_who_owns_it():
    quarter = make_quarter()
    lead, colleague = make_user(quarter.board), make_user(quarter.board)
    make_owner(quarter.board, subjects.metric("falls"), user=lead)

    found = owners_for(quarter, lead)

    assert found.title(subjects.metric("falls")) == "Falls lead"
    assert found.mine == {"metric:falls"}
    assert owners_for(quarter, colleague).mine == set()


@pytest.mark.parametrize(
    ("role", "kind", "owns"),
    [
        (Role.FINANCE_OFFICER, "ICB", True),
        (Role.COMMISSIONER, "ICB", True),
        (Role.FINANCE_OFFICER, "COUNCIL", False),
        (Role.CLERK, "ICB", False),
        (Role.FINANCE_OFFICER, None, False),
    ],
)
def test_a_part_without_a_person_is_its_organisations_who_enter(role, kind, owns):
    quarter = make_quarter()
    board = quarter.board
    make_owner(board, subjects.SPENDING, organisation=organisation(board, "ICB"))

    assert owners_for(quarter, make_user(board, role, of=kind)).has("spending") is owns


def test_a_part_with_a_person_is_nobody_elses():
    quarter = make_quarter()
    board, icb = quarter.board, organisation(quarter.board, "ICB")
    make_owner(board, subjects.SPENDING, organisation=icb, user=make_user(board))

    colleague = make_user(board, Role.FINANCE_OFFICER, of="ICB")

    assert not owners_for(quarter, colleague).has("spending")


def test_a_role_that_has_ended_owns_nothing():
    quarter = make_quarter()
    board = quarter.board
    make_owner(board, subjects.SPENDING, organisation=organisation(board, "ICB"))
    ended = {"ends_on": timezone.localdate() - timedelta(days=1)}
    former = make_user(board, Role.FINANCE_OFFICER, of="ICB", **ended)

    assert not owners_for(quarter, former).has("spending")


def test_who_owns_a_line_has_spending_to_do():
    quarter = make_quarter()
    officer = make_user(quarter.board, Role.FINANCE_OFFICER)
    make_owner(quarter.board, subjects.scheme("S1"), user=officer)

    assert owners_for(quarter, officer).has(subjects.SPENDING)
    assert not owners_for(quarter, officer).has(subjects.RISKS)


def test_owners_of_many_boards_are_read_at_once_and_kept_apart(django_assert_num_queries):
    first, second = make_board(), make_board("Southborough")
    lead = make_user(first)
    make_owner(first, subjects.RISKS, "Programme manager", user=lead)
    make_owner(second, subjects.RISKS, "Risk lead")
    quarters = [make_quarter(first), make_quarter(second)]
    for quarter in quarters:
        quarter.allowed = permissions_of(lead, quarter)

    with django_assert_num_queries(1):
        found = owners_of_boards(quarters, lead)

    assert found[first.pk].titles == {"risks": "Programme manager"}
    assert found[second.pk].titles == {"risks": "Risk lead"}
    assert found[second.pk].mine == set()
