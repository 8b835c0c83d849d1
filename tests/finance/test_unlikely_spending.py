from decimal import Decimal

import pytest

from boards.edits import Clash, Edit
from boards.roles import Role
from finance.forms import SpendingForm
from finance.models import LineReturn
from finance.queries import spend_report
from tests.builders import make_board, make_line, make_quarter, make_user, report_line
from tests.finance.grid_builders import PAGE, page_as_posted, words

pytestmark = pytest.mark.django_db


def held():
    return LineReturn.objects.get(quarter__period__quarter=3)


def test_ten_times_last_quarter_is_asked_about_before_it_is_saved(officer, quarter):
    line = make_line(quarter, name="Carers", plan="995000")
    report_line(make_quarter(quarter.board, quarter=2), line, forecast="995000")

    answer = officer.post(PAGE, page_as_posted(officer) | {f"forecast-{line.pk}": "9,950"})

    assert "Is the forecast for Carers correct?" in words(answer)
    assert "You entered 9,950. Last quarter it was 995. That is 10 times higher." in words(answer)
    assert not LineReturn.objects.filter(quarter=quarter).exists()


def test_without_a_quarter_before_the_plan_is_what_a_forecast_is_held_against(officer, quarter):
    line = make_line(quarter, plan="100000")

    answer = officer.post(PAGE, page_as_posted(officer) | {f"forecast-{line.pk}": "1000"})

    assert "You entered 1,000. The plan is 100. That is 10 times higher." in words(answer)


def test_how_many_times_is_the_boards_own_number(client):
    quarter = make_quarter(make_board(unlikely_times=3))
    line = make_line(quarter, plan="100000")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    answer = client.post(PAGE, page_as_posted(client) | {f"forecast-{line.pk}": "300"})

    assert "That is 3 times higher." in words(answer)


def test_more_spent_than_forecast_is_asked_about(officer, quarter):
    line = make_line(quarter, name="Disabled Facilities Grants", plan="2967000")
    report_line(quarter, line, forecast="2149000")

    answer = officer.post(PAGE, page_as_posted(officer) | {f"spent-{line.pk}": "2,300"})

    assert (
        "Spent to date (2,300) is more than the forecast (2,149) for Disabled Facilities Grants. "
        "Change one, or say why" in words(answer)
    )


def test_one_page_asks_about_every_line_at_once(officer, quarter):
    lines = [make_line(quarter, f"S{number}") for number in range(3)]
    typed = {f"forecast-{line.pk}": "5000" for line in lines}

    answer = officer.post(PAGE, page_as_posted(officer) | typed)

    assert words(answer).count("Why is it correct?") == 3


def test_the_reason_is_kept_with_the_figure_and_shown_to_who_signs(client, officer, quarter):
    line = make_line(quarter)
    box = f"forecast-{line.pk}"
    typed = page_as_posted(officer) | {box: "5000", "asked": "yes"}

    without = officer.post(PAGE, typed)
    officer.post(PAGE, typed | {f"reason-{box}": "A second team\nwas added"})

    assert "Enter why the forecast for Scheme S1 is correct" in words(without)
    assert held().forecast == Decimal(5_000_000)
    assert held().unlikely_because == "Forecast: A second team was added"
    client.force_login(make_user(quarter.board, Role.SIGNATORY))
    assert "Forecast: A second team was added" in words(client.get(PAGE))


def test_who_goes_back_to_change_it_finds_what_they_typed(officer, quarter):
    line = make_line(quarter)
    box = f"forecast-{line.pk}"

    answer = officer.post(PAGE, page_as_posted(officer) | {box: "5000", "change": "yes"})

    assert 'value="5000"' in words(answer)
    assert "govuk-error-summary" not in words(answer)
    assert not LineReturn.objects.exists()


def test_a_reason_goes_when_the_figure_is_no_longer_unlikely(officer, quarter):
    line = make_line(quarter)
    box = f"forecast-{line.pk}"
    because = {"asked": "yes", f"reason-{box}": "A second team"}
    officer.post(PAGE, page_as_posted(officer) | {box: "5000"} | because)

    officer.post(PAGE, page_as_posted(officer) | {box: "101"})

    assert held().unlikely_because == ""


def test_a_reason_stays_while_another_figure_of_the_line_changes(officer, quarter):
    line = make_line(quarter)
    box = f"forecast-{line.pk}"
    because = {"asked": "yes", f"reason-{box}": "A second team"}
    officer.post(PAGE, page_as_posted(officer) | {box: "5000"} | because)

    officer.post(PAGE, page_as_posted(officer) | {f"spent-{line.pk}": "60"})

    assert held().unlikely_because == "Forecast: A second team"


def test_a_figure_that_is_stored_already_is_not_asked_about_again(officer, quarter):
    line = make_line(quarter)
    report_line(quarter, line, forecast="5000000")

    answer = officer.post(PAGE, page_as_posted(officer) | {f"spent-{line.pk}": "60"})

    assert answer.status_code == 302


def test_a_credit_is_not_more_spent_than_forecast(officer, quarter):
    line = make_line(quarter, plan="8000")
    box = f"forecast-{line.pk}"
    typed = {box: "-3", f"credit-{box}": "yes", f"note-{box}": "Returned beds"}
    typed |= {f"spent-{line.pk}": "1"}

    answer = officer.post(PAGE, page_as_posted(officer) | typed)

    assert answer.status_code == 302
    assert held().unlikely_because == "Forecast: Returned beds"


def test_a_reason_that_somebody_else_gave_at_this_moment_is_told_of_though_it_has_no_box(quarter):
    make_line(quarter)
    rows = spend_report(quarter).rows
    form = SpendingForm(rows, unit="THOUSANDS", editable=lambda row: True, data={"any": "thing"})
    mine = Edit(rows[0].line, "unlikely_because", "", "Forecast: mine")

    form.add_clashes([Clash(mine, "Forecast: theirs")])

    assert [(error.href, error.message) for error in form.errors] == [
        ("#grid", "A line was changed by somebody else at this moment. Save again")
    ]
