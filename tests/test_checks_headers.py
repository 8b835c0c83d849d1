"""The headers of every kind of answer, to the letter."""

import pytest
from django.test import Client

from boards.models import BoardQuarter, User
from boards.workflow import Status
from reports.board_paper.pdf import PaperNotMade
from tests.test_every_address import NAMES, address

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]
QUARTER = "/bromley/2023-24-q3/"
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
    "base-uri 'none'", "object-src 'none'",
}  # fmt: skip
HEADERS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@pytest.fixture
def quarter(demonstration, settings):
    """The demonstration, served as on the internet."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_SSL_REDIRECT = True
    return BoardQuarter.objects.get(board__slug="bromley")


def browser(name=None, **options):
    client = Client(raise_request_exception=False, **options)
    if name:
        client.force_login(User.objects.get(email=f"{name}@demonstration.example"))
    return client


def is_protected(answer):
    found = {name: answer.headers.get(name) for name in HEADERS}
    assert found == HEADERS
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "no-store" in answer.headers["Cache-Control"]
    assert not {"Server", "Access-Control-Allow-Origin", "X-Powered-By"} & answer.headers.keys()


@pytest.mark.parametrize("person", ["finance.council", "viewer", "system.administrator", None])
def test_every_answer_of_every_address_is_protected(quarter, person):
    client = browser(person)

    for name in NAMES:
        for method in (client.get, client.post):
            is_protected(method(address(name).replace("northshire", "bromley"), secure=True))


def broken(**given):
    raise RuntimeError("a fault")


def overloaded(**given):
    raise PaperNotMade("Try again.")


def refused_post(monkeypatch):
    return browser("clerk", enforce_csrf_checks=True).post(QUARTER + "spending/", secure=True)


def locked(monkeypatch):
    BoardQuarter.objects.update(status=Status.SIGNED)
    return browser("finance.council").post(QUARTER + "spending/", {"a": "b"}, secure=True)


def unexpected(monkeypatch):
    monkeypatch.setattr("reports.actions.export_workbook", broken)
    return browser("finance.council").get(QUARTER + "expenditure.xlsx", secure=True)


def no_paper_now(monkeypatch):
    monkeypatch.setattr("reports.actions.export_paper", overloaded)
    return browser("clerk").get(QUARTER + "paper.pdf", secure=True)


def nowhere(monkeypatch):
    return browser().get("/nothing/here", secure=True)


@pytest.mark.parametrize(
    ("ask", "status"),
    [(refused_post, 403), (locked, 409), (unexpected, 500), (no_paper_now, 503), (nowhere, 404)],
)
def test_every_refusal_is_protected(quarter, monkeypatch, ask, status):
    answer = ask(monkeypatch)

    assert answer.status_code == status
    is_protected(answer)


@pytest.mark.parametrize(
    ("file", "media_type"),
    [
        ("expenditure.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("paper.pdf", "application/pdf"),
    ],
)
def test_a_file_is_sent_as_what_it_is_and_to_be_kept(quarter, file, media_type):
    answer = browser("clerk").get(QUARTER + file, secure=True)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="BCF-Bromley')
    is_protected(answer)
