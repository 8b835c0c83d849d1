"""Figures typed on the page of spending: how they are read, and which are refused."""

from decimal import Decimal

import pytest

from boards.models import AuditEvent
from boards.roles import Role
from finance.models import LineReturn
from tests.builders import make_board, make_line, make_quarter, make_user, report_line
from tests.finance.grid_builders import PAGE, page_as_posted, words

pytestmark = pytest.mark.django_db


def test_an_officer_enters_figures_in_thousands(officer, quarter):
    line = make_line(quarter, plan="2967000")
    typed = page_as_posted(officer) | {f"forecast-{line.pk}": "2,149"}

    answer = officer.post(PAGE, typed, follow=True)

    assert LineReturn.objects.get().forecast == Decimal("2149000.00")
    assert "1 figure saved." in words(answer)
    assert words(answer).count("−818") == 3, "in its row, its subtotal and the grand total"


def test_figures_are_typed_in_pounds_where_the_board_says_so(client):
    quarter = make_quarter(make_board(entry_unit="POUNDS"))
    line = make_line(quarter, plan="2967000")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    client.post(PAGE, page_as_posted(client) | {f"forecast-{line.pk}": "£2,149,312.45"})

    assert LineReturn.objects.get().forecast == Decimal("2149312.45")
    assert "2,149,312.45" in words(client.get(PAGE))


def test_an_untouched_page_changes_nothing_however_it_rounds(officer, quarter):
    report_line(quarter, make_line(quarter), forecast="2149312.45", spent="1000000.01")
    events = AuditEvent.objects.count()

    answer = officer.post(PAGE, page_as_posted(officer), follow=True)

    held = LineReturn.objects.get()
    assert (held.forecast, held.spent) == (Decimal("2149312.45"), Decimal("1000000.01"))
    assert AuditEvent.objects.count() == events
    assert "Nothing was changed" in words(answer)


def test_a_minus_asks_once_whether_it_is_a_credit(officer, quarter):
    line = make_line(quarter, name="Equipment")
    box = f"spent-{line.pk}"
    typed = page_as_posted(officer) | {box: "(5)"}
    credit = {f"credit-{box}": "yes", f"note-{box}": "Beds were returned"}

    asked = officer.post(PAGE, typed)
    without_note = officer.post(PAGE, typed | {f"credit-{box}": "yes"})
    officer.post(PAGE, typed | credit)
    again = officer.post(PAGE, page_as_posted(officer), follow=True)

    message = (
        "Spent to date for Equipment must be 0 or more. "
        "If this is a credit, add a note and select “This is a credit”"
    )
    assert words(asked).count(message) == words(without_note).count(message) == 2
    held = LineReturn.objects.get()
    assert held.spent == Decimal(-5000)
    assert held.unlikely_because == "Spent to date: Beds were returned"
    assert "Nothing was changed" in words(again)


def test_a_figure_can_be_taken_away_and_is_then_missing_not_nought(officer, quarter):
    line = make_line(quarter)
    report_line(quarter, line, forecast="90000")

    officer.post(PAGE, page_as_posted(officer) | {f"forecast-{line.pk}": ""})

    assert LineReturn.objects.get().forecast is None


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param(
            "500k", "Forecast for Enhanced Care must be a number only. Remove “k”", id="unit"
        ),
        pytest.param(
            "11.284m",
            "Forecast for Enhanced Care must be in £ thousands, like 11,284 for £11.284 million",
            id="millions",
        ),
        pytest.param(
            "–",
            "Enter 0 if the forecast for Enhanced Care is nil, or select “Not yet available”",
            id="dash",
        ),
        pytest.param(
            "1.123456",
            "Forecast for Enhanced Care must have no more than 5 decimal places",
            id="decimals",
        ),
    ],
)
def test_a_figure_that_cannot_be_read_says_what_to_do(officer, quarter, typed, message):
    line = make_line(quarter, name="Enhanced Care")

    answer = officer.post(PAGE, page_as_posted(officer) | {f"forecast-{line.pk}": typed})

    assert words(answer).count(message) == 2, "in the summary and at the field"
    assert not LineReturn.objects.exists()


def test_pounds_have_no_more_than_two_decimal_places(client):
    quarter = make_quarter(make_board(entry_unit="POUNDS"))
    line = make_line(quarter, name="Enhanced Care")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    answer = client.post(PAGE, page_as_posted(client) | {f"forecast-{line.pk}": "1.005"})

    assert "Forecast for Enhanced Care must have no more than 2 decimal places" in words(answer)


@pytest.mark.parametrize("typed", ["-", "—"])
def test_a_dash_can_say_that_there_is_no_figure_yet(officer, quarter, typed):
    line = make_line(quarter)
    report_line(quarter, line, forecast="90000")
    box = f"forecast-{line.pk}"

    officer.post(PAGE, page_as_posted(officer) | {box: typed, f"absent-{box}": "yes"})

    assert LineReturn.objects.get().forecast is None


def test_a_value_that_no_page_has_shown_is_refused(officer, quarter):
    line = make_line(quarter)

    answer = officer.post(PAGE, {f"forecast-{line.pk}": "5", f"shown-forecast-{line.pk}": "NaN"})

    assert answer.status_code == 400
