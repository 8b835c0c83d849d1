from datetime import date

import pytest
from django.db import IntegrityError

from boards.edits import Edit
from boards.models import AuditEvent
from boards.workflow import ReportLocked, Status
from schemes import actions
from schemes.models import ConditionStatement, Mitigation, PlanAction, PlanSection, Risk
from schemes.queries import Rating
from tests.builders import NOON, make_board, make_quarter
from tests.schemes.plan_builders import make_action, make_risk, make_section, state

pytestmark = pytest.mark.django_db
WRITES = {
    "record_section": {"section": "nc2", "edits": [Edit("nc2", "answer", "", "MET")]},
    "record_actions": {"section": "nc2", "edits": [Edit("NC2-1", "status", "", "DELAYED")]},
    "add_risk": {"description": "d", "owner_role": "ICB", "rating": Rating(1, 1, None, "")},
    "record_risk": {"risk": "R1", "edits": [Edit("R1", "likelihood", "2", 3)]},
    "confirm_risks": {"risks": ["R1"]},
    "close_risk": {"risk": "R1"},
    "reopen_risk": {"risk": "R1"},
}


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_action(make_section(quarter, "nc2"))
    make_risk(quarter)
    return quarter


@pytest.mark.parametrize("name", WRITES)
def test_nothing_is_written_once_the_report_is_no_draft(quarter, name):
    quarter.status = Status.SIGNED
    quarter.save()
    events = AuditEvent.objects.count()

    with pytest.raises(ReportLocked):
        getattr(actions, name)(quarter=quarter, by="x", at=NOON, **WRITES[name])

    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("record_section", PlanSection),
        ("record_actions", PlanAction),
        ("record_risk", Risk),
    ],
)
def test_nothing_of_another_board_can_be_written(quarter, name, missing):
    theirs = make_quarter(make_board("Southborough"))

    with pytest.raises(missing.DoesNotExist):
        getattr(actions, name)(quarter=theirs, by="x", at=NOON, **WRITES[name])


@pytest.mark.parametrize("name", ["confirm_risks", "close_risk", "reopen_risk"])
def test_a_risk_of_another_board_stays_as_it_is(quarter, name):
    theirs = make_quarter(make_board("Southborough"), quarter=4)
    events = AuditEvent.objects.count()

    getattr(actions, name)(quarter=theirs, by="x", at=NOON, **WRITES[name])

    assert Risk.objects.get().closed_in is None
    assert AuditEvent.objects.count() == events


def test_a_mitigation_the_risk_does_not_have_is_refused_with_all_else(quarter):
    edits = [Edit("R1", "likelihood", "2", 5), Edit(7, "status", "", "Done")]

    with pytest.raises(Mitigation.DoesNotExist):
        actions.record_risk(quarter=quarter, risk="R1", edits=edits, by="x", at=NOON)

    assert Risk.objects.get().updates.get().likelihood == 2


def test_a_condition_that_is_not_met_cannot_be_kept_without_a_reason(quarter):
    with pytest.raises(IntegrityError):
        state(quarter, PlanSection.objects.get(), answer="NOT_MET", by_when=date(2024, 3, 31))


def test_two_quarters_of_a_board_share_one_row_of_references(quarter):
    later = make_quarter(quarter.board, quarter=4)

    assert [make_risk(place).reference for place in (later, quarter)] == ["R2", "R3"]
    assert not ConditionStatement.objects.exists()
