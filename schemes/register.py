"""The risk register of a quarter: what could stop the plan, and how that has moved."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery

from schemes.models import Mitigation, MitigationUpdate, Risk, RiskUpdate


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


def risk_register(quarter):
    """The risks of a quarter as a RiskReport; empty for a board that keeps none."""
    if not quarter.board.keeps_risks:
        return RiskReport(())
    risks = list(_risks(quarter))
    now, last = _ratings(quarter, risks)
    mitigated = _mitigated(quarter, risks)
    return RiskReport(
        tuple(
            RiskRow(
                reference=risk.reference,
                description=risk.description,
                owner_role=risk.owner_role,
                rating=now.get(risk.pk),
                previous=last.get(risk.pk),
                mitigations=tuple(mitigated.get(risk.pk, ())),
                is_closed=risk.closed_in is not None and risk.closed_in.key <= quarter.key,
                closed_here=risk.closed_in_id == quarter.pk,
            )
            for risk in risks
        )
    )


def _risks(quarter):
    """The risks of the board, less those first rated in a later quarter."""
    rated = RiskUpdate.objects.filter(risk=OuterRef("pk"))
    known = rated.filter(_before(quarter) | Q(quarter=quarter))
    return (
        Risk.objects.filter(board=quarter.board_id)
        .filter(Exists(known) | ~Exists(rated))
        .annotate(last=Subquery(_latest_before(quarter, rated).values("pk")[:1]))
        .select_related("closed_in__period")
    )


def _before(quarter):
    """The condition that an update belongs to an earlier quarter."""
    year, number = quarter.year, quarter.period.quarter
    return Q(quarter__period__year__lt=year) | Q(
        quarter__period__year=year, quarter__period__quarter__lt=number
    )


def _latest_before(quarter, updates):
    earlier = updates.filter(_before(quarter))
    return earlier.order_by("-quarter__period__year", "-quarter__period__quarter")


def _ratings(quarter, risks):
    """The Rating of this quarter and the last before it, each by risk."""
    last = [risk.last for risk in risks if risk.last]
    updates = RiskUpdate.objects.filter(Q(quarter=quarter) | Q(pk__in=last))
    now, earlier = {}, {}
    for of, risk, *facts in updates.values_list("quarter", "risk", *Rating._fields):
        (now if of == quarter.pk else earlier)[risk] = Rating(*facts)
    return now, earlier


def _mitigated(quarter, risks):
    """What is done about each risk, by risk."""
    updates = MitigationUpdate.objects.filter(mitigation=OuterRef("pk"))
    rows = (
        Mitigation.objects.filter(risk__in=risks)
        .annotate(
            now=Subquery(updates.filter(quarter=quarter).values("status")),
            last=Subquery(_latest_before(quarter, updates).values("status")[:1]),
        )
        .order_by("risk", "order")
        .values_list("risk", "order", "action", "now", "last")
    )
    found = {}
    for risk, order, action, now, last in rows:
        found.setdefault(risk, []).append(Mitigated(order, action, now or "", last or ""))
    return found
