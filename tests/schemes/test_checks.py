from datetime import date

import pytest

from schemes.checks import problems
from schemes.queries import plan_progress, risk_register
from tests.builders import make_board, make_quarter
from tests.schemes.plan_builders import (
    make_action,
    make_risk,
    make_section,
    rate,
    report_action,
    state,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter():
    return make_quarter()


def found(quarter):
    return [
        (problem.section, problem.message)
        for problem in problems(plan_progress(quarter), risk_register(quarter))
    ]


def test_what_is_open_is_named_once_for_each_section_and_for_the_risks(quarter):
    section = make_section(quarter, "nc2")
    for reference in ("NC2-1", "NC2-2", "NC2-3"):
        make_action(section, reference)
    later = make_quarter(quarter.board, quarter=4)
    make_risk(quarter)
    make_risk(quarter, "Data are poor")

    assert found(later) == [
        ("Conditions and actions", "Answer whether condition 2 is met."),
        ("Conditions and actions", "Complete the progress of NC2-1, NC2-2 and NC2-3."),
        ("Risks", "Check R1 and R2: is the rating still right?"),
    ]


def test_a_shortfall_without_a_date_is_open(quarter):
    section = make_section(quarter, "nc2")
    state(quarter, section, answer="NOT_MET", because="No money")

    assert found(quarter) == [
        ("Conditions and actions", "Say why condition 2 is not met, and by when it will be.")
    ]


def test_nothing_is_open_when_all_is_answered_told_and_checked(quarter):
    section = make_section(quarter, "nc2")
    state(quarter, section, answer="NOT_MET", because="No money", by_when=date(2024, 3, 31))
    report_action(quarter, make_action(section), status="ON_TRACK", progress="Begun.")
    make_section(quarter, "local", number=None)
    rate(quarter, make_risk(make_quarter(quarter.board, quarter=2)), 1, 2)

    assert found(quarter) == []


def test_a_board_without_a_register_is_asked_for_no_risk():
    quarter = make_quarter(make_board(keeps_risks=False))
    make_risk(quarter)

    assert found(make_quarter(quarter.board, quarter=4)) == []
