"""Figures without references are matched by order, only when their number fits."""

from decimal import Decimal

import pytest

from finance.models import LineReturn
from schemes.models import FundingStream, ReportGroup
from tests.builders import make_line, report_line
from tests.finance.paste_builders import confirm, paste, words

pytestmark = pytest.mark.django_db


def forecasts():
    held = LineReturn.objects.exclude(forecast=None).order_by("line__scheme__order")
    return [figure for (figure,) in held.values_list("forecast")]


def test_a_figure_for_each_line_is_matched_by_order_and_the_page_says_so(officer, quarter):
    for reference in ("S1", "S2", "S3"):
        make_line(quarter, reference)

    answer = paste(officer, "Forecast\r\n81\r\n82\r\n83\r\n", unit="THOUSANDS")
    confirm(officer, answer)

    assert "3 rows pasted. 3 match." in words(answer)
    assert (
        "No row has a reference or name, so rows are matched by order: the first row to S1, "
        "the last to S3."
    ) in words(answer)
    assert forecasts() == [Decimal(81000), Decimal(82000), Decimal(83000)]


def test_another_number_of_figures_is_refused_with_both_numbers(officer, quarter):
    for number in range(35):
        make_line(quarter, f"S{number}")

    answer = paste(officer, "81\n" * 34)

    message = "You pasted 34 rows for 35 schemes. Add the scheme reference column, or paste all 35"
    assert words(answer).count(message) == 2, "in the summary and at the box"
    assert 'href="#text"' in words(answer)
    assert answer.context["form"]["text"].value() == "81\n" * 34


def test_only_lines_that_the_person_may_type_are_counted(officer, quarter):
    make_line(quarter, "S1", led_by="ICB")
    make_line(quarter, "S2", led_by="COUNCIL")
    make_line(quarter, "S3", led_by=None)

    confirm(officer, paste(officer, "81\n82\n", unit="THOUSANDS"))

    held = dict(LineReturn.objects.values_list("line__scheme__reference", "forecast"))
    assert held == {"S2": Decimal(81000), "S3": Decimal(82000)}


def test_a_blank_between_figures_keeps_what_its_line_has(officer, quarter):
    for reference in ("S1", "S2", "S3"):
        report_line(quarter, make_line(quarter, reference), forecast="90000")

    answer = paste(officer, "81\n\n83\n", unit="THOUSANDS")
    confirm(officer, answer)

    assert "1 row without a figure, which keeps what it has (row 2)" in words(answer)
    assert forecasts() == [Decimal(81000), Decimal(90000), Decimal(83000)]


def with_a_second_group(quarter):
    """Two lines under one heading and one under another, as a table with subtotals has them."""
    make_line(quarter, "S1")
    make_line(quarter, "S2")
    other = make_line(quarter, "S3")
    other.stream = FundingStream.objects.create(code="dfg", name="Grants", first_year=2015)
    other.save()
    group = ReportGroup.objects.create(
        board=quarter.board, year=2023, code="dfg", order=2, name="Grants", short_name="DFG"
    )
    group.streams.add(other.stream)


@pytest.mark.parametrize(
    ("figures", "sums"),
    [
        ((81, 82, 83, 246), "1 total (row 4)"),
        ((81, 82, 163, 83, 83), "2 totals (rows 3 and 5)"),
        ((81, 82, 163, 83, 83, 246), "3 totals (rows 3, 5 and 6)"),
        ((81, 82, 164, 83, 83, 247), "3 totals (rows 3, 5 and 6)"),
    ],
    ids=["grand total", "subtotals", "both", "rounded"],
)
def test_sums_in_the_places_of_sums_are_left_out_of_a_column(officer, quarter, figures, sums):
    with_a_second_group(quarter)

    answer = paste(officer, "\n".join(map(str, figures)), unit="THOUSANDS")
    confirm(officer, answer)

    assert f"Left out: {sums}." in words(answer)
    assert forecasts() == [Decimal(81000), Decimal(82000), Decimal(83000)]


@pytest.mark.parametrize(
    "figures", [(81, 82, 83, 999), (81, 81, 82, 82, 83)], ids=["no sum", "repeated figures"]
)
def test_figures_too_many_are_never_taken_for_sums_that_they_are_not(officer, quarter, figures):
    with_a_second_group(quarter)

    answer = paste(officer, "\n".join(map(str, figures)), unit="THOUSANDS")

    assert f"You pasted {len(figures)} rows for 3 schemes." in words(answer)


def test_from_a_cell_down_only_the_lines_below_are_filled(officer, quarter):
    lines = [make_line(quarter, reference) for reference in ("S1", "S2", "S3")]
    below = ",".join(str(line.pk) for line in lines[1:])

    answer = paste(officer, "81\n82\n", unit="THOUSANDS", lines=below)
    confirm(officer, answer)

    held = dict(LineReturn.objects.values_list("line__scheme__reference", "forecast"))
    assert held == {"S2": Decimal(81000), "S3": Decimal(82000)}


def test_more_figures_than_lines_below_the_cell_are_refused(officer, quarter):
    lines = [make_line(quarter, reference) for reference in ("S1", "S2", "S3")]
    below = ",".join(str(line.pk) for line in lines[1:])

    answer = paste(officer, "81\n82\n83\n", lines=below)

    assert "You pasted 3 rows from S2 down, for 2 schemes." in words(answer)


def test_no_list_of_lines_leads_to_those_of_another_organisation(officer, quarter):
    theirs, mine = make_line(quarter, "S1", led_by="ICB"), make_line(quarter, "S2")

    confirm(officer, paste(officer, "81\n", unit="THOUSANDS", lines=f"{theirs.pk},{mine.pk}"))

    held = dict(LineReturn.objects.values_list("line__scheme__reference", "forecast"))
    assert held == {"S2": Decimal(81000)}
