"""Ten minutes after signing in, signing asks for the password again."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS

from boards.roles import Role
from reports.models import ChangeRequest, Signature
from tests.builders import (
    make_user,
)
from tests.reports.signing.answers import SIGN, answer, words

pytestmark = pytest.mark.django_db


def grow_older(client, minutes):
    """As if the person had signed in so many minutes earlier."""
    session = client.session
    session[RECORDS] = [item | {"at": time.time() - minutes * 60} for item in session[RECORDS]]
    session.save()


@pytest.mark.parametrize("minutes", [0, 9])
def test_who_signed_in_just_now_is_not_asked_again(client, version, signatory, minutes):
    grow_older(client, minutes)

    assert client.get(SIGN).status_code == 200


def test_after_ten_minutes_signing_asks_for_the_password_and_comes_back(client, version, signatory):
    grow_older(client, 11)
    asked = client.get(SIGN)
    assert asked.url == f"/accounts/reauthenticate/?next={SIGN}"

    wrong = client.post("/accounts/reauthenticate/", {"password": "wrong", "next": SIGN})
    assert "Enter your password again: it is not right" in words(wrong)
    assert client.get(SIGN).status_code == 302

    right = {"password": "correct horse battery", "next": SIGN}
    assert client.post("/accounts/reauthenticate/", right).url == SIGN
    answer(client, version)
    assert Signature.objects.count() == 1


@pytest.mark.parametrize("choice", ["sign", "back"])
def test_a_page_left_open_for_longer_signs_nothing_and_keeps_what_was_typed(
    client, version, signatory, choice
):
    grow_older(client, 11)
    typed = {"part-TEXT": "yes", "reason-TEXT": "Two paragraphs contradict each other"}

    asked = answer(client, version, choice, **typed)

    assert not Signature.objects.exists()
    assert not ChangeRequest.objects.exists()
    assert "Enter your password again before you sign a report" in words(asked)
    back = {"password": "correct horse battery", "next": f"{SIGN}?draft=show"}
    page = client.post("/accounts/reauthenticate/", back, follow=True)
    assert "Two paragraphs contradict each other" in words(page)


def test_a_session_without_a_record_of_signing_in_is_asked(client, quarter, version):
    client.force_login(make_user(quarter.board, Role.SIGNATORY))

    assert client.get(SIGN).url.startswith("/accounts/reauthenticate/")


def test_from_signing_in_to_signed_it_takes_four_pages(client, quarter, version):
    user = make_user(quarter.board, Role.SIGNATORY, of="COUNCIL")
    home = client.post(
        "/accounts/login/", {"login": user.email, "password": "correct horse battery"}, follow=True
    )

    assert f'signature: <a class="govuk-link" href="{SIGN}">Northshire, Quarter 3' in words(home)
    assert client.get(SIGN).status_code == 200
    assert "You signed version 1" in words(answer(client, version))
