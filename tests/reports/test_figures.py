import pytest

from finance.income import income
from finance.queries import spend_report
from metrics.queries import metric_report
from reports.figures import (
    figures,
    fill,
    named_figures,
    off_target_finding,
    spending_finding,
    unknown_references,
)
from tests.builders import make_line, make_metric, make_quarter, report_line, report_metric

pytestmark = pytest.mark.django_db


def facts(quarter):
    return figures(quarter, metric_report(quarter), spend_report(quarter), income(quarter))


def test_a_text_takes_its_figures_from_the_data():
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, plan="2967000"), forecast="2149000")
    report_metric(quarter, make_metric(quarter, "falls", annual="2097.8"), actual="995")

    text = fill(
        "{board}: {forecast.total} of {plan.bcf}; falls {metric.falls.actual} in "
        "{metric.falls.months} against {metric.falls.target}.",
        facts(quarter),
    )

    assert text == (
        "Northshire: £2,149k of £2,967k; falls 995 in April to September 2023 against 1,048.9."
    )


def test_an_unknown_reference_stays_as_typed_and_is_named():
    known = {"board": "Northshire"}

    assert fill("{board} {wrong.name} {Not a reference}", known).endswith(
        "{wrong.name} {Not a reference}"
    )
    assert unknown_references("{board} {wrong.name} {table.metrics}", known) == ["wrong.name"]


def test_a_value_that_looks_like_a_reference_is_not_filled_again():
    assert fill("{a}", {"a": "{b}", "b": "no"}) == "{b}"


@pytest.mark.parametrize(
    ("forecasts", "sentence"),
    [
        ([None, "100000"], "The forecast is not complete: 1 line of 2 have no figure."),
        (["100000", "100000"], "Every line is forecast to be on plan."),
        (
            ["90000", "100000"],
            "The only line forecast to differ from plan is Scheme S0, £10k under plan.",
        ),
        (
            ["90000", "130000"],
            "Two lines are forecast to differ from plan: Scheme S0, £10k under plan; "
            "Scheme S1, £30k over plan. Together: £20k over plan.",
        ),
    ],
)
def test_one_sentence_says_where_forecast_and_plan_differ(forecasts, sentence):
    quarter = make_quarter()
    for number, forecast in enumerate(forecasts):
        line = make_line(quarter, f"S{number}")
        if forecast:
            report_line(quarter, line, forecast=forecast)

    assert spending_finding(spend_report(quarter)) == sentence


@pytest.mark.parametrize(
    ("actuals", "sentence"),
    [
        ([None], "No measure has a figure and a target yet."),
        (["900"], "The one measure with data is not on target: falls."),
        (["100"], "The one measure with data is on target: falls."),
        (["100", "200"], "All of the two measures with data are on target."),
        (["900", "200", None], "One of the two measures with data is not on target: falls."),
        (["900", "800"], "Two of the two measures with data are not on target: falls and stays."),
    ],
)
def test_one_sentence_names_the_measures_that_are_not_on_target(actuals, sentence):
    quarter = make_quarter()
    for code, actual in zip(["falls", "stays", "moves"], actuals, strict=False):
        metric = make_metric(quarter, code)
        if actual:
            report_metric(quarter, metric, actual=actual)

    assert off_target_finding(metric_report(quarter)) == sentence


def test_every_figure_that_is_offered_has_a_name_of_its_own():
    quarter = make_quarter()
    make_line(quarter)
    make_metric(quarter)
    offered = named_figures(quarter, metric_report(quarter), spend_report(quarter), income(quarter))

    names = [figure.name for figure in offered]

    assert all(names)
    assert len(set(names)) == len(names)
