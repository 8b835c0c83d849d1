from decimal import Decimal

import pytest

from boards.models import AuditEvent
from finance.models import LineReturn
from tests.builders import make_line, report_line
from tests.finance.grid_builders import CONFIRM, PAGE, page_as_posted, words
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db


def forget_reviews():
    LineReturn.objects.update(reviewed_on=None, reviewed_by="")


def confirm(client, query):
    """Press Confirm on the page at an address, with what it holds."""
    answer = client.get(f"{CONFIRM}?{query}")
    rows = answer.context["rows"]
    posted = {"line": [row.line for row, *_ in rows]}
    posted |= {f"shown-forecast-{row.line}": shown for row, shown, *_ in rows}
    return client.post(f"{CONFIRM}?{query}", posted)


def test_a_typed_forecast_counts_as_reviewed(officer, quarter):
    line = make_line(quarter)

    officer.post(PAGE, page_as_posted(officer) | {f"forecast-{line.pk}": "100"})

    held = LineReturn.objects.get()
    assert held.reviewed_by == "Finance officer"
    assert f"Reviewed {held.reviewed_on.day} {held.reviewed_on:%B} by finance officer" in words(
        officer.get(PAGE)
    )
    assert "1 of 1 line was reviewed this quarter." in words(officer.get(PAGE))


def test_a_forecast_taken_away_is_no_longer_reviewed(officer, quarter):
    line = make_line(quarter)
    report_line(quarter, line, forecast="100000")

    officer.post(PAGE, page_as_posted(officer) | {f"forecast-{line.pk}": ""})

    assert LineReturn.objects.get().reviewed_on is None


def test_spending_to_date_alone_is_no_review(officer, quarter):
    line = make_line(quarter)

    officer.post(PAGE, page_as_posted(officer) | {f"spent-{line.pk}": "10"})

    assert LineReturn.objects.get().reviewed_on is None


def test_ticked_lines_are_confirmed_after_a_page_that_lists_them(officer, quarter):
    first = make_line(quarter, "S1", name="Carers", plan="100000")
    second = make_line(quarter, "S2", plan="50000")
    for line, amount in ((first, "100000"), (second, "50000")):
        report_line(quarter, line, forecast=amount)
    forget_reviews()
    typed = page_as_posted(officer) | {"tick": first.pk, "confirm": "ticked"}

    asked = officer.post(PAGE, typed)
    listed = words(officer.get(asked.url))
    events = AuditEvent.objects.count()
    done = confirm(officer, f"line={first.pk}")

    assert asked.url == f"{CONFIRM}?line={first.pk}"
    assert "Carers" in listed
    assert "Confirm that you have reviewed 1 line " in listed
    assert done.url == PAGE
    reviewed = LineReturn.objects.filter(reviewed_on__isnull=False)
    assert [item.line_id for item in reviewed] == [first.pk]
    assert AuditEvent.objects.count() == events + 1
    assert AuditEvent.objects.last().kind == "finance.line.reviewed"


def test_a_line_without_a_forecast_is_set_to_plan_only_after_saying_so(officer, quarter):
    line = make_line(quarter, plan="100000")

    page = words(officer.get(f"{CONFIRM}?all=yes"))
    assert "1 line had no forecast. Confirming sets it to plan." in page
    assert not LineReturn.objects.exists()

    confirm(officer, "all=yes")
    held = LineReturn.objects.get(line=line)
    assert held.forecast == Decimal(100000)
    assert held.reviewed_on
    kinds = AuditEvent.objects.values_list("kind", flat=True)
    assert list(kinds) == ["finance.forecast.recorded", "finance.line.reviewed"]


def test_all_lines_shown_are_those_of_the_filter_on_plan_and_mine(officer, quarter):
    on_plan = make_line(quarter, "S1", plan="100000")
    differs = make_line(quarter, "S2", plan="100000")
    theirs = make_line(quarter, "S3", led_by="ICB")
    not_shown = make_line(quarter, "X4")
    for line, amount in ((on_plan, "100000"), (differs, "70000"), (theirs, "100000")):
        report_line(quarter, line, forecast=amount)
    forget_reviews()

    asked = officer.post(
        PAGE + "?text=Scheme+S",
        page_as_posted(officer, PAGE + "?text=Scheme+S") | {"confirm": "all"},
    )
    page = officer.get(asked.url)
    confirm(officer, asked.url.partition("?")[2])

    assert "Left out: 1 line off plan." in words(page)
    reviewed = LineReturn.objects.filter(reviewed_on__isnull=False)
    assert [item.line_id for item in reviewed] == [on_plan.pk]
    assert not LineReturn.objects.filter(line=not_shown).exists()


def test_a_line_off_plan_is_confirmed_as_it_is_when_it_is_ticked(officer, quarter):
    line = make_line(quarter, plan="100000")
    report_line(quarter, line, forecast="70000")
    forget_reviews()

    page = words(officer.get(f"{CONFIRM}?line={line.pk}"))
    confirm(officer, f"line={line.pk}")

    assert "Stays as it is, not on plan" in page
    held = LineReturn.objects.get()
    assert (held.forecast, bool(held.reviewed_on)) == (Decimal(70000), True)


def test_figures_typed_before_confirming_are_saved_first(officer, quarter):
    first, second = make_line(quarter, "S1"), make_line(quarter, "S2")
    typed = page_as_posted(officer) | {f"spent-{first.pk}": "5", "tick": second.pk}

    answer = officer.post(PAGE, typed)

    assert LineReturn.objects.get().spent == Decimal(5000)
    assert answer.url == f"{CONFIRM}?line={second.pk}", "a tick is never dropped in silence"


def test_nothing_ticked_says_what_to_do_and_keeps_what_was_typed(officer, quarter):
    line = make_line(quarter)
    typed = page_as_posted(officer) | {f"spent-{line.pk}": "5", "confirm": "ticked"}

    answer = officer.post(PAGE, typed)

    assert "Tick the lines that you have reviewed, or confirm all lines shown on plan" in words(
        answer
    )
    assert Form(answer).boxes[f"spent-{line.pk}"] == "5"


def test_a_forecast_changed_meanwhile_is_not_confirmed_unseen(officer, quarter):
    line = make_line(quarter, plan="100000")

    answer = officer.post(
        f"{CONFIRM}?line={line.pk}", {"line": line.pk, f"shown-forecast-{line.pk}": "90000.00"}
    )
    report_line(quarter, line, forecast="80000")
    forget_reviews()
    stale = officer.post(f"{CONFIRM}?line={line.pk}", {"line": line.pk})

    assert answer.status_code == stale.status_code == 409
    assert "was changed by somebody else" in words(stale)
    held = LineReturn.objects.get()
    assert (held.forecast, held.reviewed_on) == (Decimal(80000), None)


def test_confirming_twice_is_harmless(officer, quarter):
    line = make_line(quarter)
    posted = {"line": line.pk, f"shown-forecast-{line.pk}": ""}

    officer.post(f"{CONFIRM}?line={line.pk}", posted)
    events = AuditEvent.objects.count()
    again = officer.post(f"{CONFIRM}?line={line.pk}", posted)

    assert again.status_code == 302
    assert AuditEvent.objects.count() == events


def test_a_line_of_another_organisation_is_not_confirmed(officer, quarter):
    line = make_line(quarter, led_by="ICB")

    answer = officer.post(CONFIRM, {"line": line.pk})

    assert answer.status_code == 403
    assert "There is nothing to confirm" in words(officer.get(f"{CONFIRM}?line={line.pk}"))
    assert not LineReturn.objects.exists()


def test_a_line_with_neither_plan_nor_forecast_is_left_out(officer, quarter):
    make_line(quarter, "S1", plan=None)
    make_line(quarter, "S2")

    assert "1 line with neither a plan nor a forecast" in words(officer.get(f"{CONFIRM}?all=yes"))


@pytest.mark.parametrize("count", [5, 500])
def test_the_page_takes_the_same_queries_for_any_number_of_lines(
    officer, quarter, count, django_assert_num_queries
):
    for number in range(count):
        make_line(quarter, f"S{number}")

    with django_assert_num_queries(9):
        assert len(officer.get(f"{CONFIRM}?all=yes").context["rows"]) == count
