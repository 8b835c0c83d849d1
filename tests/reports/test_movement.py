"""How forecasts moved since the version that was signed last."""

import pytest

from boards.roles import Role
from boards.workflow import Part, Status
from reports import actions
from reports.copies import version
from reports.moved import movement_since_signed
from schemes.models import Scheme
from tests.builders import (
    NOON,
    decimal,
    make_line,
    make_lines,
    make_quarter,
    make_user,
    report_line,
)
from tests.signing_builders import queries, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]
PAGE = "/northshire/2023-24-q3/spending/movement/"


@pytest.fixture
def lines():
    """Two lines of a year whose second quarter is signed at 90 and 50 thousand."""
    earlier = make_quarter(quarter=2)
    lines = [make_line(earlier, name) for name in ("S1", "S2")]
    for line, forecast in zip(lines, ("90000", "50000"), strict=True):
        report_line(earlier, line, forecast=forecast)
    walk(earlier, Status.SIGNED)
    return lines


@pytest.fixture
def quarter(lines):
    return make_quarter(lines[0].scheme.board)


def test_lines_move_from_what_was_signed_to_what_stands_now(quarter, lines):
    for line, forecast in zip(lines, ("95000", "50000"), strict=True):
        report_line(quarter, line, forecast=forecast)

    found = movement_since_signed(quarter)

    assert found.since == "Quarter 2 2023-24, version 1"
    assert [row.movement for row in found.rows] == [decimal("5000"), 0]
    assert found.movement == sum(row.movement for row in found.rows) == decimal("5000")
    assert [row.reference for row in found.moved] == ["S1"]


def test_a_line_without_a_forecast_withholds_the_movement(quarter, lines):
    report_line(quarter, lines[0], forecast="95000")

    found = movement_since_signed(quarter)

    assert found.now is found.movement is None
    assert len(found.moved) == 2


def test_lines_that_came_and_went_count_in_full(quarter, lines):
    report_line(quarter, lines[0], forecast="90000")
    report_line(quarter, make_line(quarter, "S3"), forecast="7000")
    Scheme.objects.filter(reference="S2").update(year=2022)

    found = movement_since_signed(quarter)

    assert {row.reference: row.movement for row in found.rows} == {
        "S1": 0, "S3": decimal("7000"), "S2": decimal("-50000"),
    }  # fmt: skip
    assert found.movement == decimal("-43000")
    assert [row.reference for row in found.rows if row.is_gone] == ["S2"]


def test_nothing_signed_in_the_year_leaves_nothing_to_compare_with(client):
    quarter = make_quarter()
    client.force_login(make_user(quarter.board))

    assert movement_since_signed(quarter) is None
    assert "Nothing of this financial year was signed before" in client.get(PAGE).content.decode()


def test_the_year_before_is_another_plan(lines):
    following = make_quarter(lines[0].scheme.board, year=2024, quarter=1)

    assert movement_since_signed(following) is None


def test_a_version_keeps_the_movement_that_it_was_signed_with(quarter, lines):
    for line in lines:
        report_line(quarter, line, forecast="60000")
    walk(quarter, Status.SIGNED)
    by = make_user(quarter.board, Role.FINANCE_OFFICER)
    actions.correct(quarter=quarter, reasons={Part.SPENDING: "A late invoice."}, by=by, at=NOON)
    quarter.refresh_from_db()
    report_line(quarter, lines[0], forecast="61000")

    assert version(quarter, 1).movement.movement == decimal("-20000")
    assert movement_since_signed(quarter).since == "Quarter 3 2023-24, version 1"
    assert movement_since_signed(quarter).movement == decimal("1000")


def test_the_page_shows_those_that_moved_and_counts_the_others(client, quarter, lines):
    for line, forecast in zip(lines, ("95000", "50000"), strict=True):
        report_line(quarter, line, forecast=forecast)
    client.force_login(make_user(quarter.board))

    page = client.get(PAGE).content.decode()

    assert "Since Quarter 2 2023-24, version 1" in page
    assert "1 line with the same forecast" in page
    assert "Scheme S1" in page
    assert "Scheme S2" not in page


@pytest.mark.parametrize("count", [5, 500])
def test_the_page_takes_the_same_queries_for_any_number_of_lines(client, count):
    earlier = make_quarter(quarter=2)
    make_lines(earlier, count)
    walk(earlier, Status.SIGNED)
    client.force_login(make_user(make_quarter(earlier.board).board))

    assert queries(client, PAGE) == 3
