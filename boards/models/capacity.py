from django.db import models
from django.db.models import Q

from boards.models.board import Board, Organisation
from boards.workflow import Part


class Capacity(models.Model):
    """In what capacity somebody signs a kind of paper of a board, and which parts it covers."""

    class Paper(models.TextChoices):
        QUARTER = "QUARTER", "Quarter's report"
        YEAR_END = "YEAR_END", "Year end report"
        NATIONAL_RETURN = "NATIONAL_RETURN", "National return"
        PLAN = "PLAN", "Plan"

    board = models.ForeignKey(Board, models.CASCADE, related_name="capacities")
    paper = models.CharField(max_length=20, choices=Paper.choices)
    code = models.SlugField()
    title = models.CharField(max_length=100)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    covers_performance = models.BooleanField(default=True)
    covers_spending = models.BooleanField(default=True)
    covers_text = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "paper", "code"], name="capacity_is_asked_once_for_a_paper"
            ),
            models.CheckConstraint(
                condition=Q(covers_performance=True)
                | Q(covers_spending=True)
                | Q(covers_text=True),
                name="capacity_covers_something",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def parts(self):
        """The Parts that a signature in this capacity covers, in their order."""
        return tuple(part for part in Part if getattr(self, f"covers_{part.lower()}"))
