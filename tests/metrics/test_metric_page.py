import re
from decimal import Decimal

import pytest

from boards.models import AuditEvent
from boards.roles import Role
from metrics.models import Metric, Result
from tests.builders import make_metric, make_quarter, make_user, report_metric

pytestmark = pytest.mark.django_db
PAGE = "/northshire/2023-24-q3/metrics/falls/"
DAYS = ("as_at", "expected_on")
FIGURE = {"state": "AVAILABLE", "first_month": "1", "last_month": "6", "actual": "995"}


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_metric(quarter, "falls", annual="2097.8")
    return quarter


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board, Role.COMMISSIONER))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_commissioner_enters_a_figure_and_reads_what_it_means(commissioner):
    answer = commissioner.post(PAGE, FIGURE, follow=True)

    assert Result.objects.get().actual == Decimal(995)
    assert "Falls saved." in words(answer)
    assert "995, which is 53.9 (5%) below the target of 1,048.9" in words(answer)
    assert "1,048.9 for April to September (2,097.8 × 6/12)" in words(answer)


def test_the_decimals_typed_are_kept(commissioner):
    commissioner.post(PAGE, FIGURE | {"actual": "995.50"})

    assert str(Result.objects.get().actual) == "995.50"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"state": ""}, "Select whether you have a figure for falls this quarter"),
        ({"actual": ""}, "Enter the actual for falls"),
        ({"actual": "about 900"}, "Actual for falls must be a number, like 273 or 273.4"),
        ({"actual": "-5"}, "Actual for falls must be 0 or more"),
        ({"first_month": ""}, "Select the first month covered"),
        ({"last_month": ""}, "Select the last month covered"),
        ({"last_month": "10"}, "Last month covered must be December 2023 or earlier"),
        ({"first_month": "7"}, "Last month covered must be after the first month covered"),
        (
            {"different_target": "1048.5"},
            "Enter why the target for this period is 1,048.5 and not 1,048.9",
        ),
        (
            {"different_target_reason": "As printed"},
            "Enter the different target, or delete the reason for it",
        ),
        ({"state": "NOT_YET"}, "Enter why the falls figure is not available yet"),
        ({"state": "NOT_YET"}, "Enter the date you expect the figure"),
        (
            {
                "state": "NOT_YET",
                "expected_on_day": "31",
                "expected_on_month": "2",
                "expected_on_year": "2099",
            },
            "Date you expect the figure must be a real date",
        ),
        (
            {
                "state": "NOT_YET",
                "expected_on_day": "14",
                "expected_on_month": "3",
                "expected_on_year": "",
            },
            "Date you expect the figure must include a year",
        ),
        (
            {
                "state": "NOT_YET",
                "expected_on_day": "14",
                "expected_on_month": "3",
                "expected_on_year": "2024",
            },
            "Date you expect the figure must be after today",
        ),
        ({"comment": "a\x0bb"}, "Comment must not contain the character U+000B"),
        ({"source": "a" * 201}, "Source must be 200 characters or fewer. You have 1 too many"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_saved(commissioner, typed, message):
    answer = commissioner.post(PAGE, FIGURE | typed)

    assert words(answer).count(message) == 2, "in the summary and at the field"
    assert not Result.objects.exists()


def test_everything_typed_stays_in_the_form(commissioner):
    answer = commissioner.post(PAGE, FIGURE | {"actual": "99 five", "comment": "Kept <as> typed"})

    assert 'value="99 five"' in words(answer)
    assert "Kept &lt;as&gt; typed" in words(answer)


def test_a_different_target_with_its_reason_is_used_and_said(commissioner):
    target = {"different_target": "1,048.5", "different_target_reason": "Printed in the plan"}

    answer = commissioner.post(PAGE, FIGURE | target, follow=True)

    assert "below the target of 1,048.5" in words(answer)


def test_a_figure_that_is_not_available_says_why_and_when(commissioner):
    later = {
        "state": "NOT_YET", "unavailable_because": "The release is late",
        "expected_on_day": "14", "expected_on_month": "3", "expected_on_year": "2099",
    }  # fmt: skip

    answer = commissioner.post(PAGE, later, follow=True)

    assert "The release is late. Expected on 14 March 2099." in words(answer)


def test_a_percentage_lies_between_0_and_100(client, quarter):
    make_metric(quarter, "reablement", percentage=True, method="constant", annual="96.5")
    client.force_login(make_user(quarter.board))

    answer = client.post(PAGE.replace("falls", "reablement"), FIGURE)

    assert "Reablement must be between 0% and 100%" in words(answer)


def test_a_page_saved_untouched_changes_nothing(commissioner, quarter):
    report_metric(quarter, Metric.objects.get(), actual="1")
    events = AuditEvent.objects.count()
    form = commissioner.get(PAGE).context["form"]

    commissioner.post(PAGE, posted(form))

    assert AuditEvent.objects.count() == events


@pytest.mark.check(22)
def test_a_figure_that_somebody_else_changed_first_is_a_conflict(commissioner, quarter):
    before = posted(commissioner.get(PAGE).context["form"])
    report_metric(quarter, Metric.objects.get(), actual="7")

    answer = commissioner.post(PAGE, before | FIGURE)

    assert answer.status_code == 409
    assert "Actual for falls was changed by somebody else" in words(answer)
    assert "Theirs: “7”" in words(answer)
    assert 'value="995"' in words(answer)
    assert Result.objects.get().actual == Decimal(7)


def test_a_figure_is_not_lost_under_an_answer_that_somebody_else_gave_meanwhile(
    commissioner, quarter
):
    metric = Metric.objects.get()
    report_metric(quarter, metric, actual="7")
    before = posted(commissioner.get(PAGE).context["form"])
    report_metric(quarter, metric, state="NOT_YET", unavailable_because="Late")

    answer = commissioner.post(PAGE, before | {"actual": "997"})

    assert answer.status_code == 409
    assert "Theirs: “Not yet available”" in words(answer)
    assert Result.objects.get().actual == Decimal(7)


def test_the_report_before_stands_beside_this_one(commissioner, quarter):
    before = make_quarter(quarter.board, quarter=2)
    report_metric(before, Metric.objects.get(), actual="501", last_month=3)

    page = words(commissioner.get(PAGE))
    assert re.search(r"Q2 2023-24, M1 to M3</th>\s*<td[^>]*>501</td>", page)
    assert "The last figure met its target." in page


def test_no_change_takes_over_the_figure_of_the_report_before(commissioner, quarter):
    before = make_quarter(quarter.board, quarter=2)
    report_metric(before, Metric.objects.get(), actual="501.0", last_month=3)

    commissioner.post(PAGE, {"state": "CONFIRMED", "actual": "left over"})

    held = Result.objects.get(quarter=quarter)
    assert (str(held.actual), held.first_month, held.last_month) == ("501.0", 1, 3)
    assert "501.0, which is 23.5 (4%) below the target" in words(commissioner.get(PAGE))


def test_there_is_no_change_without_a_report_before(commissioner):
    answer = commissioner.post(PAGE, {"state": "CONFIRMED"})

    assert "No change from last report" not in words(commissioner.get(PAGE))
    assert words(answer).count("There is no earlier figure to confirm") == 2
    assert not Result.objects.exists()


def posted(form):
    """What a browser posts for a form that nobody touched."""
    fields = {name: form[name].value() for name in form.fields if name not in DAYS}
    shown = dict(form.shown_stamps())
    return {name: value for name, value in (fields | shown).items() if value is not None}


def test_those_who_only_read_see_the_figure_and_no_form(client, quarter):
    client.force_login(make_user(quarter.board, Role.CLERK))

    answer = client.get(PAGE)

    assert '<form method="post" novalidate' not in words(answer)
    assert "Not entered" in words(answer)


def test_a_measure_of_another_year_has_no_page(commissioner):
    assert commissioner.get(PAGE.replace("falls", "nothing")).status_code == 404
