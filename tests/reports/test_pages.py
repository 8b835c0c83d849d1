import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.roles import Role
from tests.builders import (
    make_board,
    make_line,
    make_lines,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_person_sees_what_waits_for_them_in_every_board_of_theirs(client):
    quarter = make_quarter()
    make_line(quarter)
    make_metric(quarter)
    user = make_user(quarter.board)
    make_quarter(make_board("Southborough"))
    client.force_login(user)

    page = words(client.get("/"))

    assert "Northshire, Quarter 3 2023-24</a> is waiting for 1 measure and 1 forecast." in page
    assert "Southborough" not in page


def test_a_viewer_finds_no_draft_in_the_list_and_a_clerk_nothing_that_waits(client):
    quarter = make_quarter()
    make_line(quarter)
    client.force_login(make_user(quarter.board, Role.VIEWER))
    assert "Northshire" not in words(client.get("/"))

    client.force_login(make_user(quarter.board, Role.CLERK))
    assert "Northshire, Quarter 3 2023-24" in words(client.get("/"))
    assert "is waiting for" not in words(client.get("/"))


def test_a_complete_report_waits_for_nobody(client):
    quarter = make_quarter()
    report_line(quarter, make_line(quarter), forecast="5")
    report_metric(quarter, make_metric(quarter), actual="5")
    client.force_login(make_user(quarter.board))

    page = words(client.get("/"))

    assert "is waiting for" not in page
    assert "1 of 1 measure, 1 of 1 forecast" in page


def test_a_person_without_a_board_is_told_who_acts_next(client):
    client.force_login(make_user(role=Role.SYSTEM_ADMINISTRATOR))

    assert "There are no reports for you yet." in words(client.get("/"))


def test_the_task_list_says_how_far_every_task_is(client):
    quarter = make_quarter()
    make_line(quarter)
    report_metric(quarter, make_metric(quarter, annual="10"), actual="9")
    client.force_login(make_user(quarter.board))

    page = words(client.get(QUARTER))

    assert "Not on target: 9, which is 4.0 (80%) above the target of 5.0" in page
    assert "Say what is being done." in page
    assert "0 of 1 line have a forecast." in page
    assert "No line has both a plan and a forecast yet." in page
    assert "0 of 3 tasks complete." in page


def test_the_report_tables_mark_what_is_missing_in_words(client):
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, "S1"), forecast="5000")
    make_line(quarter, "S2")
    client.force_login(make_user(quarter.board))

    page = words(client.get(QUARTER + "tables/"))

    assert "not provided" in page
    assert "Spent to date: not provided." in page


def test_text_is_shown_and_never_run(client):
    quarter = make_quarter()
    make_line(quarter, name="<script>alert(1)</script>")
    client.force_login(make_user(quarter.board))

    for page in ("tables/", "spending/"):
        answer = client.get(QUARTER + page).content.decode()
        assert "&lt;script&gt;alert(1)" in answer
        assert "<script>alert(1)" not in answer


def test_a_quarter_without_a_paper_says_so(client):
    quarter = make_quarter()
    client.force_login(make_user(quarter.board, Role.CLERK))

    assert "has no board paper yet" in words(client.get(QUARTER + "paper/"))
    assert client.get(QUARTER + "paper.pdf").status_code == 404


@pytest.mark.parametrize(
    "page", ["", "tables/", "spending/", "spending/differences/", "metrics/falls/"]
)
def test_a_page_takes_the_same_queries_for_5_and_for_500_lines(client, page):
    quarter = make_quarter()
    make_metric(quarter, "falls")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    few = queries(client, QUARTER + page, quarter, 5)
    many = queries(client, QUARTER + page, quarter, 495)

    assert few == many <= 15


def test_the_list_of_reports_takes_the_same_queries_for_any_number(client):
    quarter = make_quarter()
    user = make_user(quarter.board)
    client.force_login(user)

    one = counted(client, "/")
    for year in range(2015, 2023):
        make_quarter(quarter.board, year=year)

    assert counted(client, "/") == one


def queries(client, url, quarter, more):
    make_lines(quarter, more)
    return counted(client, url)


def counted(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
