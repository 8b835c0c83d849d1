"""Reads about the plan, its progress and what could stop it."""

from schemes.models import PlanAction
from schemes.progress import ActionProgress, SectionProgress, plan_progress
from schemes.register import Mitigated, Rating, RiskReport, RiskRow, risk_register

__all__ = [
    "ActionProgress",
    "Mitigated",
    "Rating",
    "RiskReport",
    "RiskRow",
    "SectionProgress",
    "count_actions",
    "plan_progress",
    "risk_register",
]


def count_actions(quarter):
    """How many actions the plan of the quarter's year promises."""
    return PlanAction.objects.filter(
        section__board=quarter.board_id, section__year=quarter.year
    ).count()
