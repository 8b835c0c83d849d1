"""The risk register of a quarter: what could stop the plan, and how that has moved."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from boards.converters import PeriodKey
from boards.kept import kept
from schemes.models import Mitigation, Risk, RiskUpdate

# The period of the report to which an update belongs.
PERIOD = ("quarter__period__year", "quarter__period__quarter")


class Rating(NamedTuple):
    """How one quarter rates a risk."""

    likelihood: int
    impact: int
    money_at_risk: Decimal | None
    comment: str

    @property
    def score(self):
        return self.likelihood * self.impact


@dataclass(frozen=True)
class Mitigated:
    """What is done about a risk, how far it is, and how far it was."""

    order: int
    action: str
    status: str
    previous: str


@dataclass(frozen=True)
class RiskRow:
    """A risk: `rating` is this quarter's, None until it is checked; `previous` the last before."""

    reference: str
    description: str
    owner_role: str
    rating: Rating | None
    previous: Rating | None
    mitigations: tuple[Mitigated, ...]
    is_closed: bool = False
    closed_here: bool = False

    @property
    def latest(self):
        """This quarter's rating, or the last there is."""
        return self.rating or self.previous

    @property
    def is_reviewed(self):
        return self.rating is not None

    @property
    def likelihood(self):
        return self.rating and self.rating.likelihood

    @property
    def impact(self):
        return self.rating and self.rating.impact

    @property
    def score(self):
        return self.rating and self.rating.score

    @property
    def previous_score(self):
        return self.previous and self.previous.score

    @property
    def money_at_risk(self):
        return self.rating and self.rating.money_at_risk

    @property
    def comment(self):
        return self.rating.comment if self.rating else ""

    @property
    def movement(self):
        """How the score moved, in words: “Up from 6”."""
        if self.score is None:
            return "Not checked yet"
        if self.previous_score is None:
            return "New"
        if self.score == self.previous_score:
            return "Unchanged"
        return f"{'Up' if self.score > self.previous_score else 'Down'} from {self.previous_score}"


@dataclass(frozen=True)
class RiskReport:
    """Every risk that the board keeps, in the order in which they were first written down."""

    rows: tuple[RiskRow, ...]

    @property
    def open_rows(self):
        return tuple(row for row in self.rows if not row.is_closed)

    @property
    def closed_rows(self):
        return tuple(row for row in self.rows if row.is_closed)

    @property
    def reviewed(self):
        """How many open risks are checked this quarter."""
        return sum(row.is_reviewed for row in self.open_rows)


@kept
def risk_register(quarter):
    """The risks of a quarter as a RiskReport; empty for a board that keeps none."""
    if not quarter.board.keeps_risks:
        return RiskReport(())
    risks = _risks(quarter)
    if not risks:
        return RiskReport(())
    ratings, mitigated = _ratings(risks), _mitigated(quarter, risks)
    rows = (_row(quarter, risk, ratings[risk.pk], mitigated[risk.pk]) for risk in risks)
    return RiskReport(tuple(filter(None, rows)))


class Held(NamedTuple):
    """A risk as the board holds it, read without making a model of it."""

    pk: int
    reference: str
    description: str
    owner_role: str
    closed_in: int | None
    closed_year: int | None
    closed_quarter: int | None

    @property
    def closed_key(self):
        return self.closed_in and PeriodKey(self.closed_year, self.closed_quarter)


def _risks(quarter):
    period = ("closed_in__period__year", "closed_in__period__quarter")
    held = Risk.objects.filter(board=quarter.board_id)
    return list(map(Held._make, held.values_list(*Held._fields[:5], *period)))


def _row(quarter, risk, ratings, mitigated):
    """A risk as it stands in a quarter; None where it was first rated in a later one."""
    before = [key for key in ratings if key < quarter.key]
    if ratings and not before and quarter.key not in ratings:
        return None
    return RiskRow(
        reference=risk.reference,
        description=risk.description,
        owner_role=risk.owner_role,
        rating=ratings.get(quarter.key),
        previous=ratings[max(before)] if before else None,
        mitigations=mitigated,
        is_closed=risk.closed_in is not None and risk.closed_key <= quarter.key,
        closed_here=risk.closed_in == quarter.pk,
    )


def _ratings(risks):
    """The Ratings of each risk by the period of the report that gave them."""
    updates = RiskUpdate.objects.filter(risk__in=[risk.pk for risk in risks])
    found = defaultdict(dict)
    for risk, year, number, *facts in updates.values_list("risk", *PERIOD, *Rating._fields):
        found[risk][PeriodKey(year, number)] = Rating(*facts)
    return found


def _mitigated(quarter, risks):
    """What is done about each risk, a tuple of Mitigated by risk."""
    held = Mitigation.objects.filter(risk__in=[risk.pk for risk in risks])
    updates = (f"updates__{name}" for name in (*PERIOD, "status"))
    rows = held.order_by("risk", "order").values_list("risk", "order", "action", *updates)
    found = defaultdict(tuple)
    for (risk, order, action), together in groupby(rows, key=itemgetter(0, 1, 2)):
        said = {PeriodKey(year, number): status for *_, year, number, status in together if year}
        before = [key for key in said if key < quarter.key]
        previous = said[max(before)] if before else ""
        found[risk] += (Mitigated(order, action, said.get(quarter.key, ""), previous),)
    return found
