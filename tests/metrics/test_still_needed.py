"""What is open on a measure never stands in the way of saving, and is said."""

import pytest

from metrics.advice import too_long
from metrics.checks import problems
from metrics.models import Metric, Result, Target, TargetMonth
from metrics.queries import metric_report
from metrics.tables import MetricTable, metric_line
from tests.builders import decimal, make_metric, make_quarter, make_user, report_metric
from tests.metrics.measure_builders import FALLS, FIGURE, LATER, words

pytestmark = pytest.mark.django_db
OFF = FIGURE | {"actual": "1,200"}
WHY = "Enter why the avoidable admissions figure is off target"
WHAT = "Enter what you are doing about avoidable admissions"
PAGE = FALLS.replace("falls", "avoidable-admissions")


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_metric(quarter, "avoidable-admissions", annual="440")
    return quarter


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board))
    return client


def messages(quarter):
    return [problem.message for problem in problems(metric_report(quarter))]


def test_a_figure_off_target_is_saved_and_the_page_says_what_is_still_needed(commissioner, quarter):
    page = words(commissioner.post(PAGE, OFF, follow=True))

    assert Result.objects.exists()
    assert "Still needed" in page
    assert WHY in page
    assert WHAT in page
    assert messages(quarter) == [WHY, WHAT]


def test_what_was_said_is_needed_no_more(commissioner, quarter):
    said = {"off_target_because": "Chest infections", "mitigation": "- Nurses visit"}

    page = words(commissioner.post(PAGE, OFF | said, follow=True))

    assert "Still needed" not in page
    assert messages(quarter) == []
    assert "Chest infections" in metric_line(metric_report(quarter).rows[0]).comment


def test_a_measure_nobody_answered_for_is_a_problem_with_its_place(quarter):
    (problem,) = problems(metric_report(quarter), quarter.address)

    message = "Select whether you have a figure for avoidable admissions this quarter"
    assert problem.message == message
    assert problem.href == f"{PAGE}#id_state"


@pytest.mark.parametrize("answer", [LATER, {"state": "NOT_APPLICABLE"}, FIGURE | {"actual": "1"}])
def test_any_answer_that_is_not_off_target_leaves_nothing_open(commissioner, quarter, answer):
    commissioner.post(PAGE, answer)

    assert messages(quarter) == []


def test_many_words_are_saved_and_advised_against_beside_their_field(commissioner):
    long = " ".join(["word"] * 162)

    page = words(commissioner.post(PAGE, OFF | {"mitigation": long}, follow=True))

    advice = "What you are doing must be 150 words or fewer. You have 12 words too many"
    assert page.count(advice) == 1
    assert Result.objects.get().mitigation == long


@pytest.mark.parametrize(
    ("count", "advice"),
    [(0, ""), (150, ""), (151, "It must be 150 words or fewer. You have 1 word too many")],
)
def test_advice_begins_with_the_word_that_is_too_much(count, advice):
    assert too_long("It", "word " * count) == advice


def test_monthly_targets_that_do_not_add_up_are_a_problem(commissioner, quarter):
    profile(Target.objects.get(), ["40"] * 12)
    commissioner.post(PAGE, FIGURE | {"actual": "1"})

    assert messages(quarter) == [
        "The monthly targets of avoidable admissions add up to 480.0, not 440.0"
    ]


def profile(target, values):
    TargetMonth.objects.bulk_create(
        TargetMonth(target=target, month=month, value=decimal(value))
        for month, value in enumerate(values, 1)
    )


@pytest.mark.parametrize(("months", "target"), [(12, "155"), (11, "220")])
def test_a_whole_profile_takes_the_place_of_even_shares(quarter, months, target):
    profile(Target.objects.get(), ["20", "25", "25", "25", "30", "30", *["50"] * 6][:months])
    report_metric(quarter, Metric.objects.get(), actual="150")

    assert metric_report(quarter).rows[0].target == decimal(target)


def test_the_page_says_that_a_target_comes_from_monthly_ones(commissioner, quarter):
    profile(Target.objects.get(), ["20"] * 6 + ["50"] * 6)
    report_metric(quarter, Metric.objects.get(), actual="100")

    sentence = "120.0 for April to September, the sum of their monthly targets"
    assert sentence in words(commissioner.get(PAGE))


@pytest.fixture
def year_end(quarter):
    return make_quarter(quarter.board, quarter=4)


END = PAGE.replace("q3", "q4")


def test_the_last_report_of_a_year_asks_whether_the_target_was_met(commissioner, year_end):
    report_metric(year_end, Metric.objects.get(), actual="430", last_month=12)

    page = words(commissioner.get(END))

    assert "Was the target for the year met?" in page
    assert "The figure says met: 430 against an annual target of 440.0." in page
    needed = "Select whether avoidable admissions met its target for the year"
    assert needed in page
    assert messages(year_end) == [needed]


def test_a_figure_short_of_march_suggests_nothing(commissioner, year_end):
    report_metric(year_end, Metric.objects.get(), actual="300", last_month=9)

    page = words(commissioner.get(END))

    assert "The figure for avoidable admissions does not cover the year to March yet." in page


def test_the_outcome_of_the_year_stands_in_the_tables(commissioner, year_end):
    year = FIGURE | {"actual": "430", "last_month": "12", "year_outcome": "MET"}

    commissioner.post(END, year)

    (row,) = MetricTable(metric_report(year_end), year=2023, caption="").report.rows
    assert row.status == "On target. Met for the year"
    assert messages(year_end) == []


def test_no_other_report_asks_for_the_outcome_of_the_year(commissioner, quarter):
    commissioner.post(PAGE, FIGURE | {"year_outcome": "MET"})

    assert "Was the target for the year met?" not in words(commissioner.get(PAGE))
    assert Result.objects.get().year_outcome == ""
