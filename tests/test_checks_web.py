"""What the service does with hosts, addresses and values that none of its links holds."""

from urllib.parse import urljoin

import pytest
from django.core import mail

from boards.models import Grant
from boards.roles import Role
from tests.builders import make_line, make_metric, make_quarter, make_user
from tests.test_every_address import NAMES, OPEN_TO_ANYONE, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    quarter = make_quarter()
    make_metric(quarter, "falls")
    make_line(quarter)
    user = make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL")
    Grant.objects.create(user=user, role=Role.AREA_ADMINISTRATOR, board=quarter.board)
    client.force_login(user)
    return client


@pytest.mark.check(55)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("host", ["evil.invalid", "testserver.evil.invalid", "a b", "testserver:x"])
def test_a_host_that_is_not_ours_is_refused(officer, name, host):
    assert officer.get(address(name), headers={"Host": host}).status_code == 400


@pytest.mark.check(55)
@pytest.mark.parametrize("name", NAMES)
def test_a_forwarded_host_has_no_effect(officer, name):
    forwarded = {"X-Forwarded-Host": "evil.invalid", "Forwarded": "host=evil.invalid"}

    answer = officer.get(address(name), headers=forwarded)

    assert answer.status_code == officer.get(address(name)).status_code
    assert "evil" not in answer.headers.get("Location", "")
    assert b"evil.invalid" not in b"".join(answer)


@pytest.mark.check(55)
def test_a_letter_with_a_link_leads_to_us_whatever_host_was_forwarded(client):
    user = make_user(make_quarter().board)

    answer = client.post(
        "/accounts/password/reset/", {"email": user.email},
        headers={"X-Forwarded-Host": "evil.invalid"},
    )  # fmt: skip

    assert answer.url == "/accounts/password/reset/done/"
    assert "http://testserver/accounts/password/reset/key/" in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


ELSEWHERE = [
    "//evil.invalid", "https:evil.invalid", "https://evil.invalid/", "/\\evil.invalid",
    "\\\\evil.invalid", "javascript:alert(1)", "%2F%2Fevil.invalid", "data:text/html,x",
    " //evil.invalid", "http:///evil.invalid", "\x00//evil.invalid",
]  # fmt: skip


@pytest.mark.check(55)
@pytest.mark.parametrize("place", ELSEWHERE)
@pytest.mark.parametrize("where", ["address", "form"])
def test_signing_in_leads_to_no_other_site(client, place, where):
    user = make_user(make_quarter().board)
    typed = {"login": user.email, "password": "correct horse battery"}
    given = {"query_params": {"next": place}} if where == "address" else {}
    typed |= {"next": place} if where == "form" else {}

    assert client.get("/accounts/login/", {"next": place}).status_code == 200
    answer = client.post("/accounts/login/", typed, **given)

    led_to = urljoin("http://testserver/accounts/login/", answer.url)
    assert answer.status_code == 302
    assert led_to.startswith("http://testserver/")
    assert "\\" not in led_to


@pytest.mark.check(55)
def test_signing_in_leads_to_the_page_that_was_asked_for(client):
    user = make_user(make_quarter().board)
    typed = {"login": user.email, "password": "correct horse battery"}

    answer = client.post("/accounts/login/", typed | {"next": address("reports:tables")})

    assert answer.url == address("reports:tables")


QUERIES = [
    {"sort": "board__grants__user__password"}, {"sort": "-pk;--"}, {"sort": "\x00"},
    {"order_by": "pk"}, {"_connector": "OR 1=1"}, {"page": "-1"}, {"page": "1e9"},
    {"page": "\x00"}, {"per_page": "1000000"}, {"q": "\x00"}, {"q": "x" * 10_000},
    {"q": "\ud800".encode("utf-8", "surrogatepass")}, {"format": "../../etc/passwd"},
]  # fmt: skip


@pytest.mark.check(55)
@pytest.mark.parametrize("name", NAMES)
def test_values_in_an_address_that_no_link_of_ours_holds_change_no_answer(officer, name):
    usual = officer.get(address(name)).status_code

    answers = [officer.get(address(name), query).status_code for query in QUERIES]

    # A signatory's page is not for an officer, and a draft can be neither signed nor published.
    assert usual in {200, 302, 403, 404, 405, 409}
    assert set(answers) == {usual}


OF_WHAT_IS_PUBLISHED = {
    name for name in OPEN_TO_ANYONE if name.startswith(("reports:public_", "reports:check_code"))
}


@pytest.mark.check(55)
@pytest.mark.parametrize("name", sorted(OPEN_TO_ANYONE - {"account_logout"}))
def test_a_stranger_may_ask_anything_of_an_open_address(client, name):
    usual = client.get(address(name)).status_code

    answers = {client.get(address(name), query).status_code for query in QUERIES}

    # Nothing is published where there is only a draft.
    assert usual == (404 if name in OF_WHAT_IS_PUBLISHED else 200)
    assert answers == {usual}


PLACES = [
    "/%00/2023-24-q3/", "/northshire/2023-24-q9/", "/northshire/2023-25-q3/",
    "/northshire/9999-00-q1/", "/northshire/2023-24-q3/metrics/%00/", "/.git/HEAD",
    "/northshire/2023-24-q3/metrics/" + "x" * 5_000 + "/", "/static/../settings.py", "/admin/",
    "/media/", "/__debug__/", "/northshire/..%2f..%2fetc/passwd",
]  # fmt: skip


@pytest.mark.check(55)
@pytest.mark.parametrize("place", PLACES)
def test_an_address_that_is_none_of_ours_is_not_found(officer, place):
    assert officer.get(place).status_code == 404
