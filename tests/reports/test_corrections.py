"""What a version corrects: every change with why it was made and in which role."""

import pytest

from boards.roles import Role
from boards.workflow import Part, Status
from finance.models import ExpenditureLine
from metrics.models import Metric
from reports import actions
from reports.corrections import (
    FOLLOWS,
    NOT_ASKED,
    changed_since_last_version,
    corrected_version,
    correction,
)
from reports.models import Snapshot
from tests.builders import NOON, make_user, report_line, report_metric
from tests.reports.correction_builders import WRONG_MONTH, correct, make_report, put_right
from tests.reports.text_builders import write
from tests.signing_builders import make_capacities, make_signatory, send, sign, walk

pytestmark = pytest.mark.django_db


def last(quarter):
    quarter.refresh_from_db()
    return Snapshot.objects.of(quarter, quarter.versions)


def told(snapshot, place):
    """Of what a version corrects in one place: (what, old, new, why, role)."""
    return [
        (row.changed.what, row.changed.old, row.changed.new, row.why, row.role)
        for row in correction(snapshot).rows
        if row.changed.place == place
    ]


def test_a_corrected_figure_is_told_with_its_reason_and_the_role_that_changed_it():
    snapshot = put_right(make_report())

    assert told(snapshot, "Table 1, Falls") == [
        ("Actual", "500.0", "450.0", WRONG_MONTH, "Commissioner")
    ]


def test_what_is_worked_out_from_a_corrected_figure_follows():
    quarter = make_report()
    correct(quarter, spending="An invoice was left out.")
    report_line(quarter, ExpenditureLine.objects.get(), forecast="108000")
    send(quarter)

    assert told(last(quarter), "Table 2, S1 Scheme S1") == [
        ("Forecast £000", "98", "108", "An invoice was left out.", "Finance officer"),
        ("Variance £000", "−2", "8", FOLLOWS, ""),
    ]
    assert told(last(quarter), "Table 2, grand total")[0] == (
        "Forecast £000", "98", "108", FOLLOWS, ""
    )  # fmt: skip


def test_a_paragraph_that_cites_a_corrected_figure_follows_from_it():
    quarter = make_report()
    correct(quarter, spending="An invoice was left out.", text="The Board decided.")
    report_line(quarter, ExpenditureLine.objects.get(), forecast="108000")
    write(quarter, "recommendations", body="The Board is asked to note this.\n\nAll is done.")
    send(quarter)

    assert told(last(quarter), "Section 2, Money") == [
        ("Paragraph 2.1", "2.1 The forecast is £98k.", "2.1 The forecast is £108k.", FOLLOWS, "")
    ]
    assert told(last(quarter), "Section 1, Recommendations") == [
        ("Paragraph 1.2", "1.2 All is well.", "1.2 All is done.", "The Board decided.",
         "Commissioner"),
    ]  # fmt: skip


def test_the_role_is_that_of_the_last_change_between_the_two_versions():
    quarter = make_report()
    correct(quarter, performance=WRONG_MONTH)
    metric = Metric.objects.get()
    report_metric(quarter, metric, actual="470.0")
    report_metric(
        quarter, metric, actual="450.0", by=make_user(quarter.board, Role.FINANCE_OFFICER)
    )
    snapshot = send(quarter)
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)
    report_metric(quarter, metric, actual="1.0", by=make_user(quarter.board))

    assert told(snapshot, "Table 1, Falls")[0][-1] == "Finance officer"


def test_a_change_made_after_the_report_was_taken_back_says_that_no_reason_was_given():
    quarter = make_report(status=Status.SIGNED)
    put_right(quarter, status=Status.WITH_SIGNATORIES)
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)
    quarter.refresh_from_db()
    report_line(quarter, ExpenditureLine.objects.get(), forecast="90000")
    send(quarter)

    assert told(last(quarter), "Table 2, S1 Scheme S1")[0][-2] == NOT_ASKED


def test_the_reason_is_that_of_the_correction_and_not_of_what_was_asked_for_on_the_way():
    quarter = make_report()
    snapshot = put_right(quarter, "460.0", status=Status.WITH_SIGNATORIES)
    asked = {Part.PERFORMANCE: "Still wrong.", Part.SPENDING: "Check S1."}
    actions.request_changes(
        quarter=quarter, reasons=asked, by=make_user(quarter.board, Role.SIGNATORY), at=NOON
    )
    quarter.refresh_from_db()
    report_metric(quarter, Metric.objects.get(), actual="450.0")
    report_line(quarter, ExpenditureLine.objects.get(), forecast="90000")
    snapshot = send(quarter)

    assert told(snapshot, "Table 1, Falls")[0][-2] == WRONG_MONTH
    assert told(snapshot, "Table 2, S1 Scheme S1")[0][-2] == "Check S1."


def test_a_version_corrects_the_last_one_published_whatever_was_signed_since():
    quarter = make_report()
    put_right(quarter, "460.0", status=Status.SIGNED)
    snapshot = put_right(quarter, "450.0")

    assert snapshot.number == 3
    assert corrected_version(snapshot).number == 1
    assert told(snapshot, "Table 1, Falls")[0][1:3] == ("500.0", "450.0")


def test_where_nothing_was_published_a_version_corrects_the_last_one_signed():
    quarter = make_report(status=Status.SIGNED)
    snapshot = put_right(quarter)

    assert corrected_version(snapshot).number == 1


def test_the_first_version_and_one_after_a_version_that_nobody_signed_correct_none():
    quarter = make_report(status=Status.WITH_SIGNATORIES)
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)
    quarter.refresh_from_db()
    send(quarter)

    assert correction(Snapshot.objects.of(quarter, 1)) is None
    assert correction(Snapshot.objects.of(quarter, 2)) is None


def test_a_version_that_changes_nothing_that_is_printed_corrects_nothing():
    quarter = make_report()
    correct(quarter, text="To be looked at again.")
    snapshot = send(quarter)

    assert correction(snapshot).rows == ()


def test_a_correction_costs_the_same_however_much_it_changes(django_assert_num_queries):
    number = put_right(make_report()).number
    related = Snapshot.objects.select_related("quarter__board", "quarter__period")
    snapshot = related.get(number=number)

    # The version corrected, the requests, the sections, the sendings and the events between them.
    with django_assert_num_queries(5):
        assert correction(snapshot).rows


def test_what_changed_is_told_since_the_version_before():
    quarter = make_report(status=Status.SIGNED)
    put_right(quarter, "460.0", status=Status.SIGNED)
    put_right(quarter, "450.0", status=Status.SIGNED)

    found = changed_since_last_version(quarter)

    assert [(item.what, item.old, item.new) for item in found] == [("Actual", "460.0", "450.0")]


def test_who_signed_an_older_version_is_told_what_changed_since_that():
    quarter = make_report(status=Status.DRAFT)
    capacity = make_capacities(quarter.board)[0]
    person = make_signatory(capacity)
    sign(send(quarter), capacity, by=person)
    ask_for_performance(quarter, "480.0")
    ask_for_performance(quarter, "450.0")

    found = changed_since_last_version(quarter, person)

    assert quarter.versions == 3
    assert [(item.what, item.old, item.new) for item in found] == [("Actual", "500.0", "450.0")]


def ask_for_performance(quarter, actual):
    """A version sent back for its performance, put right and sent again."""
    actions.request_changes(
        quarter=quarter,
        reasons={Part.PERFORMANCE: "Wrong."},
        by=make_user(quarter.board, Role.SIGNATORY),
        at=NOON,
    )
    quarter.refresh_from_db()
    report_metric(quarter, Metric.objects.get(), actual=actual)
    walk(quarter, Status.WITH_SIGNATORIES)
    quarter.refresh_from_db()


def test_of_one_version_nothing_changed():
    assert changed_since_last_version(make_report(status=Status.WITH_SIGNATORIES)) == ()
