"""A paste is read, shown and only then stored."""

from decimal import Decimal

import pytest

from boards.models import AuditEvent
from boards.workflow import Status
from finance.models import LineReturn, Paste
from tests.builders import make_line, make_lines, report_line
from tests.finance.paste_builders import confirm, copied, forecasts, paste, words

pytestmark = pytest.mark.django_db


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


def test_what_is_pasted_is_shown_as_text(officer, quarter):
    make_line(quarter, "S1")
    attack = "<script>alert(1)</script>"

    answer = paste(officer, copied(["S1", "5"], [attack, "6"]))

    assert attack not in words(answer)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in words(answer)


@pytest.mark.parametrize("count", [5, 500])
def test_a_paste_takes_the_same_queries_for_any_number_of_lines(
    officer, quarter, count, django_assert_num_queries
):
    rows = copied(*([line.scheme.reference, "95"] for line in make_lines(quarter, count)))

    with django_assert_num_queries(11):
        answer = paste(officer, rows)

    confirm(officer, answer, unit="THOUSANDS")
    assert LineReturn.objects.filter(forecast=95000).count() == count
