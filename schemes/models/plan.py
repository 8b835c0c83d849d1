from django.db import models

from boards.models import Board, BoardQuarter
from schemes.models.catalogue import NationalCondition


class PlanSection(models.Model):
    """A heading of the plan: a national condition, or a local priority beside them."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    code = models.SlugField()
    title = models.CharField(max_length=200)
    condition = models.ForeignKey(
        NationalCondition, models.PROTECT, null=True, blank=True, related_name="sections"
    )
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["board", "year", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "code"], name="section_code_is_unique_in_a_year"
            )
        ]

    def __str__(self):
        return str(self.condition) if self.condition else self.title


class PlanAction(models.Model):
    """Something the plan promises to do, under one of its headings."""

    section = models.ForeignKey(PlanSection, models.CASCADE, related_name="actions")
    order = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=30)
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["section__order", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "reference"], name="action_reference_is_unique_in_a_section"
            )
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"


class SectionUpdate(models.Model):
    """What a quarter reports about a section of the plan as a whole."""

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="+")
    section = models.ForeignKey(PlanSection, models.CASCADE, related_name="updates")
    summary = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "section"], name="section_is_reported_once_a_quarter"
            )
        ]

    def __str__(self):
        return f"{self.section}, {self.quarter}"


class ConditionStatement(models.Model):
    """Whether a national condition is met, as a quarter states it."""

    class Answer(models.TextChoices):
        MET = "MET", "Met"
        NOT_IN_FULL = "NOT_IN_FULL", "Not met in full"
        NOT_MET = "NOT_MET", "Not met"

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="+")
    section = models.ForeignKey(PlanSection, models.CASCADE, related_name="statements")
    answer = models.CharField(max_length=20, choices=Answer.choices)
    because = models.TextField(blank=True)
    by_when = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "section"], name="condition_is_stated_once_a_quarter"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="MET") | ~models.Q(because=""),
                name="condition_that_is_not_met_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.section}, {self.quarter}"


class ActionUpdate(models.Model):
    """What a quarter reports about one action of the plan."""

    class Status(models.TextChoices):
        NOT_STARTED = "NOT_STARTED", "Not started"
        ON_TRACK = "ON_TRACK", "On track"
        DELAYED = "DELAYED", "Delayed"
        COMPLETE = "COMPLETE", "Complete"
        STOPPED = "STOPPED", "Stopped"

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="+")
    action = models.ForeignKey(PlanAction, models.CASCADE, related_name="updates")
    progress = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, blank=True)
    # Set when last quarter's words were left as they are and looked at again.
    checked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "action"], name="action_is_reported_once_a_quarter"
            )
        ]

    def __str__(self):
        return f"{self.action}, {self.quarter}"
