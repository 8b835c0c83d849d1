"""The figures of a paste: how they are read, which are refused, and which are asked about."""

from decimal import Decimal

import pytest

from finance.models import LineReturn
from tests.builders import make_line, make_quarter, report_line
from tests.finance.paste_builders import PAGE, confirm, copied, forecasts, paste, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1,090", "1090000"),
        ("95.5", "95500"),
        ("\u00a090\u00a0", "90000"),
        ("0", "0"),
    ],
    ids=["commas", "decimals", "no-break spaces", "nought"],
)
def test_figures_are_read_as_excel_writes_them(officer, quarter, typed, stored):
    make_line(quarter, "S1", plan="1000000")

    answer = paste(officer, copied(["S1", typed]), unit="THOUSANDS")
    reasons = {question.reason_name: "checked" for question in answer.context["questions"]}
    confirm(officer, answer, **reasons)

    assert forecasts() == {"S1": Decimal(stored)}


@pytest.mark.parametrize("typed", ["(5)", "-5", "\u22125"], ids=["brackets", "hyphen", "minus"])
def test_a_minus_is_saved_with_a_reason_and_not_without(officer, quarter, typed):
    line = make_line(quarter, "S1", plan="10000")
    answer = paste(officer, copied(["S1", typed]), unit="THOUSANDS")

    refused = confirm(officer, answer)
    assert "Forecast is −5. Is this a credit?" in words(answer)
    assert "Enter why the forecast for S1 Scheme S1 is correct" in words(refused)
    assert forecasts() == {}

    confirm(officer, answer, **{f"reason-forecast-{line.pk}": "This is a credit for 2022."})
    assert LineReturn.objects.get().forecast == Decimal(-5000)
    assert LineReturn.objects.get().unlikely_because == "Forecast: This is a credit for 2022."


def test_a_forecast_far_from_the_last_one_is_asked_about(officer, quarter):
    earlier = make_quarter(quarter.board, quarter=2)
    line = make_line(quarter, "S1", plan="90000")
    report_line(earlier, line, forecast="90000")

    answer = paste(officer, copied(["S1", "900"]), unit="THOUSANDS")

    assert "Last quarter it was 90. That is 10 times higher." in words(answer)


def test_money_spent_beyond_the_forecast_is_asked_about(officer, quarter):
    line = make_line(quarter, "S1", name="Disabled Facilities Grants")
    report_line(quarter, line, forecast="2149000")

    answer = paste(officer, copied(["S1", "2,300"]), column="spent", unit="THOUSANDS")

    assert (
        "Spent to date (2,300) is more than the forecast (2,149) for Disabled Facilities Grants. "
        "Change one, or say why"
    ) in words(answer)


def test_a_reason_typed_is_kept_when_the_paste_is_read_again(officer, quarter):
    line = make_line(quarter, "S1")
    answer = paste(officer, copied(["S1", "-5"]), unit="THOUSANDS")
    typed = {f"reason-forecast-{line.pk}": "This is a credit."}

    again = paste(officer, copied(["S1", "-5"]), unit="THOUSANDS", **typed)

    assert 'value="This is a credit."' in words(again)
    assert "There is a problem" not in words(again)
    assert answer.status_code == 200


def test_a_cell_that_is_no_number_is_named_by_its_row(officer, quarter):
    for reference in ("S1", "S2"):
        report_line(quarter, make_line(quarter, reference), forecast="1082000")
    rows = copied(["S1", "90"], ["S2", "n/a"])

    refused = confirm(officer, paste(officer, rows, unit="THOUSANDS"))

    message = "Row 2, Forecast: “n/a” is not a number. Enter 0 or leave it blank to keep 1,082"
    assert words(refused).count(message) == 2
    assert set(forecasts().values()) == {Decimal(1082000)}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2.1m", "Row 2, Forecast must be in £ thousands, like 11,284 for £11.284 million"),
        ("95k", "Row 2, Forecast must be a number only. Remove “k”"),
        ("£95", "Row 2, Forecast must be in £ thousands, like 2,149 for £2,149,000. Remove the £"),
        ("-", "Row 2, Forecast: “-” is not a number. Enter 0 or leave it blank"),
    ],
)
def test_a_cell_that_cannot_be_read_says_what_to_do(officer, quarter, typed, message):
    for reference in ("S1", "S2"):
        make_line(quarter, reference)

    answer = paste(officer, copied(["S1", "90"], ["S2", typed]), unit="THOUSANDS")

    assert message in words(answer)


def test_a_row_without_a_figure_keeps_what_it_has(officer, quarter):
    report_line(quarter, make_line(quarter, "S1"), forecast="90000")
    make_line(quarter, "S2")

    confirm(officer, paste(officer, copied(["S1", ""], ["S2", "95"])))

    assert forecasts() == {"S1": Decimal(90000), "S2": Decimal(95000)}


@pytest.mark.parametrize(
    ("figure", "unit"),
    [("95", "£ thousands"), ("95,500", "£"), ("£95", "£"), ("95.125", "£ thousands")],
)
def test_the_unit_is_worked_out_and_said(officer, quarter, figure, unit):
    make_line(quarter, "S1", plan="100000")

    assert f"We read these as {unit}. If not" in words(paste(officer, copied(["S1", figure])))


def test_a_unit_worked_out_can_be_changed_without_pasting_again(officer, quarter):
    make_line(quarter, "S1", plan="100000")
    answer = paste(officer, copied(["S1", "95"]))
    assert answer.context["rows"][0]["new"] == "95"

    boxes = {"column": "forecast", "text": answer.context["form"].data["text"], "unit": "POUNDS"}
    changed = officer.post(PAGE, boxes)

    assert "We read these as £. If not" in words(changed)
    assert changed.context["preview"].edits[0].new == Decimal(95)


def test_pounds_are_read_where_the_board_types_thousands(officer, quarter):
    make_line(quarter, "S1", plan="2967000")

    confirm(officer, paste(officer, copied(["S1", "£2,149,312.45"])))

    assert forecasts() == {"S1": Decimal("2149312.45")}


def test_a_figure_pasted_as_it_is_shown_does_not_lose_its_pence(officer, quarter):
    report_line(quarter, make_line(quarter, "S1", plan="2149312.45"), forecast="2149312.45")

    answer = paste(officer, copied(["S1", "2,149"]), unit="THOUSANDS")
    done = confirm(officer, answer)

    assert "no change" in words(answer)
    assert "No figure changed. 1 forecast marked as reviewed." in words(done)
    assert forecasts() == {"S1": Decimal("2149312.45")}


def test_the_column_under_its_heading_is_taken_and_another_can_be(officer, quarter):
    make_line(quarter, "S1", plan="100000")
    rows = copied(["Ref", "Plan", "Forecast", "Variance"], ["S1", "100", "95", "-5"])

    answer = paste(officer, rows)
    other = paste(officer, rows, figures="1")

    assert "The figures are taken from column 3 (“Forecast”)." in words(answer)
    assert answer.context["rows"][0]["new"] == "95"
    assert other.context["rows"][0]["new"] == "100"
