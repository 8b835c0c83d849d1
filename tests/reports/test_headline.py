"""What a report comes to, in a sentence each."""

from dataclasses import replace
from datetime import date

import pytest

from finance.queries import spend_report
from reports.headline import conditions, spending
from schemes.progress import SectionProgress
from tests.builders import make_line, make_quarter, report_line

LOCAL = SectionProgress("dfg", "Disabled facilities", "", None, "", "", None, "", ())


def condition(number, answer):
    by_when = date(2024, 6, 30) if answer == "NOT_MET" else None
    return replace(LOCAL, code=f"nc{number}", number=number, answer=answer, by_when=by_when)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([], "The plan names no national conditions."),
        (["MET"], "The national condition is met."),
        (["MET", "MET", "MET"], "All three national conditions are met."),
        (["MET", ""], "One of the two national conditions is answered."),
        (["", ""], "None of the two national conditions is answered."),
        (["MET", "NOT_MET"], "One of the two national conditions is met; condition 2 is not."),
        (
            ["NOT_MET", "MET", "NOT_MET", "MET"],
            "Two of the four national conditions are met; condition 1 and condition 3 are not.",
        ),
        (["NOT_MET"], "The national condition is not met."),
    ],
    ids=["none", "one", "all", "half", "unanswered", "one-short", "two-short", "only-short"],
)
def test_the_conditions_are_told_in_one_sentence(answers, said):
    plan = [LOCAL, *(condition(number, answer) for number, answer in enumerate(answers, 1))]

    assert conditions(plan) == said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("forecasts", "said"),
    [
        ([], "The amounts of the schemes are not provided."),
        (["100000", None], "Spending is not complete: 1 line of 2 without a forecast."),
        (["100000", "100000"], "The whole fund is forecast to be on plan."),
        (["118000", "100000"], "The whole fund is forecast to be £18k over plan."),
    ],
    ids=["no-lines", "incomplete", "on-plan", "over"],
)
def test_spending_is_told_in_one_sentence(forecasts, said):
    quarter = make_quarter()
    for number, forecast in enumerate(forecasts):
        line = make_line(quarter, f"S{number}")
        if forecast:
            report_line(quarter, line, forecast=forecast)

    assert spending(spend_report(quarter)) == said
