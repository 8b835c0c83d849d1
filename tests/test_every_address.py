"""Every address of the service, tried by those who may not open it."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from boards.roles import Role
from boards.workflow import Status
from tests.builders import make_board, make_metric, make_quarter, make_user
from tests.finance.statement_builders import make_statement
from tests.reports.text_builders import make_sections
from tests.schemes.plan_builders import make_action, make_risk, make_section
from tests.signing_builders import walk

pytestmark = pytest.mark.django_db

OPEN_PAGES = {
    "reports:public",
    "reports:find_code",
    "health",
    "account_login",
    "account_inactive",
    "account_logout",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
# Open to anyone, with an answer where something was published.
OF_WHAT_IS_PUBLISHED = {
    "reports:public_report",
    "reports:public_paper",
    "reports:public_workbook",
    "reports:public_addendum",
    "reports:public_report_version",
    "reports:public_paper_version",
    "reports:public_workbook_version",
    "reports:public_addendum_version",
    "reports:check_code",
}
OPEN_TO_ANYONE = OPEN_PAGES | OF_WHAT_IS_PUBLISHED
OF_THE_PERSON = {
    "account_change_password",
    "account_reauthenticate",
    "reports:home",
    "keep_draft",
    "delete_draft",
}
SAMPLES = {
    "board": "northshire",
    "period": "2023-24-q3",
    "code": "falls",
    "section": "nc2",
    "risk": "R1",
    "subject": "spending",
    "grant": 987_654,
    "capacity": 987_655,
    "proposal": 987_656,
    "line": 987_657,
    "year": 2023,
    "reference": "S1",
    "uidb36": "1",
    "key": "x-y",
    "kind": "decided",
    "number": 1,
    "month": 6,
    "check_code": "0123abcd",
}


def named(patterns, namespace="", given=frozenset()):
    """Every URL pattern below `patterns` as (full name, names of its parameters)."""
    for pattern in patterns:
        parameters = given | pattern.pattern.regex.groupindex.keys()
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", parameters
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from named(pattern.url_patterns, inner, parameters)


PARAMETERS = dict(named(get_resolver().url_patterns))
NAMES = sorted(name for name, _ in named(get_resolver().url_patterns))
OF_A_BOARD = [name for name in NAMES if name not in OPEN_TO_ANYONE | OF_THE_PERSON]
ADMINISTRATION = [name for name in OF_A_BOARD if "period" not in PARAMETERS[name]]


def address(name):
    """The address by its name; fails on one that the samples cannot fill."""
    missing = PARAMETERS[name] - SAMPLES.keys()
    assert not missing, f"Give a sample for {missing} of {name}."
    return reverse(name, kwargs={key: SAMPLES[key] for key in PARAMETERS[name]})


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_metric(quarter, "falls")
    make_statement(quarter)
    make_sections(quarter, "nc2")
    make_action(make_section(quarter, "nc2"))
    make_risk(quarter)
    return quarter


def test_every_address_has_a_name():
    assert not [name for name in NAMES if name.endswith("None")]


@pytest.mark.check(2, 6)
@pytest.mark.parametrize("name", [name for name in NAMES if name not in OPEN_TO_ANYONE])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_the_sign_in_page(client, quarter, name, method):
    answer = getattr(client, method)(address(name))

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.check(6)
@pytest.mark.parametrize("name", sorted(OPEN_PAGES - {"account_logout"}))
def test_an_open_address_answers_a_stranger_without_figures(client, quarter, name):
    answer = client.get(address(name))

    assert answer.status_code == 200
    assert "Northshire" not in answer.content.decode()


@pytest.mark.check(6)
@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITH_SIGNATORIES, Status.SIGNED])
@pytest.mark.parametrize("name", sorted(OF_WHAT_IS_PUBLISHED))
def test_what_is_not_published_does_not_exist_for_a_stranger(client, quarter, name, status):
    walk(quarter, status)
    mine = client.get(address(name))
    nowhere = client.get(address(name).replace("northshire", "nowhere"))

    assert mine.status_code == 404
    assert mine.content == nowhere.content
    assert mine.headers == nowhere.headers


@pytest.mark.check(4)
@pytest.mark.parametrize("name", OF_A_BOARD)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_of_a_board_does_not_exist_for_members_of_another(client, quarter, name, method):
    client.force_login(make_user(make_board("Southborough"), Role.FINANCE_OFFICER, of="COUNCIL"))
    theirs = getattr(client, method)(address(name))
    nowhere = getattr(client, method)(address(name).replace("northshire", "nowhere"))

    assert theirs.status_code in ({404} if method == "get" else {404, 405})
    assert theirs.status_code == nowhere.status_code
    assert without_token(theirs) == without_token(nowhere)


def without_token(answer):
    lines = answer.content.decode().splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize("name", OF_A_BOARD)
def test_a_viewer_is_refused_a_draft_at_every_address(client, quarter, name):
    client.force_login(make_user(quarter.board, Role.VIEWER))

    assert client.get(address(name)).status_code == 403


# What those who enter nothing may do in a draft, or in a state that the draft is not in.
OPEN_TO_READERS = {
    "reports:comment",
    "reports:correct",
    "reports:late_fields",
    "reports:publish",
    "reports:record_fact",
    "reports:release",
    "reports:withdraw",
}


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (role, name)
        for role in (Role.CLERK, Role.SIGNATORY, Role.AREA_ADMINISTRATOR)
        for name in OF_A_BOARD
        if name not in OPEN_TO_READERS
        and not (role == Role.AREA_ADMINISTRATOR and name in ADMINISTRATION)
    ],
)
def test_those_who_only_read_cannot_post_anywhere(client, quarter, name, role):
    client.force_login(make_user(quarter.board, role))

    assert client.post(address(name), {"state": "AVAILABLE"}).status_code in {403, 405, 409}


@pytest.mark.parametrize(
    "name",
    [
        "metrics:metric",
        "finance:spending",
        "finance:explanations",
        "finance:confirm",
        "statements:add",
        "statements:change",
        "reports:commentary",
        "schemes:section",
        "schemes:actions",
        "schemes:risks",
        "schemes:new_risk",
        "schemes:risk",
    ],
)
def test_a_report_that_is_no_draft_answers_a_change_with_409(client, quarter, name):
    walk(quarter, Status.WITH_SIGNATORIES)
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    answer = client.post(address(name), {"x": "y"})

    assert answer.status_code == 409
    assert "awaiting sign-off by the signatories" in answer.content.decode()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "account_logout"])
def test_every_answer_carries_the_headers_that_protect_it(client, quarter, name):
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))
    headers = client.get(address(name)).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in headers["Cache-Control"]
