from django.db import models
from django.db.models import Q

RESERVED_SLUGS = ("public", "accounts", "static", "health", "v", "help")


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
