from django.db import models
from django.db.models import Q

from boards.fields import MoneyField
from boards.models import Board


class Statement(models.Model):
    """A place's finance position at the end of a month, with lines of its own."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    # 1 is April.
    month = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["board", "-year", "-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "month"], name="place_is_stated_once_a_month"
            ),
            models.CheckConstraint(
                condition=Q(month__range=(1, 12)), name="statement_month_is_1_to_12"
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.board} {self.year} month {self.month}"


class StatementLine(models.Model):
    """A line of a statement, or its printed total, with the six columns as printed.

    A variance is budget less actual: an overspend is a minus.
    """

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    is_total = models.BooleanField(default=False)
    budget_to_date = MoneyField(null=True, blank=True)
    actual_to_date = MoneyField(null=True, blank=True)
    variance_to_date = MoneyField(null=True, blank=True)
    annual_budget = MoneyField(null=True, blank=True)
    outturn = MoneyField(null=True, blank=True)
    outturn_variance = MoneyField(null=True, blank=True)

    class Meta:
        ordering = ["statement", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "order"], name="statement_line_has_its_own_place"
            ),
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(is_total=True),
                name="statement_has_one_printed_total",
            ),
        ]

    def __str__(self):
        return f"{self.statement}: {self.name}"
