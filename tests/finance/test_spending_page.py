from decimal import Decimal

import pytest

from boards import kept
from boards.models import AuditEvent
from boards.roles import Role
from finance.models import LineReturn
from tests.builders import make_board, make_line, make_lines, make_quarter, make_user, report_line
from tests.finance.grid_builders import PAGE, count_outputs, page_as_posted, words

pytestmark = pytest.mark.django_db


def test_one_wrong_figure_saves_none_and_keeps_everything_typed(officer, quarter):
    first, second = make_line(quarter, "S1"), make_line(quarter, "S2", name="Reablement")
    typed = {f"forecast-{first.pk}": "90", f"forecast-{second.pk}": "2.1m"}

    answer = officer.post(PAGE, page_as_posted(officer) | typed)

    message = "Forecast for Reablement must be in £ thousands, like 11,284 for £11.284 million"
    assert words(answer).count(message) == 2, "in the summary and at the field"
    assert f'href="#forecast-{second.pk}"' in words(answer)
    assert 'value="90"' in words(answer)
    assert 'value="2.1m"' in words(answer)
    assert not LineReturn.objects.exists()


def test_a_page_with_a_mistake_still_shows_the_lines_of_others(officer, quarter):
    line, theirs = make_line(quarter, "S1"), make_line(quarter, "S2", led_by="ICB")

    answer = officer.post(PAGE, page_as_posted(officer) | {f"forecast-{line.pk}": "x"})

    assert theirs.scheme.name in words(answer)


def test_an_officer_types_no_line_that_another_organisation_leads(officer, quarter):
    line = make_line(quarter, led_by="ICB")

    answer = officer.post(PAGE, {f"forecast-{line.pk}": "5"})

    assert f'name="forecast-{line.pk}"' not in words(officer.get(PAGE))
    assert answer.status_code == 403
    assert not LineReturn.objects.exists()


def test_a_joint_line_is_typed_by_either_organisation(client, quarter):
    line = make_line(quarter, led_by=None)
    for kind in ("COUNCIL", "ICB"):
        client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of=kind))
        assert f'name="forecast-{line.pk}"' in words(client.get(PAGE))


def test_a_line_of_another_board_is_left_alone(officer, quarter):
    theirs = make_line(make_quarter(make_board("Southborough")))
    make_line(quarter)

    officer.post(PAGE, page_as_posted(officer) | {f"forecast-{theirs.pk}": "5"})

    assert not LineReturn.objects.exists()


@pytest.mark.check(22)
def test_a_figure_that_somebody_else_changed_first_is_a_conflict_with_both_values(officer, quarter):
    line, other = make_line(quarter, "S1"), make_line(quarter, "S2")
    mine = page_as_posted(officer) | {f"forecast-{line.pk}": "80", f"forecast-{other.pk}": "70"}
    report_line(quarter, line, forecast="90000")

    answer = officer.post(PAGE, mine)

    assert answer.status_code == 409
    assert "Theirs: 90." in words(answer)
    assert 'value="80"' in words(answer)
    assert LineReturn.objects.get().forecast == Decimal(90000)


def test_after_a_conflict_the_same_page_saved_again_takes_effect(officer, quarter):
    line = make_line(quarter)
    mine = page_as_posted(officer) | {f"forecast-{line.pk}": "80"}
    report_line(quarter, line, forecast="90000")

    officer.post(PAGE, mine)
    officer.post(PAGE, mine | {f"shown-forecast-{line.pk}": "90000.00"})

    assert LineReturn.objects.get().forecast == Decimal(80000)


@pytest.mark.check(22)
def test_two_people_saving_different_figures_both_succeed(officer, quarter):
    line = make_line(quarter)
    mine = page_as_posted(officer) | {f"forecast-{line.pk}": "80"}
    report_line(quarter, line, spent="10000")

    officer.post(PAGE, mine)

    held = LineReturn.objects.get()
    assert (held.forecast, held.spent) == (Decimal(80000), Decimal(10000))


def test_a_double_submit_changes_once(officer, quarter):
    line = make_line(quarter)
    typed = page_as_posted(officer) | {f"forecast-{line.pk}": "80"}

    officer.post(PAGE, typed)
    second = officer.post(PAGE, typed)

    assert second.status_code == 302
    assert AuditEvent.objects.count() == 1


def test_a_page_of_500_lines_is_saved_whole(officer, quarter):
    lines = make_lines(quarter, 500)
    typed = page_as_posted(officer) | {f"forecast-{line.pk}": "101" for line in lines}

    officer.post(PAGE, typed)

    assert LineReturn.objects.filter(forecast=101_000).count() == 500


def test_each_box_is_labelled_by_its_row_and_column(officer, quarter):
    make_line(quarter, "S1", name="Reablement services")
    make_line(quarter, "S2", name="Carers")
    make_line(quarter, "S3", name="Carers")

    page = words(officer.get(PAGE))

    for label in ("Reablement services", "S2 Carers", "S3 Carers"):
        assert f'aria-label="Spent to date for {label}"' in page
        assert f'aria-label="Forecast for {label}"' in page


def test_the_quarter_before_and_the_movement_since_stand_in_the_row(officer, quarter):
    line = make_line(quarter)
    report_line(make_quarter(quarter.board, quarter=2), line, forecast="80000")
    report_line(quarter, line, forecast="95000")

    (shown,) = officer.get(PAGE).context["groups"][0].lines

    assert (shown.previous, shown.movement) == ("80", "15")
    assert "Movement since Quarter 2" in words(officer.get(PAGE))


def test_without_an_earlier_quarter_there_is_no_movement(officer, quarter):
    make_line(quarter)

    assert "Movement since" not in words(officer.get(PAGE))


def test_outputs_are_asked_for_only_where_they_are_counted(officer, quarter):
    counted, other = make_line(quarter, "S1"), make_line(quarter, "S2")
    count_outputs(counted, "packages", planned="1200")

    page = words(officer.get(PAGE))
    officer.post(PAGE, page_as_posted(officer) | {f"outputs-{counted.pk}": "640"})

    assert "of 1,200 packages" in page
    assert f'name="outputs-{counted.pk}"' in page
    assert f'name="outputs-{other.pk}"' not in page
    assert LineReturn.objects.get().outputs == Decimal(640)


def test_a_plan_without_outputs_has_no_column_for_them(officer, quarter):
    make_line(quarter)

    assert "Outputs" not in words(officer.get(PAGE))


def test_saving_writes_only_what_changed(officer, quarter):
    lines = make_lines(quarter, 104)
    typed = page_as_posted(officer) | {f"forecast-{lines[3].pk}": "105"}
    before = dict(LineReturn.objects.exclude(line=lines[3]).values_list("line", "reviewed_on"))
    events = AuditEvent.objects.count()

    officer.post(PAGE, typed)

    assert len(typed) == 50 * 4, "the boxes of this page alone"
    assert AuditEvent.objects.count() == events + 1
    after = dict(LineReturn.objects.exclude(line=lines[3]).values_list("line", "reviewed_on"))
    assert after == before


@pytest.mark.parametrize("count", [5, 104, 500])
def test_a_page_takes_the_same_queries_for_any_number_of_lines(
    officer, quarter, count, django_assert_num_queries
):
    make_lines(quarter, count)

    with django_assert_num_queries(21):
        assert officer.get(PAGE).status_code == 200


def test_at_the_year_end_the_forecast_is_the_outturn(client):
    quarter = make_quarter(quarter=4)
    make_line(quarter, name="Carers")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))
    page = PAGE.replace("q3", "q4")

    provisional = words(client.get(page))
    type(quarter).objects.update(outturn_is_final=True)
    kept.forget()
    final = words(client.get(page))

    assert "Outturn (provisional)" in provisional
    assert 'aria-label="Outturn for Carers"' in provisional
    assert "Outturn (final)" in final


def test_a_plan_without_lines_says_who_adds_them(officer, quarter):
    page = words(officer.get(PAGE))

    assert "No schemes are in the plan for 2023 to 2024." in page
    assert "Save" not in page
