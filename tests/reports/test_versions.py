"""The page of the board paper with its versions, and a version as it was sent."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import AuditEvent, BoardQuarter, Capacity
from boards.roles import Role
from boards.workflow import Part, Status
from finance.models import ExpenditureLine
from reports import actions
from reports.models import PaperFile, Snapshot
from schemes.models import Scheme
from tests.builders import (
    NOON,
    make_line,
    make_lines,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.reports.text_builders import make_sections, write
from tests.reports.workbook_builders import opened
from tests.schemes.plan_builders import make_action, make_risk, make_section
from tests.signing_builders import (
    make_capacities,
    make_capacity,
    make_signatory,
    send,
    sign,
    sign_all,
    walk,
)

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"
PAPER, FIRST = QUARTER + "paper/", QUARTER + "versions/1/"


@pytest.fixture(autouse=True)
def _quick_paper(monkeypatch):
    """These tests are about who reads which paper; making one takes seconds."""
    monkeypatch.setattr(
        "reports.kept_files.render_pdf", lambda paper: f"%PDF {paper.edition}".encode()
    )


@pytest.fixture
def quarter():
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, "S1"), forecast="95000")
    report_metric(quarter, make_metric(quarter, "falls"), actual="640")
    make_sections(quarter, "recommendations")
    write(quarter, body="Forecast {forecast.total}.\n\n{table.spending}")
    make_action(make_section(quarter, "nc2"))
    make_risk(quarter)
    return quarter


def signed_in(client, quarter, role):
    client.force_login(make_user(quarter.board, role))
    return client


def correct(quarter, *parts):
    quarter.refresh_from_db()
    actions.correct(
        quarter=quarter,
        reasons=dict.fromkeys(parts or [Part.SPENDING], "A wrong amount"),
        by=make_user(quarter.board, Role.FINANCE_OFFICER),
        at=NOON,
    )
    quarter.refresh_from_db()


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_paper_says_in_one_sentence_what_stops_publication(client, quarter):
    clerk = signed_in(client, quarter, Role.CLERK)

    assert "It has to be sent and signed before it can be published" in words(clerk.get(PAPER))
    snapshot = send(quarter)
    director, executive = make_capacities(quarter.board)
    assert (
        "Waiting for the Director of Adult Social Care and ICB place executive to sign."
        in words(clerk.get(PAPER))
    )
    sign(snapshot, director)
    assert "Waiting for the ICB place executive to sign." in words(clerk.get(PAPER))
    sign(snapshot, executive)
    assert "Ready to publish." in words(clerk.get(PAPER))
    actions.publish(
        quarter=BoardQuarter.objects.get(), on=date(2024, 2, 1), at=NOON,
        by=make_user(quarter.board, Role.CLERK),
    )  # fmt: skip
    assert "Version 1 was published on 1 February 2024." in words(clerk.get(PAPER))


def ways(client):
    return [url.removeprefix(QUARTER) for _, url in client.get(PAPER).context["ways_on"]]


@pytest.mark.parametrize(
    ("role", "status", "offered"),
    [
        (Role.CLERK, Status.DRAFT, ["cover/"]),
        (Role.CLERK, Status.WITH_SIGNATORIES, ["release/", "cover/"]),
        (
            Role.CLERK,
            Status.SIGNED,
            ["release/", "publish/", "record/decided/", "record/ratified/", "record/submitted/",
             "cover/"],
        ),
        (
            Role.CLERK,
            Status.PUBLISHED,
            ["record/decided/", "record/ratified/", "record/submitted/", "cover/", "withdraw/"],
        ),
        (Role.FINANCE_OFFICER, Status.SIGNED, ["correct/"]),
        (Role.AREA_ADMINISTRATOR, Status.PUBLISHED, ["correct/", "withdraw/"]),
        (Role.COMMISSIONER, Status.PUBLISHED, []),
        (Role.VIEWER, Status.PUBLISHED, []),
    ],
)  # fmt: skip
def test_the_paper_offers_what_the_person_may_do_now_and_no_more(
    client, quarter, role, status, offered
):
    walk(quarter, status)
    person = signed_in(client, quarter, role)

    found = ways(person)

    assert found == offered
    assert {person.get(QUARTER + way).status_code for way in found} <= {200}


def test_files_have_their_size_beside_them_once_they_are_made(client, quarter):
    walk(quarter, Status.SIGNED)
    officer = signed_in(client, quarter, Role.FINANCE_OFFICER)
    assert "Download the board paper (PDF)" in words(officer.get(PAPER))

    officer.get(QUARTER + "expenditure.xlsx")

    size = round(len(PaperFile.objects.get().content) / 1000)
    assert f"Download the expenditure table (Excel, {size} KB)" in words(officer.get(PAPER))


def test_the_paper_lists_its_versions_by_role_and_title_and_never_by_name(client, quarter):
    by = make_user(quarter.board, email="jane.doe@council.example")
    snapshot = send(quarter, by=by)
    capacity = make_capacities(quarter.board)[0]
    sign(snapshot, capacity, by=make_signatory(capacity))
    page = words(signed_in(client, quarter, Role.CLERK).get(PAPER))

    assert f'href="{FIRST}"' in page
    assert snapshot.check_code in page
    assert "12 January 2024 at 12:00, by the commissioner" in page
    assert "Director of Adult Social Care, 12 January 2024 at 12:00" in page
    assert "council.example" not in page


def test_a_version_is_shown_as_it_was_sent_whatever_was_changed_since(client, quarter):
    snapshot = send(quarter)
    before = words(signed_in(client, quarter, Role.CLERK).get(FIRST))
    sign_all(snapshot)
    correct(quarter, *Part)
    report_line(quarter, quarter_line(), forecast="77000")
    Scheme.objects.update(name="Another name")
    write(quarter, body="Another text.")

    page = words(client.get(FIRST))

    kept = (">95<", "Scheme S1", "Forecast £95k.", "Falls", "Progress on the plan")
    assert all(text in page for text in kept)
    assert not any(text in page for text in ("Another name", "Another text.", ">77<"))
    assert "DRAFT" in before
    assert "DRAFT" not in page
    assert f"Version 1, check code {snapshot.check_code}" in page


def quarter_line():
    return ExpenditureLine.objects.get(scheme__reference="S1")


def test_the_files_of_a_version_stay_its_own(client, quarter):
    walk(quarter, Status.SIGNED)
    officer = signed_in(client, quarter, Role.FINANCE_OFFICER)
    files = ("paper.pdf", "expenditure.xlsx")
    first = [officer.get(FIRST + file).content for file in files]
    correct(quarter)
    report_line(quarter, quarter_line(), forecast="77000")
    send(quarter)

    again = [officer.get(FIRST + file) for file in files]

    assert [answer.content for answer in again] == first
    assert '-v1.pdf"' in again[0].headers["Content-Disposition"]
    second = officer.get(QUARTER + "versions/2/expenditure.xlsx")
    assert '-v2-DRAFT.xlsx"' in second.headers["Content-Disposition"]
    assert second.content != first[1]


def test_the_cover_of_a_signed_workbook_says_who_signed_and_that_of_a_draft_that_nobody_did(
    client, quarter
):
    sent = send(quarter)
    officer = signed_in(client, quarter, Role.FINANCE_OFFICER)
    awaiting = signed_by(officer, sent)
    sign_all(sent)
    sign(sent, make_capacity(quarter.board, paper=Capacity.Paper.NATIONAL_RETURN))

    signed = signed_by(officer, sent)

    assert awaiting == "Not signed off."
    assert signed == (
        "Director of Adult Social Care, 12 January 2024 at 12:00\n"
        "ICB place executive, 12 January 2024 at 12:00"
    )


def signed_by(client, version):
    """What the cover says of it; the same table as JSON has to say the same."""
    address = f"{QUARTER}versions/{version.number}/expenditure"
    cover = opened(client.get(f"{address}.xlsx").content)["Cover"]
    in_words = dict(cover.iter_rows(max_col=2, values_only=True))["Signed by"]
    told = json.loads(client.get(f"{address}.json").content)["signed_by"]
    assert in_words == ("\n".join(told) or "Not signed off.")
    return in_words


def test_a_download_of_a_version_stands_in_the_trail(client, quarter):
    walk(quarter, Status.SIGNED)

    signed_in(client, quarter, Role.CLERK).get(FIRST + "paper.pdf")

    event = AuditEvent.objects.get(kind="reports.paper.exported")
    assert event.subject == "BCF-Northshire-2023-24-Q3-board-paper-v1.pdf"


def test_a_version_that_was_never_sent_does_not_exist(client, quarter):
    walk(quarter, Status.SIGNED)
    clerk = signed_in(client, quarter, Role.CLERK)

    assert clerk.get(QUARTER + "versions/2/").status_code == 404
    assert clerk.get(QUARTER + "versions/2/paper.pdf").status_code == 404


def test_who_reads_no_draft_is_led_to_the_signed_version(client, quarter):
    walk(quarter, Status.PUBLISHED)
    correct(quarter)
    viewer = signed_in(client, quarter, Role.VIEWER)

    home, refused = words(viewer.get("/")), viewer.get(QUARTER)

    assert f'href="{FIRST}"' in home
    assert "View version 1" in home
    assert refused.status_code == 403
    assert "Version 1 is signed: you can read that." in words(refused)
    assert f'href="{FIRST}"' in words(refused)
    assert viewer.get(FIRST).status_code == 200
    paper = words(viewer.get(PAPER))
    assert "A new version is being prepared. Version 1 is signed." in paper
    assert f'href="{QUARTER}"' not in paper


def test_who_reads_no_draft_reads_no_version_of_it_that_was_not_signed(client, quarter):
    walk(quarter, Status.SIGNED)
    correct(quarter)
    report_line(quarter, quarter_line(), forecast="77000")
    send(quarter)
    viewer = signed_in(client, quarter, Role.VIEWER)
    assert viewer.get(QUARTER + "versions/2/").status_code == 200
    quarter.refresh_from_db()
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)

    refused = viewer.get(QUARTER + "versions/2/")

    assert refused.status_code == 403
    assert "Version 1 is signed" in words(refused)
    assert viewer.get(QUARTER + "versions/2/paper.pdf").status_code == 403
    assert "Version 2" not in words(viewer.get(PAPER))
    assert signed_in(client, quarter, Role.COMMISSIONER).get(FIRST).status_code == 200


def test_a_draft_that_was_never_signed_is_not_listed_for_a_viewer(client, quarter):
    send(quarter)
    quarter.refresh_from_db()
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)

    page = words(signed_in(client, quarter, Role.VIEWER).get("/"))

    assert "Northshire" not in page


def test_a_version_says_what_became_of_it(client, quarter):
    walk(quarter, Status.SIGNED)
    clerk = signed_in(client, quarter, Role.CLERK)
    correct(quarter)
    report_line(quarter, quarter_line(), forecast="77000")
    send(quarter)
    quarter.refresh_from_db()
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)
    third = send(quarter)
    assert states(clerk) == {3: "Awaiting sign-off", 2: "Taken back", 1: "Signed"}

    sign_all(third)

    assert states(clerk) == {3: "Signed", 2: "Taken back", 1: "Superseded by version 3"}


def states(client):
    return {
        version.number: version.state[0] for version, _ in client.get(PAPER).context["versions"]
    }


@pytest.mark.parametrize("page", [PAPER, FIRST, "/public/northshire/2023-24-q3/", "/public/"])
def test_a_page_takes_the_same_queries_for_more_lines_and_more_versions(client, page):
    quarter = make_quarter()
    walk_again(quarter, 5)
    clerk = signed_in(client, quarter, Role.CLERK)

    few = queries(clerk, page)
    for _ in range(2):
        correct(quarter)
        walk_again(quarter, 40)

    assert Snapshot.objects.count() == 3
    assert queries(clerk, page) == few <= 21


def walk_again(quarter, lines):
    make_lines(quarter, lines)
    walk(quarter, Status.PUBLISHED)


def queries(client, page):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)
