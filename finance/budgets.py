"""The plan of a line as it was revised, and how much of it falls in the months so far."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from boards.fields import PENNY
from finance.models import LineMonth, Virement

MONTHS = 12


@dataclass
class Budget:
    """What was moved into a line and out of it, and its plan by month where one is given."""

    moved: Decimal = Decimal(0)
    until_now: Decimal = Decimal(0)
    profile: Decimal = Decimal(0)

    def revised(self, plan):
        return None if plan is None else plan + self.moved

    def to_date(self, plan, last_month):
        """The part of the revised plan that falls in the months until `last_month`; in pounds.

        Spread evenly over the year unless a profile is given. None where there is no plan.
        """
        if plan is None:
            return None
        done, whole = (self.until_now, self.profile) if self.profile else (last_month, MONTHS)
        return (self.revised(plan) * done / whole).quantize(PENNY, ROUND_HALF_UP)


def budgets(quarter):
    """The Budget of each line of the quarter's year that has a profile or was moved, by its id."""
    found = {}
    for line, month, amount in _months(quarter):
        budget = found.setdefault(line, Budget())
        budget.profile += amount
        if month <= quarter.key.last_month:
            budget.until_now += amount
    for taken_from, given_to, amount in _virements(quarter):
        found.setdefault(taken_from, Budget()).moved -= amount
        found.setdefault(given_to, Budget()).moved += amount
    return found


def all_moved(quarter):
    """What was moved into each line of the year and out of it, whenever it was agreed; by id."""
    found = {}
    for taken_from, given_to, amount in _of_the_year(quarter):
        found[taken_from] = found.get(taken_from, 0) - amount
        found[given_to] = found.get(given_to, 0) + amount
    return found


def _months(quarter):
    held = LineMonth.objects.filter(
        line__scheme__board=quarter.board_id, line__scheme__year=quarter.year
    )
    return held.values_list("line", "month", "amount")


def _virements(quarter):
    """Those agreed by the end of the quarter."""
    return _of_the_year(quarter).filter(agreed_on__lte=quarter.key.last_day)


def _of_the_year(quarter):
    """Virements by their ends, both of which are of one board and year."""
    held = Virement.objects.filter(
        taken_from__scheme__board=quarter.board_id, taken_from__scheme__year=quarter.year
    )
    return held.values_list("taken_from", "given_to", "amount")
