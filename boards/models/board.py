from decimal import Decimal

from django.db import models, transaction
from django.db.models import Q

from boards.fields import MoneyField

RESERVED_SLUGS = ("public", "accounts", "static", "health", "v", "help")


class BoardQuerySet(models.QuerySet):
    def lock(self, pk):
        """The board, held until the transaction ends: one change to it as a whole at a time."""
        assert transaction.get_connection().in_atomic_block  # noqa: S101
        return self.select_for_update(no_key=True).get(pk=pk)


class Board(models.Model):
    """A Health and Wellbeing Board: whose figures they are, and how it works."""

    class EntryUnit(models.TextChoices):
        POUNDS = "POUNDS", "£"
        THOUSANDS = "THOUSANDS", "£ thousands"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    code = models.CharField(max_length=10, unique=True)
    authority = models.CharField(max_length=100)
    entry_unit = models.CharField(
        max_length=10, choices=EntryUnit.choices, default=EntryUnit.THOUSANDS
    )
    commissioner_enters_spending = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    keeps_risks = models.BooleanField(default=True)
    # A difference from plan is explained beyond an amount, or beyond a share and a least amount.
    explain_above = MoneyField(default=Decimal("50000.00"))
    explain_percent = models.PositiveSmallIntegerField(default=5)
    explain_at_least = MoneyField(default=Decimal("10000.00"))
    # A figure so many times the last one, or so small a part of it, is asked about once.
    unlikely_times = models.PositiveSmallIntegerField(default=10)
    # Working days before the last day to publish the agenda.
    paper_to_clerk_days = models.PositiveSmallIntegerField(default=2)
    clearance_days = models.PositiveSmallIntegerField(default=5)
    entry_days = models.PositiveSmallIntegerField(default=10)
    ledger_days = models.PositiveSmallIntegerField(default=15)

    objects = BoardQuerySet.as_manager()

    # Which state of the board was fetched, where a page is about one; boards.kept.
    as_at = None

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS), name="slug_is_not_an_address_of_the_service"
            )
        ]

    def __str__(self):
        return self.name


class Organisation(models.Model):
    """A partner of a board: its council, an integrated care board, a district or provider."""

    class Kind(models.TextChoices):
        COUNCIL = "COUNCIL", "Council"
        ICB = "ICB", "Integrated care board"
        DISTRICT = "DISTRICT", "District council"
        PROVIDER = "PROVIDER", "Provider"

    board = models.ForeignKey(Board, models.CASCADE, related_name="organisations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=20)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "short_name"], name="short_name_is_unique_in_a_board"
            )
        ]

    def __str__(self):
        return self.name
