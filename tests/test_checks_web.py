"""What the service does with posts that are not its own, and with values that nobody types."""

from urllib.parse import urljoin

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client

from boards.models import BoardQuarter, Grant, User
from boards.roles import Role
from finance.models import LineReturn
from tests.builders import make_line, make_metric, make_quarter, make_user
from tests.test_every_address import ADMINISTRATION, NAMES, OPEN_TO_ANYONE, SAMPLES, address

pytestmark = pytest.mark.django_db
SPENDING = "/bromley/2023-24-q3/spending/"


@pytest.fixture
def demonstration(tmp_path):
    call_command("load_demo", accounts=tmp_path / "accounts.txt", verbosity=0)
    return BoardQuarter.objects.get(board__slug="bromley")


def strict_client(name=None):
    """A browser of a person of the demonstration that is asked for its token."""
    client = Client(enforce_csrf_checks=True)
    if name:
        client.force_login(User.objects.get(email=f"{name}@demonstration.example"))
    client.get(SPENDING if name else "/accounts/login/")
    return client


def here(name):
    """The address in the demonstration."""
    section = "recommendations" if name == "reports:commentary" else "nc2"
    bromleys = {"northshire": "bromley", "nc2": section, "/S1/": "/BRO-2324-01/"}
    found = address(name)
    for sample, theirs in bromleys.items():
        found = found.replace(sample, theirs)
    return found


# Counts of tries, which every request may raise, and the sign-in service's copies of addresses,
# which it makes when somebody follows a link to a new password.
NOT_OURS = {"django_session", "cache", "account_emailaddress"}


def stored():
    """Every row of every table, but for records of downloads."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - NOT_OURS)
        return {table: rows(cursor, table) for table in tables}


def rows(cursor, table):
    only = " WHERE kind NOT LIKE '%.exported'" if table == "boards_auditevent" else ""
    cursor.execute(f'SELECT * FROM "{table}"{only}')  # noqa: S608
    return sorted(map(repr, cursor.fetchall()))


FORGERIES = {
    "no-token": lambda token, theirs: {},
    "token-of-another": lambda token, theirs: {"data": {"csrfmiddlewaretoken": theirs}},
    "another-site": lambda token, theirs: {
        "data": {"csrfmiddlewaretoken": token}, "headers": {"Origin": "https://evil.invalid"},
    },
    "hidden-site": lambda token, theirs: {
        "data": {"csrfmiddlewaretoken": token}, "headers": {"Origin": "null"},
    },
}  # fmt: skip


@pytest.mark.parametrize("forgery", FORGERIES)
@pytest.mark.parametrize("person", ["finance.council", None])
def test_a_post_that_is_not_from_our_own_form_is_refused_everywhere(demonstration, person, forgery):
    client, other = strict_client(person), strict_client("commissioner")
    token, theirs = client.cookies["csrf"].value, other.cookies["csrf"].value
    before = stored()

    answers = {
        name: client.post(here(name), **FORGERIES[forgery](token, theirs)).status_code
        for name in NAMES
    }

    assert answers == dict.fromkeys(NAMES, 403)
    assert stored() == before


def test_the_same_post_with_our_own_token_is_taken(demonstration):
    client = strict_client("finance.council")
    line = LineReturn.objects.get(quarter=demonstration, forecast=2_149_000)
    typed = {f"forecast-{line.line_id}": "2,200", f"shown-forecast-{line.line_id}": "2149000.00"}

    answer = client.post(SPENDING, typed | {"csrfmiddlewaretoken": client.cookies["csrf"].value})

    assert answer.status_code == 302
    assert LineReturn.objects.get(pk=line.pk).forecast == 2_200_000


@pytest.mark.xdist_group("paper")
def test_reading_changes_nothing_that_is_stored(demonstration):
    officer, administrator = map(strict_client, ("finance.council", "area.administrator"))
    Grant.objects.filter(role=Role.CLERK, board=demonstration.board).update(id=SAMPLES["grant"])
    before = stored()

    for name in NAMES:
        client = administrator if name in ADMINISTRATION else officer
        for method in (client.get, client.head):
            # Bromley keeps no risks, so their pages are not found.
            expected = {404} if name.startswith("schemes:") and "risk" in name else {200, 302, 405}
            assert method(here(name)).status_code in expected, name

    assert stored() == before


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
    assert b"evil" not in answer.content


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

    assert usual in {200, 302, 404, 405}
    assert set(answers) == {usual}


@pytest.mark.check(55)
@pytest.mark.parametrize("name", sorted(OPEN_TO_ANYONE - {"account_logout"}))
def test_a_stranger_may_ask_anything_of_an_open_address(client, name):
    assert {client.get(address(name), query).status_code for query in QUERIES} == {200}


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
