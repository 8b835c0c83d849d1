"""Who signed in, or tried to, stands in a trail of its own."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from boards.models import AuditEvent, User
from boards.sign_in import NOBODY, UNKNOWN
from tests.builders import make_quarter, make_user
from tests.refusing import without_a_trail

pytestmark = pytest.mark.django_db
SIGN_IN, PASSWORD, NEW = "/accounts/login/", "correct horse battery", "a new long secret"


@pytest.fixture
def user():
    return make_user(make_quarter().board, email="officer@council.example")


def sign_in(client, email="officer@council.example", password=PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


def trail():
    events = AuditEvent.objects.filter(board="accounts", period="")
    return list(events.values_list("kind", "subject", "actor"))


def test_signing_in_and_out_are_kept(client, user):
    sign_in(client)
    client.post("/accounts/logout/")

    assert trail() == [
        ("sign_in.succeeded", user.email, user.email),
        ("sign_in.ended", user.email, user.email),
    ]


def test_a_wrong_password_is_kept_under_the_account_and_nothing_that_was_typed(client, user):
    sign_in(client, password="a secret of mine")
    sign_in(client, email="nobody@council.example", password="a secret of mine")

    assert trail() == [
        ("sign_in.failed", user.email, NOBODY),
        ("sign_in.failed", UNKNOWN, NOBODY),
    ]
    everything = str(list(AuditEvent.objects.values()))
    assert "secret" not in everything
    assert "nobody@council.example" not in everything


def test_who_goes_on_trying_while_refused_is_told_of_once_in_five_minutes(client, user):
    for _ in range(13):
        sign_in(client, password="wrong")

    kinds = [kind for kind, *_ in trail()]
    assert kinds == ["sign_in.failed"] * 10 + ["sign_in.throttled"]


def test_a_refusal_long_ago_does_not_hide_the_next(client, user, monkeypatch):
    for _ in range(11):
        sign_in(client, password="wrong")
    later = timezone.now() + timedelta(minutes=5, seconds=1)
    monkeypatch.setattr("boards.sign_in.timezone.now", lambda: later)

    sign_in(client, password="wrong")

    assert [kind for kind, *_ in trail()].count("sign_in.throttled") == 2


def test_a_new_password_is_kept_and_not_what_it_is(client, user):
    client.force_login(user)

    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert trail() == [("password.changed", user.email, user.email)]
    assert NEW not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_a_password_set_by_a_link_is_kept_as_such(client, user, is_signed_in):
    if is_signed_in:
        client.force_login(user)
    client.post("/accounts/password/reset/", {"email": user.email})
    link = next(word for word in mail.outbox[0].body.split() if "/key/" in word)
    page = client.get(link, follow=True).wsgi_request.path

    client.post(page, {"password1": NEW, "password2": NEW})

    assert trail() == [("password.reset", user.email, user.email)]
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_nobody_signs_in_while_that_cannot_be_kept(client, user):
    client.raise_request_exception = False

    with without_a_trail():
        answer = sign_in(client)

    assert answer.status_code >= 500
    assert client.get("/").url.startswith(SIGN_IN)


def test_no_password_is_changed_while_that_cannot_be_kept(client, user):
    client.force_login(user)
    client.raise_request_exception = False
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    with without_a_trail():
        answer = client.post("/accounts/password/change/", typed)

    assert answer.status_code >= 500
    assert User.objects.get().check_password(PASSWORD)


def test_a_wrong_password_is_refused_as_ever_while_that_cannot_be_kept(client, user):
    with without_a_trail():
        answer = sign_in(client, password="wrong")

    assert answer.status_code == 200
    assert "one of them is not right" in answer.content.decode()
    assert connection.is_usable()
