"""A plan with its conditions, actions and risks, reported as people report them."""

from boards.edits import Edit, stamp
from schemes.actions import add_risk, record_actions, record_risk, record_section
from schemes.models import (
    ActionUpdate,
    ConditionStatement,
    NationalCondition,
    PlanAction,
    PlanSection,
    Risk,
)
from schemes.queries import Rating, plan_progress, risk_register
from tests.builders import NOON, decimal

BY = "command line"


def make_section(quarter, code="nc2", *, number=2, title="Right care at home"):
    """A section of the quarter's year; a local priority where `number` is None."""
    condition = None
    if number is not None:
        condition, _ = NationalCondition.objects.get_or_create(
            code=f"test-{code}", defaults={"number": number, "title": title, "first_year": 2015}
        )
    order = PlanSection.objects.filter(board=quarter.board, year=quarter.year).count() + 1
    return PlanSection.objects.create(
        board=quarter.board, year=quarter.year, order=order, code=code, title=title,
        condition=condition,
    )  # fmt: skip


def make_action(section, reference="NC2-1", *, title="Open a clinic"):
    order = section.actions.count() + 1
    return PlanAction.objects.create(section=section, order=order, reference=reference, title=title)


def make_actions(section, count):
    """Many more actions at once."""
    first = section.actions.count() + 1
    PlanAction.objects.bulk_create(
        PlanAction(section=section, order=n, reference=f"M-{n}", title=f"Action {n}")
        for n in range(first, first + count)
    )


def state(quarter, section, *, by=BY, **values):
    """Answer for a section over whatever is held."""
    held = ConditionStatement.objects.filter(quarter=quarter, section=section).first()
    edits = [
        Edit(section.code, field, stamp(getattr(held, field, None)), new)
        for field, new in values.items()
    ]
    record_section(quarter=quarter, section=section.code, edits=edits, by=by, at=NOON)


def report_action(quarter, action, *, by=BY, **values):
    """Report on an action over whatever is held."""
    held = ActionUpdate.objects.filter(quarter=quarter, action=action).first()
    held = held or ActionUpdate()
    edits = [
        Edit(action.reference, field, stamp(getattr(held, field)), new)
        for field, new in values.items()
    ]
    record_actions(quarter=quarter, section=action.section.code, edits=edits, by=by, at=NOON)


def make_risk(
    quarter, description="Posts stay vacant", *, rating=(2, 4), money=None, done=(), by=BY
):
    """A risk first rated in the quarter; `done` holds pairs of (mitigation, status)."""
    risk = add_risk(
        quarter=quarter, description=description, owner_role="ICB",
        rating=Rating(*rating, decimal(money), ""), by=by, at=NOON,
    )  # fmt: skip
    for added in done:
        record_risk(quarter=quarter, risk=risk.reference, edits=[], added=added, by=by, at=NOON)
    return risk


def make_risks(quarter, count):
    """Many more risks at once, without a rating."""
    first = Risk.objects.filter(board=quarter.board).count() + 1
    Risk.objects.bulk_create(
        Risk(board=quarter.board, order=n, reference=f"R{n}", description="d", owner_role="ICB")
        for n in range(first, first + count)
    )


def rate(quarter, risk, likelihood, impact, *, by=BY):
    """Rate a risk that the quarter has not rated yet."""
    edits = [
        Edit(risk.reference, "likelihood", "", likelihood),
        Edit(risk.reference, "impact", "", impact),
    ]
    record_risk(quarter=quarter, risk=risk.reference, edits=edits, by=by, at=NOON)


def action_row(quarter, reference="NC2-1"):
    rows = [action for section in plan_progress(quarter) for action in section.actions]
    return next(row for row in rows if row.reference == reference)


def risk_row(quarter, reference="R1"):
    return next(row for row in risk_register(quarter).rows if row.reference == reference)
