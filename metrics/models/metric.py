from django.db import models
from django.db.models import Q

from boards.fields import FigureField
from boards.models import Board, BoardQuarter
from schemes.models import CatalogueRow


class Metric(CatalogueRow):
    """A measure of a policy period: what it counts and how a target to date follows."""

    class Direction(models.TextChoices):
        LOWER = "lower", "Lower is better"
        HIGHER = "higher", "Higher is better"

    class Method(models.TextChoices):
        ACCUMULATES = "accumulates", "The year's target times months covered over 12"
        CONSTANT = "constant", "The same target all year"

    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    definition = models.TextField()
    unit = models.CharField(max_length=100)
    percentage = models.BooleanField(default=False)
    direction = models.CharField(max_length=10, choices=Direction.choices)
    method = models.CharField(max_length=20, choices=Method.choices)
    decimals = models.PositiveSmallIntegerField()
    # What is counted and out of how many, where the definition has both: 43 of 45 times 100.
    numerator_name = models.CharField(max_length=150, blank=True)
    denominator_name = models.CharField(max_length=150, blank=True)
    rate_base = models.PositiveIntegerField(null=True, blank=True)
    lag = models.CharField(max_length=200, blank=True)
    lag_months = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class Target(models.Model):
    """What a board aims for in a year."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="targets")
    annual = FigureField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "metric"], name="metric_has_one_target_a_year"
            )
        ]

    def __str__(self):
        return f"{self.metric}, {self.board} {self.year}"


class TargetMonth(models.Model):
    """A month's share of a target that is not spread evenly; 1 is April."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="profile")
    month = models.PositiveSmallIntegerField()
    value = FigureField()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["target", "month"], name="month_has_one_target"),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="month_is_1_to_12"),
        ]

    def __str__(self):
        return f"{self.target}, month {self.month}"


class Result(models.Model):
    """What a quarter reports about a metric: the figure, or why there is none."""

    class State(models.TextChoices):
        AVAILABLE = "AVAILABLE", "Yes"
        CONFIRMED = "CONFIRMED", "No change from last report"
        NOT_YET = "NOT_YET", "Not yet available"
        NOT_APPLICABLE = "NOT_APPLICABLE", "Does not apply"

    class YearOutcome(models.TextChoices):
        MET = "MET", "Met"
        NOT_MET = "NOT_MET", "Not met"
        NOT_KNOWN = "NOT_KNOWN", "Not known yet"

    STATES_WITH_A_FIGURE = (State.AVAILABLE, State.CONFIRMED)

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="+")
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="results")
    state = models.CharField(max_length=20, choices=State.choices)
    first_month = models.PositiveSmallIntegerField(null=True, blank=True)
    last_month = models.PositiveSmallIntegerField(null=True, blank=True)
    actual = FigureField(null=True, blank=True)
    different_target = FigureField(null=True, blank=True)
    different_target_reason = models.TextField(blank=True)
    numerator = FigureField(null=True, blank=True)
    denominator = FigureField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    as_at = models.DateField(null=True, blank=True)
    national_value = FigureField(null=True, blank=True)
    national_source = models.CharField(max_length=200, blank=True)
    national_differs_because = models.TextField(blank=True)
    unlikely_because = models.TextField(blank=True)
    unavailable_because = models.TextField(blank=True)
    expected_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)
    off_target_because = models.TextField(blank=True)
    mitigation = models.TextField(blank=True)
    year_outcome = models.CharField(max_length=10, choices=YearOutcome.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "metric"], name="metric_is_reported_once_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(first_month__isnull=True, last_month__isnull=True)
                | Q(
                    first_month__gte=1,
                    last_month__gte=models.F("first_month"),
                    last_month__lte=12,
                ),
                name="months_covered_lie_in_one_year_and_in_order",
            ),
            models.CheckConstraint(
                condition=Q(different_target__isnull=True, different_target_reason="")
                | (Q(different_target__isnull=False) & ~Q(different_target_reason="")),
                name="different_target_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["AVAILABLE", "CONFIRMED"])
                | Q(actual__isnull=False, first_month__isnull=False),
                name="available_figure_has_a_value_and_months",
            ),
        ]

    def __str__(self):
        return f"{self.metric}, {self.quarter}"


class Revision(models.Model):
    """A figure of an earlier report that this quarter restates: previously X, now Y."""

    class Kind(models.TextChoices):
        LATE_MONTHS = "LATE_MONTHS", "Months that arrived late"
        NATIONAL = "NATIONAL", "The national figure was revised"
        CORRECTION = "CORRECTION", "A mistake was corrected"

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="+")
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="revisions")
    of = models.ForeignKey(BoardQuarter, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    before = FigureField()
    after = FigureField()
    last_month = models.PositiveSmallIntegerField(null=True, blank=True)
    because = models.TextField(blank=True)

    class Meta:
        ordering = ["of__period__year", "of__period__quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "metric", "of"], name="report_restates_a_figure_once"
            )
        ]

    def __str__(self):
        return f"{self.metric}, {self.of}: {self.before} to {self.after}"
