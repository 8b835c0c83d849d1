"""The demonstration's conditions, actions and risks, and the eight risks of the plan of 2014."""

from decimal import Decimal

import pytest

from boards.models import AuditEvent, BoardQuarter
from reports.board_paper.content import board_paper
from reports.board_paper.html import paper_html
from reports.demonstration.progress import load_risks
from reports.demonstration.reading import rows
from schemes.checks import problems
from schemes.queries import plan_progress, risk_register
from tests.builders import NOON, make_quarter

pytestmark = pytest.mark.django_db


@pytest.fixture
def training(demonstration):
    return BoardQuarter.objects.get(board__slug="training", period__year=2024, period__quarter=2)


def test_the_eight_risks_of_the_plan_of_2014_have_the_scores_printed():
    quarter = make_quarter(year=2014, quarter=3)

    load_risks(quarter, rows("bromley-2014", "2015-16-q1", "risks.csv"), by="command line", at=NOON)

    register = risk_register(quarter).rows
    printed = [int(line) for line in ["8", "6", "4", "9", "8", "8", "9", "6"]]
    assert [row.score for row in register] == printed
    assert [row.reference for row in register] == [f"R{number}" for number in range(1, 9)]
    assert [row.owner_role for row in register] == [
        "CCG", "JICE", "JICE", "Joint", "CCG", "LBB", "CCG", "Joint",
    ]  # fmt: skip
    assert [row.money_at_risk for row in register] == [Decimal("1410000.00"), *[None] * 7]
    assert [len(row.mitigations) for row in register] == [3, 4, 2, 3, 1, 2, 1, 4]


def test_every_movement_of_a_risk_can_be_seen(training):
    movements = {row.reference: row.movement for row in risk_register(training).rows}

    assert movements == {
        "R1": "Up from 8", "R2": "Unchanged", "R3": "Up from 4", "R4": "Down from 9",
        "R5": "Not checked yet", "R6": "Not checked yet", "R7": "Down from 9",
        "R8": "Not checked yet", "R9": "New",
    }  # fmt: skip
    assert [row.reference for row in risk_register(training).closed_rows] == ["R7"]


def test_what_is_still_open_in_the_training_quarter_is_what_its_readme_says(training):
    found = problems(plan_progress(training), risk_register(training))

    assert [problem.message for problem in found] == [
        "Select whether condition 3 is met.",
        "Report on NC3-2: give a status and say how far it is.",
        "Check R5, R6 and R8: is the rating still right?",
    ]


def test_the_words_of_the_plan_were_entered_by_the_real_actions(training):
    kinds = AuditEvent.objects.filter(board="training").values_list("kind", flat=True)

    assert {
        "schemes.condition.answered", "schemes.action.progress.recorded",
        "schemes.action.checked.recorded", "schemes.section.summary.recorded",
        "schemes.risk.added", "schemes.risk.confirmed", "schemes.risk.closed",
    } <= set(kinds)  # fmt: skip


def test_the_paper_says_whether_conditions_are_met_and_how_actions_and_risks_stand(training):
    text = " ".join(paper_html(board_paper(training)).split())

    assert "Not met in full. The contribution is paid in full, but four posts in community" in text
    assert "vacant. To be met by 31 January 2025." in text
    assert ">Delayed<" in text
    assert "Appendix B: risks to the plan" in text
    assert "3 × 4 = 12" in text
    assert ">Up from 8<" in text
    assert ">1,410<" in text


def test_a_paper_of_words_alone_has_neither_answers_nor_statuses_nor_risks(training):
    bromley = BoardQuarter.objects.get(board__slug="bromley")

    paper = board_paper(bromley)

    assert not any(section.answer or section.has_statuses for section in paper.appendix)
    assert "risks to the plan" not in paper_html(paper)
    assert '<th scope="col">Status</th> <th scope="col">Progress' not in paper_html(paper)
