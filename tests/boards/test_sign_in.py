import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from boards import actions
from boards.models import Grant, User
from boards.roles import Role
from tests.builders import NOON, make_quarter, make_user

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"


def sign_in(client, email, password):
    return client.post(SIGN_IN, {"login": email, "password": password})


def test_a_person_signs_in_by_email_and_comes_to_their_reports(client):
    user = make_user(make_quarter().board)

    answer = sign_in(client, user.email.upper(), "correct horse battery")

    assert (answer.status_code, answer.url) == (302, "/")


def test_a_wrong_password_and_an_unknown_person_get_the_same_words(client):
    user = make_user(make_quarter().board)

    wrong = sign_in(client, user.email, "wrong")
    unknown = sign_in(client, "nobody@council.example", "wrong")

    words = "Check your email address and password: one of them is not right"
    assert words in wrong.content.decode()
    assert words in unknown.content.decode()


def test_a_blank_field_is_asked_for_by_its_name(client):
    answer = sign_in(client, "", "").content.decode()

    assert answer.count("Enter your email address") == 2
    assert answer.count("Enter your password") == 2


REFUSED = "Too many wrong tries. Wait 5 minutes, then try again"


@pytest.mark.check(41)
def test_the_eleventh_wrong_password_in_five_minutes_is_refused_even_if_right(client):
    user = make_user(make_quarter().board)
    for _ in range(10):
        assert REFUSED not in sign_in(client, user.email, "wrong").content.decode()

    assert REFUSED in sign_in(client, user.email, "correct horse battery").content.decode()


@pytest.mark.check(41)
def test_an_unknown_person_is_refused_with_the_same_words(client):
    for _ in range(10):
        sign_in(client, "nobody@council.example", "wrong")

    assert REFUSED in sign_in(client, "nobody@council.example", "wrong").content.decode()


@pytest.mark.check(41)
def test_the_owner_on_another_network_can_still_sign_in(client):
    user = make_user(make_quarter().board)
    for _ in range(11):
        sign_in(client, user.email, "wrong")

    elsewhere = Client(REMOTE_ADDR="198.51.100.7")

    assert sign_in(elsewhere, user.email, "correct horse battery").status_code == 302


def test_a_disabled_person_is_signed_out_at_the_next_page(client):
    user = make_user(make_quarter().board)
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get("/").url.startswith(SIGN_IN)


def test_nobody_signs_up(client):
    answer = client.post("/accounts/signup/", {"email": "new@council.example"})

    assert not User.objects.exists()
    assert "administrator" in answer.content.decode()


def test_the_first_person_is_made_by_command_and_administers_the_system():
    actions.create_administrator(
        email="first@council.example", password="a long enough one", by="command line", at=NOON
    )

    assert Grant.objects.get().role == Role.SYSTEM_ADMINISTRATOR


@pytest.mark.parametrize(
    ("email", "password", "advice"),
    [
        ("first@council.example", "short", "at least 12 characters"),
        ("first@council.example", "password1234", "too common"),
        ("no address", "a long enough one", "valid email"),
    ],
)
def test_a_first_person_who_could_not_sign_in_safely_is_refused(email, password, advice):
    with pytest.raises(actions.CannotCreate, match=advice):
        actions.create_administrator(email=email, password=password, by="c", at=NOON)

    assert not User.objects.exists()


def test_the_command_says_in_a_sentence_why_it_refuses(monkeypatch):
    monkeypatch.setattr(
        "boards.management.commands.create_administrator.getpass", lambda prompt: "short"
    )

    with pytest.raises(CommandError, match="at least 12 characters"):
        call_command("create_administrator", "first@council.example")
