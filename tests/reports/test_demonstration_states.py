"""How far each report of the training board went, and who signs in the demonstration."""

from decimal import Decimal

import pytest
from django.utils import timezone

from boards.capacities import papers_signed
from boards.models import AuditEvent, Board, BoardQuarter, Capacity
from boards.workflow import Status
from reports.board_paper.content import paper_outline
from reports.copies import kept_paper
from reports.models import DatedFact, Signature, Snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
STATES = {
    "2023-24-q2": (Status.PUBLISHED, 1),
    "2023-24-q3": (Status.PUBLISHED, 2),
    "2023-24-q4": (Status.SIGNED, 1),
    "2024-25-q1": (Status.WITH_SIGNATORIES, 1),
    "2024-25-q2": (Status.DRAFT, 0),
}
THREE = ["Finance clearance", "Director of Adult Social Care", "ICB place executive"]


def quarters():
    found = BoardQuarter.objects.filter(board__slug="training").select_related("board", "period")
    return {str(quarter.key): quarter for quarter in found}


def version(quarter, number):
    return Snapshot.objects.of(quarters()[quarter], number)


def signed(snapshot, **only):
    return [item.title for item in snapshot.signatures.filter(**only)]


def test_every_state_of_a_report_can_be_seen_on_the_training_board():
    assert {key: (item.status, item.versions) for key, item in quarters().items()} == STATES
    assert not any(paper_outline(item).unknown_references for item in quarters().values())


def test_a_report_was_published_and_its_return_ratified_with_a_minute():
    facts = version("2023-24-q2", 1).facts.all()

    assert [fact.kind for fact in facts] == [
        "SIGNED", "SUBMITTED", "RELEASED", "PUBLISHED", "DECIDED", "RATIFIED",
    ]  # fmt: skip
    assert facts.get(kind=DatedFact.Kind.RATIFIED).reference == "Minute 12"
    assert facts.get(kind=DatedFact.Kind.DECIDED).words == "The Board noted the report."


def test_a_published_figure_was_corrected_and_published_again():
    first, second = (version("2023-24-q3", number) for number in (1, 2))

    forecasts = [
        {row.reference: row.forecast for row in kept_paper(snapshot).spending.rows}
        for snapshot in (first, second)
    ]
    differing = [key for key in forecasts[0] if forecasts[0][key] != forecasts[1][key]]
    assert differing == ["TRN-2324-18"]
    assert forecasts[1]["TRN-2324-18"] == Decimal("3185000.00")
    assert signed(second, carried_from=None) == THREE
    made = [set(item.files.values_list("kind", flat=True)) for item in (first, second)]
    assert made == [{"PAPER", "WORKBOOK"}, {"PAPER", "WORKBOOK", "ADDENDUM"}]


def test_a_year_end_is_signed_by_six_and_one_report_waits_for_two():
    assert len(signed(version("2023-24-q4", 1))) == 6
    assert signed(version("2024-25-q1", 1)) == ["Finance clearance"]


def test_what_went_on_happened_in_the_order_of_the_trail():
    events = AuditEvent.objects.filter(board="training").exclude(period="").order_by("sequence")

    moments = list(events.values_list("at", flat=True))
    assert moments == sorted(moments)


def test_who_signed_had_entered_nothing():
    entered = set(
        AuditEvent.objects.filter(kind__endswith=".recorded").values_list("actor", flat=True)
    )

    assert entered
    assert not entered & set(Signature.objects.values_list("by__email", flat=True))


@pytest.mark.parametrize("board", ["bromley", "barking-dagenham", "training"])
def test_every_paper_of_every_board_has_somebody_for_each_of_its_signatures(board):
    papers = papers_signed(Board.objects.get(slug=board), timezone.localdate())

    numbers = {paper.kind: len(paper.rows) for paper in papers}
    assert numbers == {"QUARTER": 3, "YEAR_END": 6, "NATIONAL_RETURN": 4, "PLAN": 6}
    assert {len(row.holders) for paper in papers for row in paper.rows} == {1}


def test_finance_clears_the_spending_and_everybody_else_signs_the_whole():
    asked = Capacity.objects.filter(board__slug="training", paper="YEAR_END")

    covered = {item.title: len(item.parts) for item in asked}
    assert covered.pop("Finance clearance") == covered.pop("Section 151 officer") == 1
    assert set(covered.values()) == {3}


def test_who_signs_what_was_asked_by_the_administrator():
    events = AuditEvent.objects.filter(board="training", kind="capacity.asked")

    assert events.count() == 19
    assert set(events.values_list("role", flat=True)) == {"AREA_ADMINISTRATOR"}
