from decimal import Decimal

import pytest

from boards.models import AuditEvent
from boards.roles import Role
from finance.models import LineReturn
from tests.builders import make_board, make_line, make_lines, make_quarter, make_user, report_line

pytestmark = pytest.mark.django_db
PAGE = "/northshire/2023-24-q3/spending/"
EXPLAIN = PAGE + "differences/"


@pytest.fixture
def quarter():
    return make_quarter()


@pytest.fixture
def officer(client, quarter):
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def page_as_posted(client):
    """What a browser posts for the page as it stands: every box with the value it was shown."""
    answer = client.get(PAGE)
    lines = [line for group in answer.context["groups"] for line in group.lines]
    editable = [cell for line in lines for cell in line.cells if cell.editable]
    return {cell.name: cell.text for cell in editable} | {
        f"shown-{cell.name}": cell.shown for cell in editable
    }


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


def test_one_wrong_figure_saves_none_and_keeps_everything_typed(officer, quarter):
    first, second = make_line(quarter, "S1"), make_line(quarter, "S2", name="Reablement")
    typed = {f"forecast-{first.pk}": "90", f"forecast-{second.pk}": "2.1m"}

    answer = officer.post(PAGE, page_as_posted(officer) | typed)

    message = "Forecast for S2 Reablement must be in £ thousands, like 11,284 for £11.284 million"
    assert words(answer).count(message) == 2, "in the summary and at the field"
    assert f'href="#forecast-{second.pk}"' in words(answer)
    assert 'value="90"' in words(answer)
    assert 'value="2.1m"' in words(answer)
    assert not LineReturn.objects.exists()


def test_a_minus_asks_once_whether_it_is_a_credit(officer, quarter):
    line = make_line(quarter)
    typed = page_as_posted(officer) | {f"spent-{line.pk}": "(5)"}

    asked = officer.post(PAGE, typed)
    officer.post(PAGE, typed | {f"credit-spent-{line.pk}": "yes"})
    again = officer.post(PAGE, page_as_posted(officer), follow=True)

    assert "If this is a credit, select “This is a credit”" in words(asked)
    assert LineReturn.objects.get().spent == Decimal(-5000)
    assert "Nothing was changed" in words(again)


def test_a_figure_can_be_taken_away_and_is_then_missing_not_nought(officer, quarter):
    line = make_line(quarter)
    report_line(quarter, line, forecast="90000")

    officer.post(PAGE, page_as_posted(officer) | {f"forecast-{line.pk}": ""})

    assert LineReturn.objects.get().forecast is None


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


def test_a_commissioner_explains_a_difference_from_plan(client, quarter):
    line = make_line(quarter, name="Disabled Facilities Grants", plan="2967000")
    report_line(quarter, line, forecast="2149000")
    client.force_login(make_user(quarter.board))

    answer = client.post(EXPLAIN, {f"explanation-{line.pk}": "Fewer cases"}, follow=True)

    assert "Plan £2,967k, forecast £2,149k: £818k under plan." in words(answer)
    assert LineReturn.objects.get().explanation == "Fewer cases"


def test_only_lines_that_differ_are_asked_about(client, quarter):
    report_line(quarter, make_line(quarter, plan="5"), forecast="5")
    client.force_login(make_user(quarter.board))

    assert "There is nothing to explain" in words(client.get(EXPLAIN))


@pytest.mark.check(40)
@pytest.mark.check(40)
def test_an_explanation_too_long_is_kept_in_the_box(client, quarter):
    line = make_line(quarter)
    report_line(quarter, line, forecast="5")
    client.force_login(make_user(quarter.board))

    answer = client.post(EXPLAIN, {f"explanation-{line.pk}": "a" * 20_001})

    assert "You have 1 too many" in words(answer)
    assert "a" * 20_001 in words(answer)
    assert LineReturn.objects.get().explanation == ""


def test_a_page_of_500_lines_is_saved_whole(officer, quarter):
    lines = make_lines(quarter, 500)
    typed = page_as_posted(officer) | {f"forecast-{line.pk}": "1" for line in lines}

    officer.post(PAGE, typed)

    assert LineReturn.objects.filter(forecast=1000).count() == 500
