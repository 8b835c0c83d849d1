import pytest

from finance.charts import spending_chart
from finance.queries import spend_report
from tests.builders import make_line, make_quarter, report_line

pytestmark = pytest.mark.django_db


def test_the_chart_of_spending_says_what_it_shows():
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, plan="2967000"), forecast="2149000")

    chart = spending_chart(spend_report(quarter))

    assert chart.title == "Plan and forecast by group: the whole fund is £818k under plan"
    assert {"2,967", "2,149", "NHS minimum"} <= {text.text for text in chart.texts}


def test_an_unfinished_forecast_is_said_and_not_drawn_as_nought():
    quarter = make_quarter()
    make_line(quarter)

    chart = spending_chart(spend_report(quarter))

    assert chart.title.endswith("the forecast is not complete")
    assert "not provided" in {text.text for text in chart.texts}


def test_a_plan_without_amounts_has_no_chart():
    quarter = make_quarter()
    make_line(quarter, plan=None)

    assert spending_chart(spend_report(quarter)) is None
