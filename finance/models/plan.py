"""What changes or bounds the plan of a year, besides its lines."""

from django.db import models
from django.db.models import F, Q

from boards.fields import FigureField, MoneyField
from boards.models import Board, Organisation
from finance.models.money import Addition, ExpenditureLine


class LineMonth(models.Model):
    """The share of a line's plan that falls in a month; lines without months are spread evenly."""

    line = models.ForeignKey(ExpenditureLine, models.CASCADE, related_name="months")
    # 1 is April.
    month = models.PositiveSmallIntegerField()
    amount = MoneyField()

    class Meta:
        ordering = ["line", "month"]
        constraints = [
            models.UniqueConstraint(fields=["line", "month"], name="line_has_a_month_once"),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="line_month_is_1_to_12"),
        ]

    def __str__(self):
        return f"{self.line}, month {self.month}"


class Virement(models.Model):
    """Plan money moved from one line to another of the same year; never deleted."""

    taken_from = models.ForeignKey(ExpenditureLine, models.PROTECT, related_name="moved_out")
    given_to = models.ForeignKey(ExpenditureLine, models.PROTECT, related_name="moved_in")
    amount = MoneyField()
    agreed_on = models.DateField()
    reason = models.TextField()

    class Meta:
        ordering = ["agreed_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="virement_moves_something"),
            models.CheckConstraint(
                condition=~Q(taken_from=F("given_to")), name="virement_has_two_ends"
            ),
        ]

    def __str__(self):
        return f"{self.taken_from} to {self.given_to}, {self.agreed_on}"


class CarryForward(models.Model):
    """An underspend proposed for next year; once agreed it adds to next year's allocation."""

    line = models.ForeignKey(ExpenditureLine, models.PROTECT, related_name="carried")
    amount = MoneyField()
    reason = models.TextField()
    proposed_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    addition = models.OneToOneField(
        Addition, models.PROTECT, null=True, blank=True, related_name="carried_from"
    )

    class Meta:
        ordering = ["proposed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="carry_forward_carries_something"
            ),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True, addition__isnull=True)
                | Q(agreed_on__isnull=False, addition__isnull=False),
                name="agreed_carry_forward_has_an_addition",
            ),
        ]

    def __str__(self):
        return f"{self.line}, {self.proposed_on}"


class Reserve(models.Model):
    """Money that the partners hold outside the plan of any year."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["board", "name"]
        constraints = [
            models.UniqueConstraint(fields=["board", "name"], name="reserve_is_named_once")
        ]

    def __str__(self):
        return self.name


class ReserveBalance(models.Model):
    """What a reserve holds in a year."""

    reserve = models.ForeignKey(Reserve, models.CASCADE, related_name="balances")
    year = models.PositiveSmallIntegerField()
    amount = MoneyField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["reserve", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["reserve", "year"], name="reserve_is_stated_once_a_year"
            )
        ]

    def __str__(self):
        return f"{self.reserve} {self.year}"


class RiskShare(models.Model):
    """The part of an overspend that a partner bears in a year, and of what."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    percent = FigureField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["board", "year", "partner"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "partner"], name="partner_has_one_risk_share_a_year"
            ),
        ]

    def __str__(self):
        return f"{self.partner} {self.year}"


class SpendingMinimum(models.Model):
    """The least that has to be spent on something out of the minimum NHS contribution in a year."""

    class Kind(models.TextChoices):
        SOCIAL_CARE = "SOCIAL_CARE", "Adult social care"
        OUT_OF_HOSPITAL = "OUT_OF_HOSPITAL", "NHS-commissioned out-of-hospital services"

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    amount = MoneyField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["board", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "kind"], name="spending_minimum_is_set_once_a_year"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.board} {self.year}"


class PrintedFigure(models.Model):
    """An amount as a paper prints it, kept as it stands there, whatever the rows come to."""

    class Kind(models.TextChoices):
        GROUP = "GROUP", "Total of a group"
        PLAN = "PLAN", "Total of the plan"
        AGREED_POOL = "AGREED_POOL", "Agreed value of the pooled budget"
        MINIMUM_POOL = "MINIMUM_POOL", "Minimum value of the pooled budget"

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # The code of the group whose total it is.
    group = models.SlugField(blank=True)
    label = models.CharField(max_length=200)
    printed = models.CharField(max_length=40)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["board", "year", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "kind", "group", "source"],
                name="figure_is_printed_once_in_a_source",
            )
        ]

    def __str__(self):
        return f"{self.label}: {self.printed}"
