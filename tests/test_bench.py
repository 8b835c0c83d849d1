"""The measuring tool itself, without measuring: what it makes and what it writes."""

import json
from contextlib import contextmanager
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from benchmarks import report
from benchmarks.generator import NotEmpty, generate
from benchmarks.pages import ONE_CLIENT, PAGES, page_costs
from benchmarks.pairs import Pairs
from benchmarks.server import CLIENTS, Crowd, Site, Visitor
from benchmarks.signed import sign_the_quarter_before
from benchmarks.tables import drawings, squeezed
from benchmarks.workbook import bare_workbook, recorded
from boards.models import BoardQuarter, User
from finance.queries import spend_report
from metrics.queries import metric_report
from reports.moved import movement_since_signed
from reports.workbook.facts import facts_now
from reports.workbook.figures import figures_now
from reports.workbook.writer import expenditure_workbook
from tests.builders import make_board


@pytest.mark.django_db
def test_the_generator_makes_the_boards_quarters_and_lines_it_is_asked_for():
    boards = generate([3, 5], quarters=6)

    quarters = BoardQuarter.objects.filter(board=boards[1])
    assert quarters.count() == 6
    assert [str(quarters.first().key), str(quarters.last().key)] == ["2022-23-q2", "2021-22-q1"]
    for quarter in quarters:
        spending = spend_report(quarter)
        assert len(spending.varying) == 5
        assert spending.variance == 5 * Decimal(1000) * quarter.key.quarter
        assert all(row.status for row in metric_report(quarter).rows)
    assert not any(board.is_demonstration for board in boards)


@pytest.mark.django_db
def test_every_line_moved_since_the_version_that_was_signed_before():
    (board,) = generate([5], quarters=4)

    sign_the_quarter_before(board)

    found = movement_since_signed(BoardQuarter.objects.filter(board=board).first())
    assert [row.movement for row in found.moved] == [1000] * 5


@pytest.mark.django_db
def test_the_generator_touches_no_database_that_holds_anything():
    make_board()

    with pytest.raises(NotEmpty):
        generate([1], quarters=1)


@pytest.mark.django_db
def test_every_measured_page_answers(client):
    board, _ = generate([2, 2], quarters=2)
    quarter = BoardQuarter.objects.filter(board=board).first()
    client.force_login(User.objects.get(email="board-1@council.example"))

    answers = [
        client.get(page.path.format(quarter=f"/{board.slug}/{quarter.key}/")) for page in PAGES
    ]

    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.django_db
def test_the_sides_of_a_ratio_do_equal_work():
    generate([3], quarters=1)
    quarter = BoardQuarter.objects.get()
    spending, facts, figures = spend_report(quarter), facts_now(quarter), figures_now(quarter)

    expenditure_workbook(facts, figures)
    content, options, calls = recorded(facts, figures)
    ours, plain = drawings(spending, quarter.year)

    assert bare_workbook(options, calls) == content
    assert squeezed(ours()) == squeezed(plain())


def test_what_was_measured_is_written_as_agreed(tmp_path):
    pairs = Pairs(ratio=1.2345, case=0.012, against=0.010)
    case = report.make_case(
        "spending", pairs, against="bare view", bar=1.2, database="SQLite", lines=50, queries=9
    )

    report.write([case], tmp_path / "made" / "bench.json")

    assert json.loads((tmp_path / "made" / "bench.json").read_text()) == [
        {
            "name": "spending", "ratio": 1.23, "against": "bare view", "bar": 1.2,
            "medians": {"case": 12.0, "against": 10.0}, "database": "SQLite", "lines": 50,
            "boards": None, "queries": 9, "queries_against": None,
        }
    ]  # fmt: skip
    assert report.table([case]).splitlines()[1].split()[-1] == "over"


def test_a_page_that_asks_more_where_there_are_more_boards_is_over():
    pairs = Pairs(ratio=1.0, case=0.01, against=0.01)
    case = report.make_case(
        "home", pairs, against="1 board", bar=1.2, boards=150, queries=5, queries_against=4
    )

    assert "5 not 4" in report.table([case])
    assert report.table([case]).endswith("over")


@contextmanager
def answering():
    """The port of a server that answers everything, and its questions: path, cookie, from where."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Cookie"], self.client_address[1]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, asked
        server.shutdown()


@pytest.mark.parametrize(("asker", "clients"), [(Crowd, CLIENTS), (Visitor, 1)])
def test_who_comes_anew_asks_on_other_connections(asker, clients):
    with answering() as (port, asked):
        asking = asker(port)
        for _ in range(2):
            asking.come_anew()
            asking.get("/page/")
        asking.close()

    assert len({port for *_, port in asked}) == 2 * clients


@pytest.mark.parametrize(("asker", "clients"), [(Crowd, CLIENTS), (Visitor, 1)])
def test_a_crowd_asks_with_every_client_and_a_visitor_is_one(asker, clients):
    with answering() as (port, asked):
        asking = asker(port)
        asking.get("/page/", session="abc")
        asking.close()

    assert [question[:2] for question in asked] == [("/page/", "session=abc")] * clients


def test_a_page_has_a_bar_for_several_clients_and_none_for_one(monkeypatch):
    for name, value in {"pairs.SECONDS": 0, "pairs.FEWEST": 1, "pages.PAGES": PAGES[1:3]}.items():
        monkeypatch.setattr(f"benchmarks.{name}", value)
    board = {"lines": 50, "quarter": "/", "session": "", "queries": {p.name: 1 for p in PAGES}}
    with answering() as (port, _):
        site = Site(Visitor(port), Crowd(port))
        cases = list(page_costs(site, site, [board], "SQLite"))
        site.visitor.close(), site.crowd.close()

    assert [case.bar for case in cases if case.against == "bare view"] == [25, 60]
    assert [case.bar for case in cases if case.against == ONE_CLIENT] == [None, None]
