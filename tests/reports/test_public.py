"""What everybody can read without a sign-in, and what a check code tells."""

from datetime import date

import pytest
from django.test import Client

from boards.roles import Role
from boards.workflow import Part, Status
from reports import actions
from reports.models import DatedFact, Paper, PaperFile
from tests.builders import NOON, make_board, make_line, make_quarter, make_user, report_line
from tests.reports.text_builders import make_sections
from tests.signing_builders import make_capacities, make_signatory, publish, send, sign, walk

pytestmark = pytest.mark.django_db
PUBLIC, QUARTER = "/public/northshire/2023-24-q3/", "/northshire/2023-24-q3/"
Kind = DatedFact.Kind


@pytest.fixture(autouse=True)
def _quick_paper(monkeypatch):
    monkeypatch.setattr(
        "reports.kept_files.render_pdf", lambda paper: f"%PDF {paper.edition}".encode()
    )


@pytest.fixture
def line():
    quarter = make_quarter()
    line = make_line(quarter, "S1")
    report_line(quarter, line, forecast="95000")
    make_sections(quarter)
    Paper.objects.update(contact_officer="Jane Doe, jane@council.example")
    return line


@pytest.fixture
def quarter(line):
    return line.scheme.board.quarters.get()


def words(answer):
    return " ".join(answer.content.decode().split())


def correct(quarter, line, forecast):
    """Correct a published version and publish what comes of it; the new Snapshot."""
    begin_to_correct(quarter)
    report_line(quarter, line, forecast=forecast)
    return walk(quarter, Status.PUBLISHED)


def begin_to_correct(quarter):
    quarter.refresh_from_db()
    by = make_user(quarter.board, Role.FINANCE_OFFICER)
    actions.correct(quarter=quarter, reasons={Part.SPENDING: "Wrong."}, by=by, at=NOON)
    quarter.refresh_from_db()


def withdraw(quarter, reason="It named a person."):
    quarter.refresh_from_db()
    actions.record_fact(
        quarter=quarter, kind=Kind.WITHDRAWN, on=date(2024, 3, 1), words=reason,
        by=make_user(quarter.board, Role.CLERK), at=NOON,
    )  # fmt: skip


def test_everybody_finds_the_published_reports_of_every_board(client, quarter):
    walk(quarter, Status.PUBLISHED)
    walk(make_quarter(make_board("Southborough")), Status.SIGNED)
    walk(make_quarter(quarter.board, quarter=2), Status.WITH_SIGNATORIES)

    page = words(client.get("/public/"))

    assert f'href="{PUBLIC}"' in page
    assert "version 1, published on 1 February 2024" in page
    assert "Southborough" not in page
    assert "Quarter 2" not in page


def test_a_published_report_says_who_signed_by_title_and_no_more_of_anybody(client, quarter):
    snapshot = send(quarter, by=make_user(quarter.board, email="sender@council.example"))
    for capacity in make_capacities(quarter.board):
        sign(snapshot, capacity, by=make_signatory(capacity))
    quarter.refresh_from_db()
    publish(quarter)

    page = words(client.get(PUBLIC))

    assert "This is version 1." in page
    assert snapshot.check_code in page
    assert "ICB place executive, 12 January 2024 at 12:00" in page
    assert ">95<" in page
    assert "council.example" not in page
    assert "Jane" not in page
    assert "Sent to the signatories" not in page


def test_the_public_downloads_what_was_kept_and_has_nothing_made(client, quarter, monkeypatch):
    walk(quarter, Status.PUBLISHED)
    kept = {file.kind: bytes(file.content) for file in PaperFile.objects.all()}
    monkeypatch.delattr("reports.kept_files._make")

    paper, workbook = client.get(PUBLIC + "paper.pdf"), client.get(PUBLIC + "expenditure.xlsx")

    assert [paper.content, workbook.content] == [kept["PAPER"], kept["WORKBOOK"]]
    assert '-v1.pdf"' in paper.headers["Content-Disposition"]
    assert paper.headers["Cache-Control"] == "no-store"


def test_a_version_stays_public_while_it_is_corrected_and_until_the_next_is(client, quarter, line):
    walk(quarter, Status.PUBLISHED)
    begin_to_correct(quarter)
    report_line(quarter, line, forecast="77000")
    assert ">95<" in words(client.get(PUBLIC))

    walk(quarter, Status.SIGNED)
    assert ">95<" in words(client.get(PUBLIC))
    quarter.refresh_from_db()
    publish(quarter)

    page = words(client.get(PUBLIC))
    assert ">77<" in page
    assert "This is version 2. It replaces" in page
    assert "version 1</a>, published on 1 February 2024." in page


def test_a_version_that_was_replaced_is_still_there_and_says_so(client, quarter, line):
    walk(quarter, Status.PUBLISHED)
    first = client.get(PUBLIC + "expenditure.xlsx").content
    correct(quarter, line, "77000")

    page = words(client.get(PUBLIC + "versions/1/"))

    assert "Version 2 has taken its place." in page
    assert ">95<" in page
    assert client.get(PUBLIC + "versions/1/expenditure.xlsx").content == first
    assert client.get(PUBLIC + "expenditure.xlsx").content != first


def test_a_version_that_was_never_published_is_not_public_by_its_number(client, quarter, line):
    walk(quarter, Status.PUBLISHED)
    begin_to_correct(quarter)
    report_line(quarter, line, forecast="77000")
    walk(quarter, Status.SIGNED)

    assert client.get(PUBLIC + "versions/2/").status_code == 404
    assert client.get(PUBLIC + "versions/2/paper.pdf").status_code == 404


FILES = ("", "paper.pdf", "expenditure.xlsx")


def test_a_withdrawal_takes_with_it_what_was_published_before(client, quarter, line):
    walk(quarter, Status.PUBLISHED)
    correct(quarter, line, "77000")
    withdraw(quarter)

    gone = [
        client.get(f"{PUBLIC}{of}{file}")
        for of in ("", "versions/1/", "versions/2/")
        for file in FILES
    ]

    assert {answer.status_code for answer in gone} == {410}
    assert all("It named a person." in words(answer) for answer in gone)
    assert "withdrawn on 1 March 2024" in words(client.get("/public/"))


def test_after_a_withdrawal_the_next_version_is_public_and_the_old_ones_are_not(
    client, quarter, line
):
    walk(quarter, Status.PUBLISHED)
    withdraw(quarter)
    correct(quarter, line, "77000")

    assert ">77<" in words(client.get(PUBLIC))
    assert client.get(PUBLIC + "versions/1/").status_code == 410


def code_page(client, snapshot):
    return client.get(f"/v/{snapshot.check_code}/")


def test_a_check_code_tells_everybody_of_a_published_version(client, quarter):
    snapshot = walk(quarter, Status.PUBLISHED)

    page = words(code_page(client, snapshot))

    assert "Northshire, Quarter 3 2023-24, version 1" in page
    assert "Director of Adult Social Care, 12 January 2024 at 12:00" in page
    assert f'href="{PUBLIC}versions/1/"' in page


def test_a_check_code_tells_that_a_version_was_replaced(client, quarter, line):
    first = walk(quarter, Status.PUBLISHED)
    second = correct(quarter, line, "77000")

    assert "Superseded by version 2" in words(code_page(client, first))
    assert "Read version 2, which has taken its place" in words(code_page(client, first))
    assert "Superseded" not in words(code_page(client, second))


def test_a_check_code_of_what_is_not_public_is_no_code(client, quarter):
    snapshot = walk(quarter, Status.SIGNED)
    unknown = client.get("/v/00000000/")

    signed = code_page(client, snapshot)
    publish(quarter)
    withdraw(quarter)
    withdrawn = code_page(client, snapshot)

    assert (signed.status_code, withdrawn.status_code) == (404, 404)
    assert signed.content == withdrawn.content == unknown.content
    assert signed.headers == withdrawn.headers == unknown.headers


@pytest.mark.parametrize(
    ("role", "found"), [(Role.VIEWER, 404), (Role.COMMISSIONER, 200), (Role.CLERK, 200)]
)
def test_a_check_code_tells_a_member_of_what_they_may_read(client, quarter, role, found):
    snapshot = send(quarter)
    quarter.refresh_from_db()
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)
    client.force_login(make_user(quarter.board, role))

    answer = code_page(client, snapshot)

    assert answer.status_code == found
    if found == 200:
        assert f'href="{QUARTER}versions/1/"' in words(answer)
        assert "Taken back" in words(answer)


def test_a_check_code_tells_a_member_of_another_board_nothing(client, quarter):
    snapshot = walk(quarter, Status.SIGNED)
    client.force_login(make_user(make_board("Southborough"), Role.SIGNATORY))

    assert code_page(client, snapshot).status_code == 404


@pytest.mark.parametrize("typed", ["3F9A 01BC", " 3f9a01bc ", "3f9a01bc"])
def test_a_check_code_may_be_typed_as_it_is_read_out(typed):
    answer = Client().get("/v/", {"code": typed})

    assert answer.url == "/v/3f9a01bc/"


@pytest.mark.parametrize("typed", ["", "3f9a01b", "3f9a01bcd", "3f9a01bg"])
def test_what_is_no_check_code_is_said_with_what_it_looks_like(typed):
    answer = Client().get("/v/", {"code": typed})

    assert words(answer).count("Enter the 8 characters of the check code") == 2
