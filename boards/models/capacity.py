from django.db import models
from django.db.models import Q

from boards.models.board import Board, Organisation
from boards.workflow import Part

LAST_QUARTER = 4


class CapacityQuerySet(models.QuerySet):
    def asked(self):
        """Those in which somebody is still to sign; who has signed stays in what was signed."""
        return self.filter(ended_at__isnull=True)


class Capacity(models.Model):
    """In what capacity somebody signs a kind of paper of a board, and which parts it covers.

    The same code in several kinds of paper is the same office.
    """

    class Paper(models.TextChoices):
        QUARTER = "QUARTER", "Quarter's report"
        YEAR_END = "YEAR_END", "Year end report"
        NATIONAL_RETURN = "NATIONAL_RETURN", "National return"
        PLAN = "PLAN", "Plan"

        @classmethod
        def of(cls, period):
            """The kind of paper that the report for a period is."""
            return cls.YEAR_END if period.quarter == LAST_QUARTER else cls.QUARTER

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
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CapacityQuerySet.as_manager()

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

    @property
    def place(self):
        """“Quarter's report, ICB place executive”, as the trail names it."""
        return f"{self.get_paper_display()}, {self.title}"

    @property
    def in_words(self):
        """What it is called, for whom, and what it covers, as the trail keeps it."""
        covered = "; ".join(part.label for part in self.parts)
        return f"{self.title} for {self.organisation or 'the Board'}: {covered}"
