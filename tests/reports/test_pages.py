import pytest

from boards.roles import Role
from tests.builders import (
    make_line,
    make_lines,
    make_metric,
    make_quarter,
    make_user,
    report_line,
)
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"


def words(answer):
    return " ".join(answer.content.decode().split())


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
    "page", ["", "dates/", "tables/", "spending/", "spending/differences/", "metrics/falls/"]
)
def test_a_page_takes_the_same_queries_for_5_and_for_500_lines(client, page):
    quarter = make_quarter()
    make_metric(quarter, "falls")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    few = queries(client, QUARTER + page, quarter, 5)
    many = queries(client, QUARTER + page, quarter, 495)

    assert few == many <= 23


def queries(client, url, quarter, more):
    make_lines(quarter, more)
    return count_queries(client, url)
