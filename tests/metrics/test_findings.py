from datetime import date
from decimal import Decimal

import pytest

from metrics.findings import Status
from metrics.queries import MetricReport, MetricRow


def measure(*, annual="440", actual=None, last_month=6, state="AVAILABLE", **facts):
    """A MetricRow with nothing but what its finding depends on."""
    defaults = {
        "pk": 1, "code": "m", "name": "Measure", "definition": "", "unit": "",
        "percentage": False, "lower_is_better": True, "method": "accumulates", "decimals": 1,
        "lag": "", "published_source": "", "year": 2023,
    }  # fmt: skip
    return MetricRow(
        **defaults | facts,
        annual=annual and Decimal(annual),
        state=state,
        first_month=1,
        last_month=last_month,
        actual=actual and Decimal(actual),
    )


@pytest.mark.parametrize(
    ("facts", "finding"),
    [
        pytest.param(
            {"annual": "440", "actual": "273", "decimals": 0},
            "273, which is 53 (24%) above the target of 220 for April to September.",
            id="above-a-ceiling",
        ),
        pytest.param(
            {"annual": "2097.8", "actual": "995"},
            "995, which is 53.9 (5%) below the target of 1,048.9 for April to September.",
            id="below-a-ceiling",
        ),
        pytest.param(
            {"annual": "366.1", "actual": "239.4", "last_month": 8},
            "239.4, which is 4.7 (2%) below the target of 244.1 for April to November.",
            id="compared-at-full-precision",
        ),
        pytest.param(
            {
                "annual": "93.5", "actual": "93.96", "last_month": 7, "method": "constant",
                "percentage": True, "lower_is_better": False,
            },
            "93.96%, which is 0.46 percentage points above the target of 93.5% "
            "for April to October.",
            id="percentages-differ-by-points",
        ),
        pytest.param(
            {"annual": "440", "actual": "220"},
            "220, which is the target of 220.0 for April to September.",
            id="exactly-the-target",
        ),
        pytest.param(
            {"annual": None, "actual": "5"},
            "5 for April to September. No target is held.",
            id="no-target",
        ),
        pytest.param({"state": "NOT_APPLICABLE"}, "", id="does-not-apply"),
        pytest.param({"state": ""}, "", id="not-entered"),
        pytest.param(
            {
                "state": "NOT_YET", "unavailable_because": "The 91 days have not passed.",
                "expected_on": date(2024, 3, 14),
            },
            "The 91 days have not passed. Expected on 14 March 2024.",
            id="not-yet-available",
        ),
    ],
)  # fmt: skip
def test_a_finding_says_in_one_sentence_what_a_figure_means(facts, finding):
    assert measure(**facts).finding == finding


@pytest.mark.parametrize(
    ("lower_is_better", "actual", "status"),
    [
        (True, "219.9", Status.ON_TARGET),
        (True, "220", Status.ON_TARGET),
        (True, "220.1", Status.NOT_ON_TARGET),
        (False, "219.9", Status.NOT_ON_TARGET),
        (False, "220", Status.ON_TARGET),
        (False, "220.1", Status.ON_TARGET),
    ],
)
def test_the_direction_of_a_measure_decides_what_is_on_target(lower_is_better, actual, status):
    assert measure(lower_is_better=lower_is_better, actual=actual).status == status


def test_a_figure_just_over_the_exact_target_is_not_rounded_into_success():
    row = measure(annual="366.1", last_month=8, actual="244.07")

    assert row.status == Status.NOT_ON_TARGET


def test_a_different_target_decides_the_status():
    row = measure(actual="273", different_target=Decimal(280), different_target_reason="Agreed")

    assert row.status == Status.ON_TARGET
    assert "below the target of 280" in row.finding


def test_the_summary_names_what_is_off_target():
    rows = (measure(actual="1"), measure(actual="273", name="Avoidable admissions"))

    assert MetricReport(rows).summary == (
        "One of the two measures is on target; avoidable admissions is not."
    )


def test_the_summary_counts_only_measures_with_data():
    rows = (measure(actual="1"), measure(state="NOT_YET"))

    assert MetricReport(rows).summary == "The one measure with data is on target."


def test_the_summary_of_a_good_quarter_is_short():
    assert MetricReport((measure(actual="1"),) * 5).summary == "All five measures are on target."


def test_the_summary_of_a_bad_quarter_hides_nothing():
    rows = (measure(actual="273", name="Falls"), measure(actual="273", name="Reablement"))

    assert MetricReport(rows).summary == (
        "None of the two measures are on target; falls and reablement are not."
    )
