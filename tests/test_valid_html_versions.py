"""The pages of versions and of what is public are valid HTML, and so are their mistakes."""

import pytest
from django.core.management import call_command
from django.test import Client

from boards.models import BoardQuarter, User
from boards.workflow import Part, Status
from reports import actions
from reports.models import DatedFact
from tests.builders import NOON
from tests.signing_builders import DAY, walk
from tests.test_valid_html import complaints

QUARTER, PUBLIC = "/bromley/2023-24-q3/", "/public/bromley/2023-24-q3/"


@pytest.fixture
def quarter(tmp_path, monkeypatch):
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: b"%PDF")
    call_command("load_demo", accounts=tmp_path / "accounts.txt", verbosity=0)
    return BoardQuarter.objects.get(board__slug="bromley")


def demonstrator(role):
    client = Client()
    client.force_login(User.objects.get(email=f"{role}@demonstration.example"))
    return client


@pytest.mark.django_db
def test_every_page_of_a_version_is_valid_html(quarter, tmp_path):
    clerk, officer, viewer, stranger = (
        *map(demonstrator, ("clerk", "finance.council", "viewer")), Client(),
    )  # fmt: skip
    seen = []

    def keep(client, *pages, typed=None):
        for page in pages:
            seen.append(client.post(page, typed) if typed else client.get(page))

    records = [f"{QUARTER}record/{kind}/" for kind in ("submitted", "decided", "ratified")]
    keep(clerk, f"{QUARTER}cover/")
    keep(clerk, f"{QUARTER}cover/", typed={"report_number": "A" * 41, "meeting_on_day": "1"})
    walk(quarter, Status.SIGNED)
    forms = [f"{QUARTER}release/", f"{QUARTER}publish/", *records]
    keep(clerk, f"{QUARTER}paper/", f"{QUARTER}versions/1/", f"{QUARTER}versions/1/agree/", *forms)
    keep(clerk, *forms, typed={"on_day": "1", "reference": "x"})
    walk_on(quarter)
    keep(clerk, f"{QUARTER}withdraw/", f"{QUARTER}cover/")
    keep(clerk, f"{QUARTER}withdraw/", typed={"reason": ""})
    keep(officer, f"{QUARTER}correct/")
    keep(officer, f"{QUARTER}correct/", typed={"spending": "yes", "text_reason": ""})
    code = f"/v/{check_code(quarter)}/"
    keep(stranger, "/public/", PUBLIC, f"{PUBLIC}versions/1/", "/v/", "/v/?code=x", code)
    withdraw_and_correct(quarter)
    keep(stranger, "/public/", PUBLIC)
    keep(viewer, "/", QUARTER, f"{QUARTER}paper/", f"{QUARTER}tables/")

    assert {answer.status_code for answer in seen} == {200, 403, 409, 410}
    for number, answer in enumerate(seen):
        (tmp_path / f"{number}.html").write_bytes(answer.content)
    assert complaints(tmp_path) == []


def walk_on(quarter):
    by = User.objects.get(email="clerk@demonstration.example")
    actions.publish(quarter=quarter, on=DAY, by=by, at=NOON, reference="https://council.example")
    quarter.refresh_from_db()


def check_code(quarter):
    facts = DatedFact.objects.filter(snapshot__quarter=quarter)
    return facts.get(kind=DatedFact.Kind.PUBLISHED).snapshot.check_code


def withdraw_and_correct(quarter):
    by = User.objects.get(email="area.administrator@demonstration.example")
    actions.record_fact(
        quarter=quarter, kind=DatedFact.Kind.WITHDRAWN, on=DAY, words="Wrong.", by=by, at=NOON
    )
    actions.correct(quarter=quarter, reasons={Part.TEXT: "Wrong."}, by=by, at=NOON)
