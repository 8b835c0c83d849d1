"""The page and the file of what a version corrects: who may have them, and what they say."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.roles import Role
from boards.workflow import Status
from metrics.models import Metric
from reports import actions
from reports.models import DatedFact
from tests.builders import NOON, make_line, make_user, report_line, report_metric
from tests.reports.correction_builders import WRONG_MONTH, correct, make_report, put_right
from tests.reports.paper_builders import texts
from tests.reports.text_builders import write
from tests.signing_builders import DAY, walk
from tests.test_valid_html import complaints

pytestmark = pytest.mark.django_db

QUARTER = "/northshire/2023-24-q3/"
PUBLIC = f"/public{QUARTER}"


@pytest.fixture(autouse=True)
def _quick_paper(monkeypatch):
    """These tests are about the addendum; making the paper itself takes long."""
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: b"%PDF")


def sign_in(client, quarter, role=Role.CLERK):
    client.force_login(make_user(quarter.board, role))


def words(response):
    return " ".join(response.content.decode().split())


def test_the_page_shows_old_and_new_and_why_and_in_which_role(client):
    quarter = make_report()
    put_right(quarter)
    sign_in(client, quarter)

    text = words(client.get(f"{QUARTER}versions/2/changes/"))

    assert "What version 2 corrects" in text
    assert WRONG_MONTH in text
    assert "Changed by: Commissioner" in text
    assert "Table 1, Falls: Actual" in text
    assert "Was</span> 500.0" in text
    assert "Is now</span> 450.0" in text


def test_the_page_is_valid_html_whatever_was_written(client, tmp_path):
    quarter = make_report()
    put_right(quarter, because="<script>alert(1)</script> & “more”\n\nA second line.")
    sign_in(client, quarter)
    for number in (1, 2):
        answer = client.get(f"{QUARTER}versions/{number}/changes/")
        (tmp_path / f"{number}.html").write_bytes(answer.content)

    assert "<script>alert" not in words(answer)
    assert complaints(tmp_path) == []


def test_the_page_of_a_first_version_says_that_it_corrects_none(client):
    quarter = make_report()
    sign_in(client, quarter)

    text = words(client.get(f"{QUARTER}versions/1/changes/"))

    assert "No version was signed before version 1, so it corrects none." in text
    assert client.get(f"{QUARTER}versions/1/addendum.pdf").status_code == 404


def test_the_addendum_is_downloaded_under_a_name_of_its_own(client):
    quarter = make_report()
    put_right(quarter)
    sign_in(client, quarter, Role.VIEWER)

    answer = client.get(f"{QUARTER}versions/2/addendum.pdf")

    name = "BCF-Northshire-2023-24-Q3-addendum-v2.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Table 1, Falls: Actual 500.0 450.0" in " ".join(texts(answer.content))


def test_who_reads_no_drafts_is_not_shown_a_version_that_was_never_signed(client):
    quarter = make_report()
    put_right(quarter, status=Status.WITH_SIGNATORIES)
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)
    sign_in(client, quarter, Role.VIEWER)

    answers = [client.get(f"{QUARTER}versions/2/{page}") for page in ("changes/", "addendum.pdf")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert client.get(f"{QUARTER}versions/1/changes/").status_code == 200


def test_who_reads_no_drafts_reads_what_a_signed_version_corrects(client):
    quarter = make_report()
    put_right(quarter, status=Status.SIGNED)
    correct(quarter, text="A word is wrong.")
    sign_in(client, quarter, Role.VIEWER)

    assert "450.0" in words(client.get(f"{QUARTER}versions/2/changes/"))


@pytest.mark.parametrize("page", ["changes/", "addendum.pdf"])
def test_a_version_that_does_not_exist_is_not_found(client, page):
    quarter = make_report()
    sign_in(client, quarter)

    assert client.get(f"{QUARTER}versions/7/{page}").status_code == 404


def test_the_page_of_a_version_leads_to_what_it_corrects(client):
    quarter = make_report()
    put_right(quarter)
    sign_in(client, quarter)
    way = f'href="{QUARTER}versions/2/changes/"'

    assert way in words(client.get(f"{QUARTER}versions/2/"))
    assert "/changes/" not in words(client.get(f"{QUARTER}versions/1/"))


def test_everybody_gets_the_addendum_of_what_is_published_as_it_was_kept(client):
    quarter = make_report()
    snapshot = put_right(quarter)
    kept = bytes(snapshot.files.get(kind="ADDENDUM").content)

    answer = client.get(f"{PUBLIC}addendum.pdf")

    assert answer.content == kept
    assert client.get(f"{PUBLIC}versions/2/addendum.pdf").content == kept
    assert f'href="{PUBLIC}addendum.pdf"' in words(client.get(PUBLIC))


def test_a_report_that_nothing_was_corrected_in_has_no_public_addendum(client):
    make_report()

    assert client.get(f"{PUBLIC}addendum.pdf").status_code == 404
    assert "addendum" not in words(client.get(PUBLIC))


def test_a_correction_that_is_not_published_has_no_public_addendum(client):
    quarter = make_report()
    put_right(quarter, status=Status.SIGNED)

    assert client.get(f"{PUBLIC}addendum.pdf").status_code == 404
    assert client.get(f"{PUBLIC}versions/2/addendum.pdf").status_code == 404


def test_the_addendum_of_a_withdrawn_report_is_gone(client):
    quarter = make_report()
    put_right(quarter)
    actions.record_fact(
        quarter=quarter,
        kind=DatedFact.Kind.WITHDRAWN,
        on=DAY,
        words="Names were in it.",
        by=make_user(quarter.board, Role.CLERK),
        at=NOON,
    )

    assert client.get(f"{PUBLIC}addendum.pdf").status_code == 410


def test_the_page_asks_the_database_equally_often_for_one_change_or_many(client):
    quarter = make_report()
    put_right(quarter)
    correct(quarter, performance="Wrong.", spending="Wrong.", text="Wrong.")
    report_metric(quarter, Metric.objects.get(), actual="440.0", comment="Fewer than planned.")
    for reference in ("S2", "S3"):
        report_line(quarter, make_line(quarter, reference), forecast="1000")
    write(quarter, "recommendations", body="The Board is asked to note that.")
    walk(quarter, Status.PUBLISHED)
    sign_in(client, quarter)

    count_queries(client, 2)

    one, many = (count_queries(client, number) for number in (2, 3))

    assert one == many <= 17


def count_queries(client, number):
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{QUARTER}versions/{number}/changes/")
    return len(queries)
