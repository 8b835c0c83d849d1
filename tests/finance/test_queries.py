from decimal import Decimal

import pytest

from finance.models import ExpenditureLine
from finance.queries import spend_report
from schemes.models import FundingStream, ReportGroup, Scheme
from tests.builders import make_board, make_line, make_lines, make_quarter, report_line

pytestmark = pytest.mark.django_db


def test_a_total_is_withheld_until_every_line_has_a_figure():
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, "S1", plan="100000"), forecast="90000")
    make_line(quarter, "S2", plan="50000")

    report = spend_report(quarter)

    assert report.plan == Decimal(150000)
    assert report.forecast is None
    assert report.variance is None
    assert report.missing("forecast") == 1


def test_minus_means_under_plan():
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, plan="2967000"), forecast="2149000")

    report = spend_report(quarter)

    assert report.variance == report.rows[0].variance == Decimal(-818000)


def test_lines_stand_in_the_order_of_the_plan():
    quarter = make_quarter()
    for reference in ("S2", "S10", "S1"):
        make_line(quarter, reference)

    assert [row.reference for row in spend_report(quarter).rows] == ["S2", "S10", "S1"]


def test_a_stream_that_no_group_names_is_printed_and_never_dropped():
    quarter = make_quarter()
    line = make_line(quarter)
    line.stream = FundingStream.objects.create(code="new", name="New grant", first_year=2023)
    line.save()

    report = spend_report(quarter)

    assert [group.name for group in report.groups] == ["NHS minimum", "Other funding"]
    assert report.groups[1].rows[0].stream == "New grant"


def test_the_forecast_of_the_quarter_before_stands_beside_this_one():
    quarter = make_quarter()
    line = make_line(quarter)
    report_line(make_quarter(quarter.board, quarter=1), line, forecast="70000")
    report_line(make_quarter(quarter.board, quarter=2), line, forecast="80000")
    report_line(quarter, line, forecast="90000")

    report = spend_report(quarter)

    assert report.previous_period == "Quarter 2 2023-24"
    assert (report.rows[0].previous, report.previous) == (Decimal(80000), Decimal(80000))


def test_the_first_quarter_of_a_year_has_nothing_before_it():
    quarter = make_quarter(quarter=1)
    make_line(quarter)
    make_quarter(quarter.board, year=2022, quarter=4)

    assert spend_report(quarter).previous_period == ""


def test_a_board_may_print_its_own_themes_without_streams_or_amounts():
    quarter = make_quarter()
    line = make_line(quarter, plan=None)
    theme = ReportGroup.objects.create(
        board=quarter.board, year=2023, order=2, code="t", name="Prevention", short_name="Theme"
    )
    Scheme.objects.filter(pk=line.scheme_id).update(report_group=theme)
    ExpenditureLine.objects.update(stream=None)

    report = spend_report(quarter)

    assert [(group.name, len(group.rows)) for group in report.groups] == [
        ("NHS minimum", 0), ("Prevention", 1),
    ]  # fmt: skip
    assert report.plan is None
    assert report.rows[0].stream == "not stated"


def test_a_line_without_one_leader_is_joint():
    quarter = make_quarter()
    make_line(quarter, led_by=None)

    assert spend_report(quarter).rows[0].led_by == "Joint"


def test_figures_of_another_board_or_quarter_stay_out():
    quarter = make_quarter()
    report_line(quarter, make_line(quarter), forecast="1")
    earlier = make_quarter(quarter.board, quarter=2)
    other = make_quarter(make_board("Southborough"))

    assert spend_report(earlier).rows[0].forecast is None
    assert spend_report(other).rows == ()


@pytest.mark.parametrize("count", [5, 500])
def test_a_report_takes_the_same_queries_for_any_number_of_lines(count, django_assert_num_queries):
    quarter = make_quarter()
    make_lines(quarter, count)

    with django_assert_num_queries(6):
        assert len(spend_report(quarter).rows) == count
