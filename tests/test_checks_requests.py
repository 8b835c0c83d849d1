"""Posts that are not from our own forms change nothing, and neither does anything that is read."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from django.utils.http import int_to_base36

from boards import drafts
from boards.models import Draft, Grant, User
from boards.roles import Role
from boards.workflow import Status
from finance.models import ExpenditureLine
from tests.builders import make_user
from tests.test_checks_permissions import OWN, make_quarters
from tests.test_every_address import NAMES, address

pytestmark = pytest.mark.django_db
PASSWORD, NEW_PASSWORD = "correct horse battery", "a new long secret"
CANARY = "what somebody typed on another site"
METRIC = f"/{OWN}/2023-24-q3/metrics/falls/"


OF_DOWNLOADS = {"django_session", "boards_trail", "reports_paperfile"}


def stored(besides=()):
    """Every row of every table, but sessions, files, and records of downloads and refusals."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        return {name: rows(cursor, name) for name in tables - {*OF_DOWNLOADS, *besides}}


def rows(cursor, table):
    beside = "kind LIKE '%.exported' OR kind = 'access.refused'"
    only = f" WHERE NOT ({beside})" if table == "boards_auditevent" else ""
    cursor.execute(f'SELECT * FROM "{table}"{only}')  # noqa: S608
    return sorted(map(repr, cursor.fetchall()))


def strict_client(user=None):
    """A browser that is asked for its token, and has one."""
    client = Client(enforce_csrf_checks=True)
    if user:
        client.force_login(user)
    client.get("/accounts/password/change/" if user else "/accounts/login/")
    return client


def token(client):
    return client.cookies["csrf"].value


@pytest.fixture
def person(quick_paper):
    """Somebody who may enter everything in a board and administer it."""
    board = make_quarters(Status.DRAFT)
    user = make_user(board, Role.FINANCE_OFFICER)
    Grant.objects.create(user=user, role=Role.AREA_ADMINISTRATOR, board=board)
    return user


def keep_a_draft(user):
    draft = QueryDict("comment=half+a+sen")
    drafts.keep(user=user, path=METRIC, typed=draft, at=timezone.now())


def typed(name, person):
    """A form that, sent with our token, changes something at these addresses."""
    line = ExpenditureLine.objects.filter(scheme__board__slug=OWN).first()
    given = {
        "account_login": {"login": person.email, "password": PASSWORD},
        "account_reset_password": {"email": person.email},
        "account_change_password": {
            "oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD,
        },
        "keep_draft": {"path": METRIC, "comment": CANARY},
        "delete_draft": {"path": METRIC},
        "metrics:metric": {"state": "NOT_APPLICABLE", "comment": CANARY},
        "finance:spending": {f"forecast-{line.pk}": "90"},
        "finance:confirm": {"line": line.pk},
        "finance:explanations": {f"main_reason-{line.pk}": "OTHER"},
        "schemes:risk": {"reopen": "yes", "close": "yes"},
        "schemes:risks": {"checked": "R1"},
        "boards:invite": {
            "email": "new@council.example", "role": "VIEWER", "organisation": "all",
        },
        "boards:grant": {"end": "yes"},
        "plan:add": {
            "name": CANARY, "scheme_type": "carers", "led_by": "ICB", "streams": ["minimum"],
        },
    }  # fmt: skip
    return {"text": CANARY, "body": CANARY} | given.get(name, {})


WOULD_CHANGE = [
    "account_login", "account_reset_password", "account_change_password", "keep_draft",
    "delete_draft", "metrics:metric", "finance:spending", "finance:confirm", "boards:invite",
    "boards:grant", "plan:add", "reports:comment",
]  # fmt: skip
EVIL = "https://evil.invalid"
# What a post carries besides what was typed; `secure` asks for it by https.
FORGERIES = {
    "no-token": lambda own, others: {},
    "token-of-another-person": lambda own, others: {"token": others},
    "invented-token": lambda own, others: {"token": "x" * 32},
    "another-site": lambda own, others: {"token": own, "headers": {"Origin": EVIL}},
    "a-site-named-like-ours": lambda own, others: {
        "token": own, "headers": {"Origin": "http://testserver.evil.invalid"},
    },
    "hidden-site": lambda own, others: {"token": own, "headers": {"Origin": "null"}},
    "a-link-of-another-site": lambda own, others: {
        "token": own, "headers": {"Referer": f"{EVIL}/page"}, "secure": True,
    },
}  # fmt: skip


def send(client, name, form, *, token=None, **request):
    given = {"csrfmiddlewaretoken": token} if token else {}
    return client.post(address(name), form | given, **request)


@pytest.mark.check(12)
@pytest.mark.parametrize("forgery", FORGERIES)
@pytest.mark.parametrize("is_signed_in", [True, False], ids=["signed-in", "stranger"])
def test_a_post_that_is_not_from_our_own_form_is_refused_everywhere(person, is_signed_in, forgery):
    client, other = strict_client(person if is_signed_in else None), strict_client(person)
    forged = FORGERIES[forgery](token(client), token(other))
    forms = {
        name: typed(name, person) | {drafts.OWNER: drafts.owner_token(person)} for name in NAMES
    }
    before = stored()

    answers = {name: send(client, name, form, **forged) for name, form in forms.items()}

    assert {name: a.status_code for name, a in answers.items()} == dict.fromkeys(NAMES, 403)
    assert not [name for name, a in answers.items() if CANARY in a.content.decode()]
    assert stored() == before
    assert mail.outbox == []


@pytest.mark.check(12)
@pytest.mark.parametrize("name", WOULD_CHANGE)
def test_the_same_post_with_our_own_token_is_taken(person, name):
    client = strict_client(None if name in {"account_login", "account_reset_password"} else person)
    keep_a_draft(person)
    before = stored()

    answer = send(client, name, typed(name, person), token=token(client))

    assert answer.status_code in {204, 302}
    assert stored() != before or mail.outbox


@pytest.mark.check(12)
@pytest.mark.parametrize("stale", ["x" * 32, None], ids=["outdated", "none"])
def test_from_our_own_pages_a_post_with_no_token_of_now_is_kept_for_its_writer_alone(person, stale):
    client = strict_client(person)
    before = stored(besides=["boards_draft"])

    for name in NAMES:
        form = typed(name, person) | {drafts.OWNER: drafts.owner_token(person)}
        answer = send(client, name, form, token=stale, headers={"Origin": "http://testserver"})

        assert answer.status_code == 302, name
        assert answer.url == drafts.shown_at(address(name))
    assert stored(besides=["boards_draft"]) == before
    assert set(Draft.objects.values_list("user", flat=True)) == {person.pk}


# What the forms of the service post to do something, asked for in an address.
ASKED_FOR = {
    "end": "yes", "send": "yes", "close": "yes", "reopen": "yes", "withdraw": "1", "checked": "R1",
    "confirm": "all", "all": "yes", "line": "1", "tick": "1", "paste": "1", "asked": "yes",
    "state": "NOT_APPLICABLE", "text": "S1\t5", "column": "forecast", "path": METRIC,
    "draft": "show", "page": "2", "publish_day": "1", "next": "/",
}  # fmt: skip


def read(client, name):
    """Ask for an address in every way that is no post; whether one of them failed."""
    return any(
        method(address(name), query_params=query).status_code >= 500
        for method in (client.get, client.head, client.options)
        for query in ({}, ASKED_FOR)
    )


@pytest.mark.check(12)
@pytest.mark.parametrize("status", [Status.DRAFT, Status.PUBLISHED])
@pytest.mark.parametrize("role", [*Role, None])
def test_reading_changes_nothing_whoever_reads(client, quick_paper, role, status):
    board = make_quarters(status)
    if role:
        of = None if role == Role.SYSTEM_ADMINISTRATOR else board
        client.force_login(user := make_user(of, role))
        keep_a_draft(user)
    before = stored()

    changed = [name for name in sorted(NAMES, key="account_logout".__eq__)
               if read(client, name) or stored() != before]  # fmt: skip

    assert changed == []


@pytest.mark.check(12)
@pytest.mark.xdist_group("paper")
@pytest.mark.parametrize("method", ["get", "head"])
def test_making_the_paper_and_the_workbook_changes_nothing(client, demonstration, method):
    client.force_login(User.objects.get(email="finance.council@demonstration.example"))
    before = stored()

    for file in ("paper.pdf", "expenditure.xlsx", "paper/", "tables/", "dates.ics"):
        answer = getattr(client, method)(f"/bromley/2023-24-q3/{file}")
        assert answer.status_code == 200

    assert stored() == before


@pytest.fixture
def invited(person):
    """A new person, and the link of the letter in which they were given a role."""
    browser = Client()
    browser.force_login(person)
    browser.post(address("boards:invite"), typed("boards:invite", person))
    (link,) = [word for word in mail.outbox[0].body.split() if "/reset/key/" in word]
    return User.objects.get(email="new@council.example"), link


LINKS = {
    "as-it-came": lambda link, other: link,
    "with-a-slip": lambda link, other: f"{link.removesuffix('/')}x/",
    "of-somebody-who-asked-for-none": lambda link, other: re.sub(
        r"/key/\w+-", f"/key/{int_to_base36(other.pk)}-", link
    ),
}


@pytest.mark.check(12)
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("which", LINKS)
def test_following_a_link_to_a_new_password_changes_nothing(client, person, invited, method, which):
    _, link = invited
    before = stored()

    answer = getattr(client, method)(LINKS[which](link, person), follow=True)

    assert answer.status_code == 200
    assert stored() == before


def test_a_link_to_a_new_password_works_once(client, invited):
    user, link = invited
    form = client.get(link, follow=True)
    new = dict.fromkeys(("password1", "password2"), NEW_PASSWORD)

    client.post(form.redirect_chain[-1][0], new)

    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert "password1" not in Client().get(link, follow=True).content.decode()


def test_a_link_to_a_new_password_is_dead_once_its_address_has_changed(client, invited):
    user, link = invited
    User.objects.filter(pk=user.pk).update(email="other@council.example")

    assert "password1" not in client.get(link, follow=True).content.decode()
