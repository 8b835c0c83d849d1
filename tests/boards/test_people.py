"""The people of a board: who may give which role to whom, and what it does."""

import re
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from boards.models import AuditEvent, Grant, User
from boards.roles import Role
from tests.builders import make_board, make_quarter, make_user, organisation

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


def test_a_new_person_gets_a_role_and_an_email_with_a_link(browser, administrator):
    council = organisation(board_of(administrator), "COUNCIL")

    answer = browser.post(INVITE, typed(organisation=council.pk))

    assert answer.url == PEOPLE
    person = User.objects.get(email=NEW)
    assert not person.has_usable_password()
    grant = person.grants.get()
    assert (grant.role, grant.organisation) == (Role.COMMISSIONER, council)
    assert mail.outbox[0].to == [NEW]
    assert "/accounts/password/reset/key/" in mail.outbox[0].body
    kinds = AuditEvent.objects.values_list("kind", "board", "period", "actor", "subject")
    assert list(kinds) == [
        ("grant.given", "northshire", "", administrator.email, NEW),
        ("invitation.sent", "northshire", "", administrator.email, NEW),
    ]


def link_in(letter):
    return re.search(r"http://testserver(/accounts/password/reset/key/\S+)", letter.body)[1]


@pytest.mark.check(42)
def test_the_link_of_an_invitation_sets_a_password_once(browser):
    make_quarter(board_of(User.objects.get()))
    browser.post(INVITE, typed())
    link = link_in(mail.outbox[0])
    visitor = Client()

    form = visitor.get(link, follow=True)
    password = "violet umbrella seven"
    visitor.post(form.request["PATH_INFO"], {"password1": password, "password2": password})

    signed_in = visitor.post("/accounts/login/", {"login": NEW, "password": password})
    assert (signed_in.status_code, signed_in.url) == (302, "/")
    assert "2023-24" in visitor.get("/").content.decode()
    assert "The link no longer works" in Client().get(link, follow=True).content.decode()


def test_who_never_used_the_link_can_ask_for_another(browser):
    browser.post(INVITE, typed())

    Client().post("/accounts/password/reset/", {"email": NEW})

    assert link_in(mail.outbox[-1])


def test_a_person_who_is_known_gets_the_role_and_an_email_without_a_link(browser):
    known = make_user(make_board("Southborough"), email="known@icb.example")

    browser.post(INVITE, typed(email="Known@ICB.example"))

    assert User.objects.filter(email__iexact="known@icb.example").count() == 1
    assert known.grants.count() == 2
    assert mail.outbox[0].to == ["known@icb.example"]
    assert "Sign in with the password you already have" in mail.outbox[0].body
    assert "/key/" not in mail.outbox[0].body


def test_a_role_is_kept_when_its_email_cannot_be_sent(browser, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    said = words(browser.post(INVITE, typed(), follow=True))

    assert Grant.objects.filter(user__email=NEW).exists()
    assert "The email could not be sent. The role counts all the same" in said
    assert "An email is on its way" not in said
    assert not AuditEvent.objects.filter(kind="invitation.sent").exists()


def test_an_email_that_did_not_go_can_be_sent_again(browser, settings):
    working, settings.EMAIL_BACKEND = (
        settings.EMAIL_BACKEND,
        "django.core.mail.backends.smtp.EmailBackend",
    )
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    browser.post(INVITE, typed())
    settings.EMAIL_BACKEND = working

    answer = browser.post(page_of(Grant.objects.get(user__email=NEW)), {"send": "yes"})

    assert answer.status_code == 302
    assert link_in(mail.outbox[0])
    assert AuditEvent.objects.filter(kind="invitation.sent").count() == 1


def test_an_invitation_sent_twice_gives_one_role_and_one_email(browser):
    marked = typed() | {"form-mark": browser.get(INVITE).context["form_mark"]}

    answers = [browser.post(INVITE, marked) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(mail.outbox) == 1
    assert AuditEvent.objects.filter(kind="grant.given").count() == 1


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"email": ""}, "Enter an email address"),
        ({"email": "x@"}, "Enter an email address in the correct format"),
        ({"role": ""}, "Select a role"),
        ({"role": "SYSTEM_ADMINISTRATOR"}, "Select a role"),
        ({"organisation": ""}, "Select who the person works for"),
        ({"ends_on_day": "1", "ends_on_month": "4"}, "Last day must include a year"),
        (
            {"ends_on_day": "1", "ends_on_month": "4", "ends_on_year": "2020"},
            "Last day must be today or later",
        ),
        (
            {
                "starts_on_day": "2", "starts_on_month": "1", "starts_on_year": "2099",
                "ends_on_day": "1", "ends_on_month": "1", "ends_on_year": "2099",
            },
            "Last day must be the first day or later",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_named_and_nobody_gets_a_role(browser, mistake, message):
    said = words(browser.post(INVITE, typed() | mistake))

    assert said.count(message) == 2, "in the summary and at the field"
    assert Grant.objects.count() == 1
    assert not mail.outbox


def test_a_role_that_somebody_has_is_not_given_again(browser, administrator):
    make_user(board_of(administrator), Role.COMMISSIONER, email=NEW)

    said = words(browser.post(INVITE, typed()))

    assert said.count("This person has this role already") == 2
    assert Grant.objects.count() == 2


def test_a_role_that_was_ended_counts_no_more_from_the_next_request(browser, administrator):
    board = board_of(administrator)
    make_quarter(board)
    colleague = make_user(board, Role.FINANCE_OFFICER)
    theirs = Client()
    theirs.force_login(colleague)
    assert theirs.get("/northshire/2023-24-q3/").status_code == 200

    browser.post(page_of(colleague.grants.get()), {"end": "yes"})

    assert theirs.get("/northshire/2023-24-q3/").status_code == 404
    grant = colleague.grants.get()
    assert (grant.ends_on, grant.is_over(timezone.localdate())) == (timezone.localdate(), True)
    assert AuditEvent.objects.get(kind="grant.ended").subject == colleague.email


def test_a_role_that_ended_can_be_given_again(browser, administrator):
    colleague = make_user(board_of(administrator), Role.COMMISSIONER, email=NEW)
    browser.post(page_of(colleague.grants.get()), {"end": "yes"})

    browser.post(INVITE, typed())

    grant = colleague.grants.get()
    assert (grant.ends_on, grant.ended_at) == (None, None)


def test_the_days_of_a_role_are_changed_and_kept_in_the_trail(browser, administrator):
    grant = make_user(board_of(administrator), Role.CLERK).grants.get()
    days = {"ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2099"}

    browser.post(page_of(grant), days | {"shown-starts_on": "", "shown-ends_on": ""})

    grant.refresh_from_db()
    assert grant.ends_on == date(2099, 3, 31)
    event = AuditEvent.objects.get()
    assert (event.kind, event.before, event.after) == ("grant.ends_on.changed", "", "2099-03-31")


@pytest.mark.check(22)
def test_days_that_somebody_else_changed_meanwhile_are_not_overwritten(browser, administrator):
    grant = make_user(board_of(administrator), Role.CLERK, ends_on=date(2099, 1, 1)).grants.get()
    days = {"ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2099"}

    answer = browser.post(page_of(grant), days | {"shown-starts_on": "", "shown-ends_on": ""})

    assert answer.status_code == 409
    assert "Theirs: “1 January 2099”" in words(answer)
    grant.refresh_from_db()
    assert grant.ends_on == date(2099, 1, 1)


def test_the_list_shows_roles_and_who_has_not_signed_in(browser, administrator):
    make_user(board_of(administrator), Role.CLERK, of="COUNCIL", email=NEW)

    said = words(browser.get(PEOPLE))

    assert f"{NEW}</th> <td>Board clerk</td> <td>Council</td>" in said
    assert said.count("has not signed in yet") == 1


def test_typing_about_a_board_is_kept_for_its_administrators_only(browser):
    kept = browser.post("/drafts/", {"path": INVITE, "email": NEW})

    assert kept.status_code == 204
    assert browser.get(f"{INVITE}?draft=show").context["form"]["email"].value() == NEW
    assert browser.post("/drafts/", {"path": "/southborough/people/"}).status_code == 404
    commissioner = Client()
    commissioner.force_login(make_user(Grant.objects.get().board))
    assert commissioner.post("/drafts/", {"path": INVITE}).status_code == 404


@pytest.mark.parametrize("count", [5, 500])
def test_the_list_of_people_takes_few_queries(
    browser, administrator, django_assert_num_queries, count
):
    people = User.objects.bulk_create(User(email=f"p{n}@council.example") for n in range(count))
    board = board_of(administrator)
    Grant.objects.bulk_create(Grant(user=u, role=Role.VIEWER, board=board) for u in people)

    with django_assert_num_queries(5):
        browser.get(PEOPLE)
