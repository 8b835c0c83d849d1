"""A paste is read, shown and only then stored."""

from decimal import Decimal

import pytest

from boards.models import AuditEvent
from boards.roles import Role
from boards.workflow import Status
from finance.models import LineReturn, Paste
from tests.builders import (
    make_board,
    make_line,
    make_lines,
    make_quarter,
    make_user,
    report_line,
)
from tests.finance.paste_builders import PAGE, confirm, copied, paste, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter():
    return make_quarter()


@pytest.fixture
def officer(client, quarter):
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))
    return client


def forecasts():
    """What is stored by reference."""
    held = LineReturn.objects.order_by("line__scheme__order")
    return dict(held.values_list("line__scheme__reference", "forecast"))


def test_a_column_with_references_is_shown_first_and_stored_when_confirmed(officer, quarter):
    report_line(quarter, make_line(quarter, "S1", name="Reablement"), forecast="90000")
    make_line(quarter, "S2", plan="1300000")

    answer = paste(officer, copied(["S2", "1,200"], ["S1", "95"]), unit="THOUSANDS")

    assert "2 rows pasted. 2 match. Nothing is saved yet." in words(answer)
    assert forecasts() == {"S1": Decimal(90000)}
    done = confirm(officer, answer)
    assert "2 forecasts updated." in words(done)
    assert forecasts() == {"S1": Decimal(95000), "S2": Decimal(1200000)}


def test_the_preview_shows_now_new_difference_and_totals(officer, quarter):
    report_line(quarter, make_line(quarter, "S1"), forecast="90000")
    report_line(quarter, make_line(quarter, "S2"), forecast="50000")

    answer = paste(officer, copied(["S1", "87"]), unit="THOUSANDS")

    (row,) = answer.context["rows"]
    assert (row["now"], row["new"], row["difference"]) == ("90", "87", "−3")
    assert answer.context["totals"] == [
        ("Total of the rows above that match", ["90", "87", "−3"]),
        ("Total of all 2 lines of the report", ["140", "137", "−3"]),
    ]


def test_headings_totals_and_blank_rows_are_left_out_and_named(officer, quarter):
    for reference in ("S1", "S2"):
        make_line(quarter, reference)
    rows = copied(
        ["Ref", "Scheme", "Forecast"], ["", "", ""], ["NHS minimum"], ["S1", "Scheme S1", "90"],
        ["S2", "Scheme S2", "95"], ["", "BCF subtotal", "185"], ["Grand total", "", "185"],
    )  # fmt: skip

    answer = paste(officer, rows)

    assert "2 rows pasted. 2 match." in words(answer)
    assert "Left out: 2 headings (rows 1 and 3)." in words(answer)
    assert "Left out: 2 totals (rows 6 and 7)." in words(answer)
    assert "Left out: 1 blank row (row 2)." in words(answer)


def test_a_scheme_called_total_something_is_no_total(officer, quarter):
    make_line(quarter, "S1", name="Total mobility")

    answer = paste(officer, copied(["Total mobility", "90"]))

    assert "1 row pasted. 1 matches." in words(answer)


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


def test_a_name_that_two_schemes_have_is_asked_about(officer, quarter):
    first = make_line(quarter, "S1", name="Dementia support")
    make_line(quarter, "S2", name="Dementia support")
    make_line(quarter, "S3", name="Reablement")
    rows = copied(["Reablement", "90"], ["dementia  SUPPORT ", "95"])

    answer = paste(officer, rows)
    message = "Row 2: “dementia SUPPORT” matches 2 schemes. Select one"
    assert "2 rows pasted. 1 matches. 1 needs your attention." in words(answer)
    assert words(answer).count(message) == 1, "at the row: nothing is wrong yet"

    refused = confirm(officer, answer)
    assert words(refused).count(message) == 2, "in the summary and at the row"
    assert 'href="#row-2"' in words(refused)
    assert forecasts() == {}

    confirm(officer, refused, **{"row-2": str(first.pk)})
    assert forecasts() == {"S1": Decimal(95000), "S3": Decimal(90000)}


def test_a_reference_that_no_scheme_has_is_asked_about_and_may_be_left_out(officer, quarter):
    make_line(quarter, "S1")
    rows = copied(["S1", "90"], ["S99", "95"])

    answer = paste(officer, rows)
    assert "Row 2: “S99” matches no scheme. Select one, or leave it out" in words(answer)

    done = confirm(officer, answer, **{"row-2": "out"})
    assert "1 forecast updated." in words(done)
    assert forecasts() == {"S1": Decimal(90000)}


def test_a_reference_beside_the_name_of_another_scheme_is_asked_about(officer, quarter):
    make_line(quarter, "S1", name="Reablement")
    make_line(quarter, "S2", name="Equipment")
    rows = copied(["S1", "Reablement", "90"], ["S1", "Equipment", "95"])

    answer = paste(officer, rows)

    assert "Row 2: “S1” is not the reference of “Equipment”. Select one" in words(answer)


def test_two_rows_for_one_line_are_asked_about(officer, quarter):
    make_line(quarter, "S1", name="Reablement")
    rows = copied(["S1", "90"], ["S1", "95"])

    answer = paste(officer, rows)
    message = "Rows 1 and 2 are for S1 Reablement. Keep one, and leave the others out"
    assert message in words(answer)
    assert "1 forecast updated." not in words(confirm(officer, answer))

    confirm(officer, answer, **{"row-1": "out"})
    assert forecasts() == {"S1": Decimal(95000)}


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


def test_a_pasted_forecast_counts_as_reviewed(officer, quarter):
    make_line(quarter, "S1")

    confirm(officer, paste(officer, copied(["S1", "95"])))

    held = LineReturn.objects.get()
    assert held.reviewed_on is not None
    assert held.reviewed_by == "Finance officer"


def test_money_spent_does_not_count_as_a_review_of_the_forecast(officer, quarter):
    make_line(quarter, "S1")

    done = confirm(officer, paste(officer, copied(["S1", "95"]), column="spent"))

    assert "1 amount spent to date updated." in words(done)
    assert LineReturn.objects.get().reviewed_on is None


def test_the_trail_tells_each_figure_and_that_it_was_pasted(officer, quarter):
    make_line(quarter, "S1")

    confirm(officer, paste(officer, copied(["S1", "95"])))

    figure, summary = AuditEvent.objects.all()
    assert (figure.kind, figure.subject, figure.before, figure.after, figure.reason) == (
        "finance.forecast.recorded", "S1", "", "95000.00", "pasted",
    )  # fmt: skip
    assert (summary.kind, summary.after) == ("finance.paste.recorded", "1 forecast updated.")


def test_a_line_that_another_organisation_leads_is_left_out_and_its_leader_named(client, quarter):
    make_line(quarter, "S1", led_by="COUNCIL")
    make_line(quarter, "S2", led_by="ICB")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    answer = paste(client, copied(["S1", "95"], ["S2", "96"]))
    confirm(client, answer)

    assert "Left out: 1 line led by ICB, not yours to enter." in words(answer)
    assert forecasts() == {"S1": Decimal(95000)}


def test_no_choice_leads_to_a_line_that_is_not_the_persons(client, quarter):
    make_line(quarter, "S1", led_by="COUNCIL")
    theirs = make_line(quarter, "S2", led_by="ICB")
    elsewhere = make_line(make_quarter(make_board("Southborough")), "S3")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))
    answer = paste(client, copied(["S1", "95"], ["S99", "96"]))

    for line in (theirs, elsewhere):
        refused = confirm(client, answer, **{"row-2": str(line.pk)})
        assert "“S99” matches no scheme" in words(refused)

    assert not LineReturn.objects.exists()


@pytest.mark.check(22)
def test_a_figure_changed_meanwhile_is_shown_again_and_nothing_is_stored(officer, quarter):
    line, other = make_line(quarter, "S1", name="Reablement"), make_line(quarter, "S2")
    answer = paste(officer, copied(["S1", "95"], ["S2", "96"]), unit="THOUSANDS")
    report_line(quarter, line, forecast="90000")

    refused = confirm(officer, answer)

    message = (
        "Row 1: Reablement was changed by somebody else while you were checking. "
        "It was not provided, it is now 90"
    )
    assert refused.status_code == 409
    assert words(refused).count(message) == 2
    assert forecasts() == {"S1": Decimal(90000)}
    assert "2 forecasts updated." in words(confirm(officer, refused))
    assert LineReturn.objects.get(line=other).forecast == Decimal(96000)


def test_a_double_confirmation_stores_once(officer, quarter):
    make_line(quarter, "S1")
    answer = paste(officer, copied(["S1", "95"]))

    confirm(officer, answer)
    confirm(officer, answer)

    assert Paste.objects.count() == 1


def test_a_report_that_is_no_draft_stores_no_paste(officer, quarter):
    make_line(quarter, "S1")
    answer = paste(officer, copied(["S1", "95"]))
    type(quarter).objects.update(status=Status.WITH_SIGNATORIES)

    assert confirm(officer, answer).status_code == 409
    assert not LineReturn.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Paste the column from Excel"),
        (" \n \n", "Paste the column from Excel"),
        ("Forecast\nn/a", "What you pasted has no figures. Copy the column from Excel again"),
        ("x\t5", "No row has the reference or the name of a scheme of this report."),
        ("1\n" * 2001, "You pasted 2,001 rows. Paste 2,000 rows or fewer"),
        ("9" * 500_001, "What you pasted must be 500,000 characters or fewer."),
    ],
    ids=["nothing", "spaces", "words", "no scheme", "rows", "characters"],
)
def test_a_text_that_cannot_be_used_says_why(officer, quarter, text, message):
    make_line(quarter, "S1")

    answer = paste(officer, text)

    assert words(answer).count(message) == 2, "in the summary and at the box"
    assert not Paste.objects.exists()


def test_the_column_has_to_be_said(officer, quarter):
    assert "Select which column you are pasting" in words(paste(officer, "5", column=""))


def test_many_rows_that_match_nothing_are_refused_at_once(officer, quarter):
    make_line(quarter, "S1")
    rows = [["S1", "5"], *([f"X{number}", "5"] for number in range(41))]

    answer = paste(officer, copied(*rows))

    assert "41 of 42 rows match no scheme, or more than one." in words(answer)


def test_what_is_pasted_is_shown_as_text(officer, quarter):
    make_line(quarter, "S1")
    attack = "<script>alert(1)</script>"

    answer = paste(officer, copied(["S1", "5"], [attack, "6"]))

    assert attack not in words(answer)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in words(answer)


@pytest.mark.check(32)
@pytest.mark.parametrize("count", [5, 500])
def test_a_paste_takes_the_same_queries_for_any_number_of_lines(
    officer, quarter, count, django_assert_num_queries
):
    rows = copied(*([line.scheme.reference, "95"] for line in make_lines(quarter, count)))

    with django_assert_num_queries(9):
        answer = paste(officer, rows)

    confirm(officer, answer, unit="THOUSANDS")
    assert LineReturn.objects.filter(forecast=95000).count() == count


def test_one_column_may_hold_references_in_some_rows_and_names_in_others(officer, quarter):
    make_line(quarter, "S1", name="Home care", plan="100000")
    make_line(quarter, "S2", name="Day centres", plan="50000")

    page = words(paste(officer, copied(["S1", "95"], ["Day centres", "48"])))

    assert "2 rows pasted. 2 match. Nothing is saved yet." in page
