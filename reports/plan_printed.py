"""The plan as its papers print it: money, effects and milestones, as one frozen value."""

from dataclasses import dataclass

from boards.kept import kept
from finance.plan_money import PrintedAmount, printed_amounts
from finance.queries import spend_report
from finance.spend import SpendReport
from metrics.effects import Effects, scheme_effects
from schemes.milestones import Milestones, milestones


@dataclass(frozen=True)
class PrintedPlan:
    """What a plan prints, each beside what its own figures come to."""

    amounts: tuple[PrintedAmount, ...]
    spending: SpendReport
    effects: Effects
    milestones: tuple[Milestones, ...]

    @property
    def is_empty(self):
        return not (self.amounts or self.effects.schemes or self.milestones)


@kept
def printed_plan(quarter):
    """What the plan of the quarter's year prints, as a PrintedPlan."""
    return PrintedPlan(
        amounts=printed_amounts(quarter),
        spending=spend_report(quarter),
        effects=scheme_effects(quarter),
        milestones=milestones(quarter),
    )
