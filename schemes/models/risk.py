from django.db import models
from django.db.models import Q

from boards.fields import MoneyField
from boards.models import Board, BoardQuarter


class Likelihood(models.IntegerChoices):
    RARE = 1, "Rare"
    UNLIKELY = 2, "Unlikely"
    POSSIBLE = 3, "Possible"
    LIKELY = 4, "Likely"
    ALMOST_CERTAIN = 5, "Almost certain"


class Impact(models.IntegerChoices):
    VERY_LOW = 1, "Very low"
    LOW = 2, "Low"
    MEDIUM = 3, "Medium"
    HIGH = 4, "High"
    VERY_HIGH = 5, "Very high"


class Risk(models.Model):
    """What could stop the plan from working; kept after it is closed."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    reference = models.SlugField(max_length=30)
    description = models.TextField()
    owner_role = models.CharField(max_length=100)
    closed_in = models.ForeignKey(
        BoardQuarter, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["board", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "reference"], name="risk_reference_is_unique_in_a_board"
            )
        ]

    def __str__(self):
        return f"{self.reference} {self.description}"


class RiskUpdate(models.Model):
    """How a quarter rates a risk: likelihood and impact from 1 to 5, and the money at risk."""

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="+")
    risk = models.ForeignKey(Risk, models.CASCADE, related_name="updates")
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    money_at_risk = MoneyField(null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "risk"], name="risk_is_rated_once_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="likelihood_and_impact_are_1_to_5",
            ),
        ]

    def __str__(self):
        return f"{self.risk.reference}, {self.quarter}"


class Mitigation(models.Model):
    """Something done to make a risk less likely or less harmful."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="mitigations")
    order = models.PositiveSmallIntegerField()
    action = models.TextField()

    class Meta:
        ordering = ["risk", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "order"], name="mitigations_of_a_risk_have_order"
            )
        ]

    def __str__(self):
        return self.action


class MitigationUpdate(models.Model):
    """How far a mitigation is in a quarter, in words."""

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="+")
    mitigation = models.ForeignKey(Mitigation, models.CASCADE, related_name="updates")
    status = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "mitigation"], name="mitigation_is_reported_once_a_quarter"
            )
        ]

    def __str__(self):
        return f"{self.mitigation}, {self.quarter}"
