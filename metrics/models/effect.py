from django.db import models

from metrics.models.metric import Metric
from schemes.models import Scheme


class SchemeEffect(models.Model):
    """Whether a scheme is expected to move a metric, as the plan says; no row says nothing."""

    class Strength(models.TextChoices):
        YES = "YES", "Yes"
        PARTIAL = "PARTIAL", "Partial"

    class Said(models.TextChoices):
        """Strength and time together, as a plan says them in one cell."""

        YES = "YES", "Yes"
        PARTIAL = "PARTIAL", "Partial"
        YES_LONGER = "YES LONGER", "Yes, longer term"
        PARTIAL_LONGER = "PARTIAL LONGER", "Partial, longer term"

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="+")
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="effects")
    strength = models.CharField(max_length=10, choices=Strength.choices)
    is_longer_term = models.BooleanField(default=False)

    class Meta:
        ordering = ["scheme", "metric"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "metric"], name="scheme_has_one_effect_on_a_metric"
            )
        ]

    def __str__(self):
        return f"{self.scheme}: {self.metric}"

    @property
    def said(self):
        return self.Said(f"{self.strength} LONGER" if self.is_longer_term else self.strength)

    @said.setter
    def said(self, said):
        strength, _, longer = said.partition(" ")
        self.strength, self.is_longer_term = strength, bool(longer)
