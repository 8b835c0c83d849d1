"""When a difference from plan must be explained: the numbers are the board's own."""

from dataclasses import dataclass
from decimal import Decimal

from boards import formats


@dataclass(frozen=True)
class Threshold:
    """Beyond an amount; or beyond a share of the plan, and at least a smaller amount."""

    above: Decimal
    percent: int
    at_least: Decimal

    def is_passed_by(self, variance, plan):
        """Whether so much over or under a plan must be explained."""
        if variance is None:
            return False
        size = abs(variance)
        if size > self.above:
            return True
        return bool(plan) and size >= self.at_least and size * 100 > abs(plan) * self.percent

    def __str__(self):
        return f"{formats.pounds(self.above)} or {self.percent}%"


def threshold_of(board):
    return Threshold(board.explain_above, board.explain_percent, board.explain_at_least)
