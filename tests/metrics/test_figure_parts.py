"""What a figure rests on: its parts, its date, the national figure beside it."""

from decimal import Decimal

import pytest
from django.utils import timezone

from metrics.models import Metric, Result
from metrics.queries import metric_report
from metrics.tables import notes
from tests.builders import make_metric, make_quarter, make_user, report_metric
from tests.metrics.measure_builders import FALLS, FIGURE, REABLEMENT, day, make_share, words

pytestmark = pytest.mark.django_db
SHARE = FIGURE | {"actual": "97.8", "numerator": "45", "denominator": "46"}
NATIONAL = {
    "national_value": "1,012", "national_source": "NHS England",
    "national_differs_because": "It counts people by practice.",
}  # fmt: skip


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_metric(quarter, "falls", annual="2097.8", lag_months=4)
    make_share(quarter)
    return quarter


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board))
    return client


def note_of(quarter, measure):
    return dict(notes(metric_report(quarter)))[measure]


def test_the_numbers_behind_a_rate_are_kept_and_printed(commissioner, quarter):
    commissioner.post(REABLEMENT, SHARE)

    held = Result.objects.get()
    assert (held.numerator, held.denominator) == (45, 46)
    assert (
        "Worked out from 45 (people at home 91 days later) of 46 (people discharged to reablement)."
    ) in note_of(quarter, "Reablement")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            {"actual": "98.2"},
            "45 of 46 is 97.8%, but the actual is 98.2%. Change the actual or its parts",
        ),
        ({"actual": ""}, "Enter the actual for reablement. 45 of 46 is 97.8%"),
        (
            {"numerator": ""},
            "Enter people at home 91 days later, or delete people discharged to reablement",
        ),
        (
            {"denominator": ""},
            "Enter people discharged to reablement, or delete people at home 91 days later",
        ),
        ({"denominator": "0"}, "People discharged to reablement must be more than 0"),
        ({"numerator": "-1"}, "People at home 91 days later must be 0 or more"),
        (
            {"numerator": "47"},
            "People at home 91 days later must not be more than people discharged to reablement",
        ),
        ({"numerator": "some"}, "People at home 91 days later must be a number, like 273 or 273.4"),
        ({"national_value": "101"}, "National figure for reablement must be between 0% and 100%"),
    ],
)
def test_parts_that_do_not_fit_are_named_and_nothing_is_saved(commissioner, typed, message):
    answer = commissioner.post(REABLEMENT, SHARE | typed)

    assert words(answer).count(message) == 2, "in the summary and at the field"
    assert not Result.objects.exists()


def test_a_part_that_somebody_else_changed_first_is_a_conflict(commissioner, quarter):
    shown = dict(commissioner.get(REABLEMENT).context["form"].shown_stamps())
    commissioner.post(REABLEMENT, SHARE | {"numerator": "44", "actual": "95.7"})

    answer = commissioner.post(REABLEMENT, shown | SHARE)

    assert answer.status_code == 409
    assert "People at home 91 days later was changed by somebody else" in words(answer)
    assert Result.objects.get().numerator == Decimal(44)


def test_a_missing_actual_is_never_filled_in(commissioner):
    answer = commissioner.post(REABLEMENT, SHARE | {"actual": ""})

    assert answer.context["form"]["actual"].value() == ""


def test_a_measure_without_parts_does_not_ask_for_them(commissioner):
    assert "Numerator" not in words(commissioner.get(FALLS))
    assert 'name="numerator"' not in words(commissioner.get(FALLS))
    assert 'name="numerator"' in words(commissioner.get(REABLEMENT))


def test_a_national_figure_stands_beside_the_local_one(commissioner, quarter):
    commissioner.post(FALLS, FIGURE | NATIONAL)

    national = "National figure: 1,012, from NHS England. It counts people by practice."
    assert national in note_of(quarter, "Falls")
    assert Result.objects.get().actual == Decimal(995)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            {"national_differs_because": ""},
            "Enter why the national figure is 1,012 and the local one 995",
        ),
        ({"national_source": ""}, "Enter where the national figure for falls comes from"),
        (
            {"national_value": ""},
            "Enter the national figure for falls, or delete what is said of it",
        ),
        ({"national_value": "-4"}, "National figure for falls must be 0 or more"),
        (day("as_at", 2099), "Date of the data must be today or in the past"),
        (day("as_at", ""), "Date of the data must include a year"),
    ],
)
def test_what_is_said_beside_a_figure_is_whole(commissioner, typed, message):
    answer = commissioner.post(FALLS, FIGURE | NATIONAL | typed)

    assert words(answer).count(message) == 2, "in the summary and at the field"
    assert not Result.objects.exists()


def test_two_equal_figures_need_no_explanation(commissioner):
    commissioner.post(
        FALLS, FIGURE | NATIONAL | {"national_value": "995.0", "national_differs_because": ""}
    )

    assert Result.objects.get().national_value == Decimal(995)


def test_the_day_of_the_data_may_be_today(commissioner, quarter):
    today = timezone.localdate()

    commissioner.post(FALLS, FIGURE | day("as_at", today.year, today.month, today.day))

    assert Result.objects.get().as_at == today
    assert f"Data as at {today.day} " in note_of(quarter, "Falls")


@pytest.mark.parametrize(
    ("lag", "hint"),
    [
        (4, "With a delay of 4 months, expect August 2023 by the end of December 2023"),
        (1, "With a delay of 1 month, expect November 2023 by the end of December 2023"),
        (9, "With a delay of 9 months, no month of this year can be expected by the end of "
            "December 2023"),
    ],
)  # fmt: skip
def test_the_latest_month_to_expect_follows_from_the_delay_of_the_data(commissioner, lag, hint):
    Metric.objects.filter(code="falls").update(lag_months=lag)

    assert hint in words(commissioner.get(FALLS))


def test_months_covered_do_not_go_back_within_a_year(commissioner, quarter):
    falls = Metric.objects.get(code="falls")
    before = make_quarter(quarter.board, quarter=2)
    report_metric(before, falls, actual="990", last_month=6)

    answer = commissioner.post(FALLS, FIGURE | {"last_month": "5"})

    message = "You reported April to September last quarter. Select the same or a later month"
    assert words(answer).count(message) == 2


def test_the_report_that_went_further_is_named_when_it_was_not_the_last(commissioner, quarter):
    falls = Metric.objects.get(code="falls")
    report_metric(make_quarter(quarter.board, quarter=1), falls, actual="5", last_month=3)
    before = make_quarter(quarter.board, quarter=2)
    report_metric(before, falls, state="NOT_YET", unavailable_because="Late")

    answer = commissioner.post(FALLS, FIGURE | {"last_month": "2"})

    assert "You reported April to June in Quarter 1 2023-24. Select the same" in words(answer)


def test_a_new_year_begins_its_months_again(commissioner, quarter):
    before = make_quarter(quarter.board, year=2022, quarter=4)
    report_metric(before, Metric.objects.get(code="falls"), actual="1900", last_month=12)

    commissioner.post(FALLS, FIGURE)

    assert Result.objects.filter(quarter=quarter).exists()
