"""The four answers: which of them asks for what, and that none destroys another."""

from decimal import Decimal

import pytest

from metrics.models import Metric, Result
from metrics.queries import metric_report
from metrics.reasons import joined, split
from metrics.tables import metric_line
from tests.builders import make_metric, make_quarter, make_user, report_metric
from tests.metrics.measure_builders import FALLS, FIGURE, LATER, day, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_metric(quarter, "falls", annual="2097.8")
    return quarter


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board))
    return client


def shown(client):
    return dict(client.get(FALLS).context["form"].shown_stamps())


@pytest.mark.parametrize("answer", [{"state": "NOT_APPLICABLE"}, LATER])
def test_another_answer_keeps_the_figure_typed_before(commissioner, answer):
    commissioner.post(FALLS, FIGURE | {"source": "Dashboard"})
    commissioner.post(FALLS, shown(commissioner) | FIGURE | {"actual": "", "source": ""} | answer)

    held = Result.objects.get()
    assert (held.actual, held.last_month, held.source) == (Decimal(995), 6, "Dashboard")
    assert 'value="995"' in words(commissioner.get(FALLS))


def test_a_figure_keeps_the_reason_why_there_was_none(commissioner):
    commissioner.post(FALLS, LATER)
    commissioner.post(FALLS, shown(commissioner) | FIGURE | {"unavailable_because": ""})

    assert Result.objects.get().unavailable_because == "The national release is not published"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("FOLLOW_UP", "", "The 91-day follow-up has not been reached"),
        ("NATIONAL", "It slipped", "The national release is not published. It slipped"),
        ("LOCAL", "", "The local system cannot supply it yet"),
        ("OTHER", "The lead is away", "The lead is away"),
    ],
)
def test_why_there_is_no_figure_is_kept_in_words_and_chosen_again(commissioner, kind, typed, kept):
    commissioner.post(FALLS, LATER | {"unavailable_kind": kind, "unavailable_because": typed})

    form = commissioner.get(FALLS).context["form"]
    assert Result.objects.get().unavailable_because == kept
    assert form["unavailable_kind"].value() == kind
    assert form["unavailable_because"].value() == typed


def test_nothing_said_is_no_reason():
    assert (joined("", ""), split("")) == ("", ("", ""))


def test_another_reason_is_said_in_words(commissioner):
    answer = commissioner.post(FALLS, LATER | {"unavailable_kind": "OTHER"})

    assert words(answer).count("Enter why the falls figure is not available yet") == 2
    assert 'id="id_unavailable_because-error"' in words(answer)


def test_a_day_that_has_passed_is_not_asked_for_again_while_it_stays(commissioner, quarter):
    past = day("expected_on", 2024)
    falls = Metric.objects.get()
    commissioner.post(FALLS, LATER)
    Result.objects.filter(metric=falls).update(expected_on="2024-03-14")

    commissioner.post(FALLS, shown(commissioner) | LATER | past | {"comment": "Still waiting"})

    assert Result.objects.get().comment == "Still waiting"


@pytest.mark.parametrize("answer", [{"state": "NOT_APPLICABLE"}, LATER])
def test_words_typed_below_the_answers_are_kept_under_any_of_them(commissioner, quarter, answer):
    commissioner.post(FALLS, answer | {"mitigation": "- Nurses visit"})

    assert Result.objects.get().mitigation == "- Nurses visit"
    assert "Nurses" not in metric_line(metric_report(quarter).rows[0]).comment


def test_what_a_page_did_not_ask_stays_as_it_is(commissioner, quarter):
    report_metric(quarter, Metric.objects.get(), actual="7", mitigation="- Held")

    commissioner.post(FALLS, shown(commissioner) | FIGURE)

    assert Result.objects.get().mitigation == "- Held"
