from django.db import models

from boards.models import BoardQuarter, User
from finance.models.money import ExpenditureLine


class Paste(models.Model):
    """A column pasted into the lines of a quarter; it can be undone until the next save."""

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="+")
    column = models.CharField(max_length=10)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.column}, {self.quarter}"


class PastedFigure(models.Model):
    """One field of a line that a paste changed: its whole value before and after, as text."""

    paste = models.ForeignKey(Paste, models.CASCADE, related_name="figures")
    line = models.ForeignKey(ExpenditureLine, models.CASCADE, related_name="pasted")
    field = models.CharField(max_length=20)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.line}, {self.field}"
