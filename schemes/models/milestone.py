from django.db import models

from boards.fields import FigureField
from boards.models import Board


class Milestone(models.Model):
    """What a part of the plan is to bring about in each quarter of the year, as the plan prints it.

    The printed total is kept beside the quarters, which need not add up to it.
    """

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    quarter_1 = FigureField(null=True, blank=True)
    quarter_2 = FigureField(null=True, blank=True)
    quarter_3 = FigureField(null=True, blank=True)
    quarter_4 = FigureField(null=True, blank=True)
    printed_total = FigureField(null=True, blank=True)

    class Meta:
        ordering = ["board", "year", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "order"], name="milestone_has_its_own_place"
            )
        ]

    def __str__(self):
        return f"{self.measure}: {self.name}"
