"""An earlier report's figure put right: said in this report, and changed in none before."""

from decimal import Decimal

import pytest

from boards.edits import Conflict, Edit
from boards.models import AuditEvent
from boards.roles import Role
from boards.workflow import ReportLocked, Status
from metrics.actions import NothingToRestate, restate_figure
from metrics.models import Metric, Result, Revision
from metrics.queries import metric_report
from metrics.tables import HistoryTable, notes
from tests.builders import NOON, make_board, make_metric, make_quarter, make_user, report_metric
from tests.metrics.measure_builders import FALLS, words
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
PAGE = FALLS + "revisions/"
SENTENCE = "Quarter 2 2023-24: previously 260, now 273 (the national figure was revised)"


@pytest.fixture
def before():
    """The report of quarter 2, which gave 260 for April to August."""
    before = make_quarter(quarter=2)
    report_metric(before, make_metric(before, "falls", annual="600"), actual="260", last_month=5)
    return before


@pytest.fixture
def quarter(before):
    return make_quarter(before.board)


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board))
    return client


def typed(before, **fields):
    return {"report": str(before.pk), "after": "273", "kind": "NATIONAL"} | fields


def restate(quarter, of, after="273", shown="", **fields):
    values = {"kind": "NATIONAL", "last_month": None, "because": ""} | fields
    restate_figure(
        quarter=quarter, metric=Metric.objects.get().pk,
        edit=Edit(of.pk, "after", shown, Decimal(after)), by="test", at=NOON, **values,
    )  # fmt: skip


def row_of(quarter):
    return metric_report(quarter).rows[0]


def test_a_restated_figure_is_said_on_the_page_in_the_notes_and_compared_with(
    commissioner, quarter, before
):
    answer = commissioner.post(PAGE, typed(before), follow=True)

    assert SENTENCE in words(answer)
    assert SENTENCE in words(commissioner.get(FALLS))
    assert SENTENCE in dict(notes(metric_report(quarter)))["Falls"]
    assert row_of(quarter).previous.actual == Decimal(273)
    assert "273" in [line.actual for line in HistoryTable(row_of(quarter)).report.rows]


def test_the_earlier_report_itself_stays_as_it_was(commissioner, quarter, before):
    commissioner.post(PAGE, typed(before))

    assert row_of(before).actual == Decimal(260)
    assert Result.objects.get(quarter=before).actual == Decimal(260)
    assert row_of(before).restated == ()


def test_months_that_arrived_late_move_the_target_too(commissioner, quarter, before):
    commissioner.post(PAGE, typed(before, kind="LATE_MONTHS", last_month="6"))

    previous = row_of(quarter).previous
    assert (previous.last_month, previous.target) == (6, Decimal(300))


def test_a_later_report_goes_on_from_the_restated_figure(quarter, before):
    restate(quarter, before)
    later = make_quarter(quarter.board, quarter=4)
    restate(later, before, "275")

    assert row_of(later).restated[0].before == Decimal(273)
    assert row_of(later).earlier[0].actual == Decimal(275)
    assert row_of(quarter).earlier[0].actual == Decimal(273)


def test_no_change_takes_over_the_restated_figure(commissioner, quarter, before):
    restate(quarter, before)

    commissioner.post(FALLS, {"state": "CONFIRMED"})

    assert Result.objects.get(quarter=quarter).actual == Decimal(273)


def test_a_figure_restated_twice_still_says_what_it_was_before(quarter, before):
    restate(quarter, before, "270")
    restate(quarter, before, "273", shown="270")

    revision = Revision.objects.get()
    assert (revision.before, revision.after) == (Decimal(260), Decimal(273))


def test_a_restatement_can_be_undone(commissioner, quarter, before):
    restate(quarter, before)

    commissioner.post(PAGE, {"withdraw": str(before.pk)})

    assert not Revision.objects.exists()
    assert row_of(quarter).previous.actual == Decimal(260)


def test_every_restatement_is_on_the_record(commissioner, before):
    commissioner.post(PAGE, typed(before, because="Published in May"))
    commissioner.post(PAGE, {"withdraw": str(before.pk)})

    kinds = ["metrics.figure.restated", "metrics.restatement.withdrawn"]
    events = AuditEvent.objects.filter(kind__in=kinds).order_by("pk")
    assert [(event.before, event.after) for event in events] == [("260", "273"), ("273", "260")]
    assert [event.subject for event in events] == ["falls 2023-24-q2"] * 2
    assert events[0].reason == "Published in May"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"report": ""}, "Select the report whose figure has changed"),
        ({"kind": ""}, "Select why the figure has changed"),
        ({"after": ""}, "Enter the new figure for falls"),
        ({"after": "-3"}, "New figure for falls must be 0 or more"),
        ({"after": "lots"}, "New figure for falls must be a number, like 273 or 273.4"),
        ({"last_month": "4"}, "Quarter 2 2023-24 covered April to August. Select its last month, "
                              "or a later one up to September"),
        ({"last_month": "7"}, "Quarter 2 2023-24 covered April to August. Select its last month"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_and_nothing_is_restated(commissioner, before, fields, message):
    answer = commissioner.post(PAGE, typed(before, **fields))

    assert words(answer).count(message) == 2, "in the summary and at the field"
    assert not Revision.objects.exists()


def test_a_figure_that_somebody_else_restated_first_is_a_conflict(commissioner, quarter, before):
    shown = dict(commissioner.get(PAGE).context["form"].shown_stamps())
    restate(quarter, before, "280")

    answer = commissioner.post(PAGE, typed(before) | shown)

    assert answer.status_code == 409
    assert "was changed by somebody else while you were editing. Theirs: “280”" in words(answer)
    assert Revision.objects.get().after == Decimal(280)


def test_the_conflict_is_seen_by_the_action_too(quarter, before):
    restate(quarter, before, "280")

    with pytest.raises(Conflict):
        restate(quarter, before, "273")


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_a_report_that_is_no_draft_restates_nothing(before, status):
    quarter = make_quarter(before.board, status=status)

    with pytest.raises(ReportLocked):
        restate(quarter, before)

    assert not Revision.objects.exists()


def test_only_an_earlier_report_of_the_same_board_can_be_restated(quarter, before):
    elsewhere = make_quarter(make_board("Southborough"), quarter=2)

    for report in (quarter, elsewhere):
        report_metric(report, Metric.objects.get(), actual="260")
        with pytest.raises(NothingToRestate):
            restate(quarter, report)


def test_a_report_without_a_figure_has_nothing_to_restate(quarter, before):
    report_metric(before, Metric.objects.get(), state="NOT_APPLICABLE")

    with pytest.raises(NothingToRestate):
        restate(quarter, before)


def test_those_who_only_read_see_what_was_restated_and_no_form(client, quarter, before):
    restate(quarter, before)
    client.force_login(make_user(quarter.board, Role.CLERK))

    page = words(client.get(PAGE))

    assert SENTENCE in page
    assert 'name="after"' not in page
    assert "Undo" not in page


def test_the_first_report_has_nothing_to_restate(client, before):
    client.force_login(make_user(before.board))

    page = words(client.get(PAGE.replace("q3", "q2")))

    assert "No earlier report holds a figure for this measure" in page


def test_a_measure_of_another_year_has_no_page(commissioner):
    assert commissioner.get(PAGE.replace("falls", "nothing")).status_code == 404


@pytest.mark.parametrize("page", [FALLS, PAGE])
def test_a_page_takes_the_same_queries_for_any_number_of_measures(commissioner, before, page):
    few = count_queries(commissioner, page)
    for number in range(50):
        make_metric(before, f"measure-{number}")

    assert count_queries(commissioner, page) == few
