from django.db import models

from boards.fields import FigureField, MoneyField
from boards.models import Board, BoardQuarter, Organisation
from schemes.models import FundingStream, Scheme


class Basis(models.TextChoices):
    """Whether a fact stands in the council's own papers or was worked out from them."""

    PRINTED = "printed", "As printed"
    DERIVED = "derived", "Derived, not printed"


class Allocation(models.Model):
    """What a stream brings a board in a year, as first announced; from one partner where named."""

    class Certainty(models.TextChoices):
        CONFIRMED = "CONFIRMED", "Confirmed"
        APPROXIMATE = "APPROXIMATE", "Approximate"
        UNCONFIRMED = "UNCONFIRMED", "Not confirmed"

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    stream = models.ForeignKey(FundingStream, models.PROTECT, related_name="+")
    # Which of several integrated care boards pays, or which district it is passed on to.
    partner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    amount = MoneyField(null=True)
    certainty = models.CharField(
        max_length=20, choices=Certainty.choices, default=Certainty.CONFIRMED
    )
    basis = models.CharField(max_length=10, choices=Basis.choices)
    uplift = FigureField(null=True, blank=True)
    uplift_next_year = FigureField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "stream", "partner"],
                name="stream_is_allocated_once_a_year_by_a_partner",
            ),
            models.UniqueConstraint(
                fields=["board", "year", "stream"],
                condition=models.Q(partner__isnull=True),
                name="stream_is_allocated_once_a_year",
            ),
        ]

    def __str__(self):
        return f"{self.stream}, {self.board} {self.year}"


class Addition(models.Model):
    """Money added to an allocation: announced during the year, or brought from the year before."""

    class Kind(models.TextChoices):
        ANNOUNCED = "ANNOUNCED", "Added in the year"
        CARRIED_FORWARD = "CARRIED_FORWARD", "Carried forward"

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="additions")
    amount = MoneyField()
    announced_on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ANNOUNCED)
    source = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["announced_on", "pk"]

    def __str__(self):
        return f"{self.allocation}, {self.announced_on}"


class IncomeReturn(models.Model):
    """What a quarter reports about an allocation: how much of it came in to date."""

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="+")
    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="returns")
    received = MoneyField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "allocation"], name="allocation_is_reported_once_a_quarter"
            )
        ]

    def __str__(self):
        return f"{self.allocation}, {self.quarter}"


class ExpenditureLineQuerySet(models.QuerySet):
    def asked_in(self, quarter):
        """Lines without those of schemes that stopped before the quarter and cost nothing.

        What the year has figures for stays: money that was spent must not leave the totals.
        """
        reported = LineReturn.objects.filter(
            line=models.OuterRef("pk"), quarter__period__quarter__lte=quarter.key.quarter
        ).with_figures()
        return self.filter(
            models.Q(scheme__stops_on__isnull=True)
            | models.Q(scheme__stops_on__gte=quarter.key.first_day)
            | models.Exists(reported)
        )


class ExpenditureLine(models.Model):
    """The plan for one scheme from one stream; a paper may not say which, or how much."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="+")
    stream = models.ForeignKey(
        FundingStream, models.PROTECT, null=True, blank=True, related_name="+"
    )
    stream_basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.PRINTED)
    plan = MoneyField(null=True)

    objects = ExpenditureLineQuerySet.as_manager()

    class Meta:
        ordering = ["scheme__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "stream"], name="scheme_takes_a_stream_once"),
            models.UniqueConstraint(
                fields=["scheme"],
                condition=models.Q(stream__isnull=True),
                name="scheme_has_one_line_without_a_stream",
            ),
        ]

    def __str__(self):
        return f"{self.scheme.reference}, {self.stream or 'stream not stated'}"


class LineReturnQuerySet(models.QuerySet):
    def with_figures(self):
        """Returns in which an amount or a number was entered."""
        return self.exclude(spent__isnull=True, forecast__isnull=True, outputs__isnull=True)


class LineReturn(models.Model):
    """What a quarter reports about a line: money spent to date, forecast, and why they differ."""

    class Reason(models.TextChoices):
        DEMAND = "DEMAND", "Demand"
        PRICE = "PRICE", "Price"
        TIMING = "TIMING", "Timing"
        STAFFING = "STAFFING", "Staffing"
        NOT_STARTED = "NOT_STARTED", "Not started"
        DATA = "DATA", "Data"
        OTHER = "OTHER", "Other"

    class MoneyUse(models.TextChoices):
        CARRY_FORWARD = "CARRY_FORWARD", "Carry it forward to next year"
        REDIRECT = "REDIRECT", "Use it for another scheme"
        RETURN = "RETURN", "Return it to the partner who paid it"

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="+")
    line = models.ForeignKey(ExpenditureLine, models.PROTECT, related_name="returns")
    spent = MoneyField(null=True, blank=True)
    forecast = MoneyField(null=True, blank=True)
    outputs = FigureField(null=True, blank=True)
    # Reviewed this quarter: typed, or looked at and left as it is; by whom, in their role.
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=200, blank=True)
    main_reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    explanation = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    money_use = models.CharField(max_length=20, choices=MoneyUse.choices, blank=True)
    unlikely_because = models.TextField(blank=True)

    objects = LineReturnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "line"], name="line_is_reported_once_a_quarter"
            )
        ]

    def __str__(self):
        return f"{self.line}, {self.quarter}"
