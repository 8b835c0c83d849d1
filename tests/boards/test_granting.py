"""What limits those who give roles: not to themselves, not elsewhere, and somebody remains."""

import time
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from boards import actions
from boards.actions import CannotGrant
from boards.cover import first_day_without, is_shorter
from boards.models import AuditEvent, Grant, User
from boards.roles import Role
from tests.builders import make_board, make_user, organisation
from tests.test_checks_saving import at_once

pytestmark = pytest.mark.django_db
PEOPLE = "/northshire/people/"
INVITE = PEOPLE + "invite/"
NEW = "new.person@council.example"


@pytest.fixture
def administrator():
    return make_user(make_board(), Role.AREA_ADMINISTRATOR)


@pytest.fixture
def browser(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def board_of(user):
    return user.grants.get().board


def typed(email=NEW, role=Role.COMMISSIONER, organisation="all", **fields):
    return {"email": email, "role": role, "organisation": organisation} | fields


def page_of(grant):
    return f"{PEOPLE}{grant.pk}/"


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.check(10)
def test_an_organisation_of_another_board_cannot_be_chosen(browser):
    elsewhere = organisation(make_board("Southborough"), "COUNCIL")

    browser.post(INVITE, typed(organisation=elsewhere.pk))

    assert not User.objects.filter(email=NEW).exists()


@pytest.mark.check(10)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.AREA_ADMINISTRATOR])
def test_nobody_gives_themselves_a_role(browser, administrator, role):
    answer = browser.post(INVITE, typed(email=administrator.email.upper(), role=role))

    assert answer.status_code == 200
    assert administrator.grants.count() == 1
    assert not mail.outbox


@pytest.mark.check(10)
@pytest.mark.parametrize("fields", [{"end": "yes"}, {"ends_on_day": "1"}, {}, {"send": "yes"}])
def test_nobody_changes_their_own_roles(browser, administrator, fields):
    make_user(board_of(administrator), Role.AREA_ADMINISTRATOR)
    own = administrator.grants.get()

    answer = browser.post(page_of(own), fields)

    assert answer.status_code == 403
    assert "You cannot change your own roles" in words(answer)
    own.refresh_from_db()
    assert (own.ends_on, own.ended_at) == (None, None)


@pytest.mark.check(10)
def test_actions_refuse_what_no_page_offers(administrator):
    board, elsewhere = board_of(administrator), make_board("Southborough")
    make_user(board, Role.AREA_ADMINISTRATOR)
    asked = {
        "board": board, "email": NEW, "role": Role.VIEWER, "organisation": None,
        "starts_on": None, "ends_on": None, "by": administrator, "at": timezone.now(),
    }  # fmt: skip

    for wrong in (
        {"role": Role.SYSTEM_ADMINISTRATOR},
        {"organisation": organisation(elsewhere, "ICB")},
        {"email": administrator.email},
    ):
        with pytest.raises(CannotGrant):
            actions.give_role(**asked | wrong)
    with pytest.raises(CannotGrant):
        actions.end_grant(grant=administrator.grants.get(), by=administrator, at=timezone.now())
    assert Grant.objects.filter(ended_at__isnull=True).count() == 2
    assert not User.objects.filter(email=NEW).exists()


@pytest.mark.check(10)
def test_an_administrator_reaches_no_other_board(browser):
    elsewhere = make_board("Southborough")
    theirs = make_user(elsewhere, Role.VIEWER).grants.get()

    answers = [
        browser.post("/southborough/people/invite/", typed()),
        browser.post(f"/southborough/people/{theirs.pk}/", {"end": "yes"}),
        browser.post(page_of(theirs), {"end": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    theirs.refresh_from_db()
    assert theirs.ended_at is None
    assert not User.objects.filter(email=NEW).exists()


def test_a_system_administrator_manages_the_people_of_any_board(client):
    board = make_board()
    client.force_login(make_user(role=Role.SYSTEM_ADMINISTRATOR))

    client.post(INVITE, typed(role=Role.AREA_ADMINISTRATOR))

    assert Grant.objects.get(user__email=NEW).board == board
    assert AuditEvent.objects.get(kind="grant.given").role == Role.SYSTEM_ADMINISTRATOR


TOMORROW = timezone.localdate() + timedelta(days=1)
DAYS_OF_TOMORROW = {
    "ends_on_day": TOMORROW.day, "ends_on_month": TOMORROW.month, "ends_on_year": TOMORROW.year,
    "shown-starts_on": "", "shown-ends_on": "",
}  # fmt: skip


@pytest.mark.check(10)
@pytest.mark.parametrize("fields", [{"end": "yes"}, DAYS_OF_TOMORROW], ids=["now", "later"])
def test_the_last_administrator_of_a_board_cannot_be_ended(client, fields):
    last = make_user(make_board(), Role.AREA_ADMINISTRATOR).grants.get()
    make_user(last.board, Role.AREA_ADMINISTRATOR, ends_on=TOMORROW)
    client.force_login(make_user(role=Role.SYSTEM_ADMINISTRATOR))

    answer = client.post(page_of(last), fields)

    assert words(answer).count("The board would have no area administrator from") == 2
    last.refresh_from_db()
    assert (last.ends_on, last.ended_at) == (None, None)


def test_an_administrator_who_is_not_the_last_can_be_ended(browser, administrator):
    other = make_user(board_of(administrator), Role.AREA_ADMINISTRATOR).grants.get()

    browser.post(page_of(other), {"end": "yes"})

    other.refresh_from_db()
    assert other.ended_at


@pytest.mark.check(10)
@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_end_each_other_one_remains(monkeypatch):
    board = make_board()
    one, other = (make_user(board, Role.AREA_ADMINISTRATOR) for _ in range(2))

    def take_time(after, before):
        time.sleep(0.3)
        return is_shorter(after, before)

    def end(grant, by):
        actions.end_grant(grant=grant, by=by, at=timezone.now())

    monkeypatch.setattr("boards.actions.grants.is_shorter", take_time)
    results = at_once(lambda: end(one.grants.get(), other), lambda: end(other.grants.get(), one))

    assert [type(found) for found in results].count(CannotGrant) == 1, results
    assert Grant.objects.administrators(board).count() == 1


def grant_from(first, last):
    return Grant(starts_on=first and date(2024, 1, first), ends_on=last and date(2024, 1, last))


@pytest.mark.parametrize(
    ("grants", "gap"),
    [
        pytest.param([], 5, id="nobody"),
        pytest.param([(None, None)], None, id="without-end"),
        pytest.param([(None, 9)], 10, id="until-a-day"),
        pytest.param([(None, 9), (10, 20)], 21, id="one-after-the-other"),
        pytest.param([(None, 9), (11, 20)], 10, id="with-a-gap"),
        pytest.param([(6, None)], 5, id="not-yet-begun"),
    ],
)
def test_the_first_day_without_anybody(grants, gap):
    found = first_day_without([grant_from(*days) for days in grants], date(2024, 1, 5))

    assert found == (gap and date(2024, 1, gap))


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.AREA_ADMINISTRATOR])
def test_all_administrators_are_told_of_a_weighty_role(browser, administrator, role):
    colleague = make_user(board_of(administrator), Role.AREA_ADMINISTRATOR)
    make_user(make_board("Southborough"), Role.AREA_ADMINISTRATOR)

    browser.post(INVITE, typed(role=role))

    told = {letter.to[0] for letter in mail.outbox if "You administer Northshire" in letter.body}
    assert told == {administrator.email, colleague.email}


def test_nobody_is_told_of_other_roles(browser):
    browser.post(INVITE, typed(role=Role.FINANCE_OFFICER))

    assert [letter.to for letter in mail.outbox] == [[NEW]]
