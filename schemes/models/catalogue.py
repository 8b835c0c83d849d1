"""What is laid down for the whole country, each for the years in which it held."""

from django.db import models
from django.db.models import Q


class CatalogueQuerySet(models.QuerySet):
    def in_year(self, year):
        """Rows that held in the financial year starting in `year`."""
        still = Q(last_year__isnull=True) | Q(last_year__gte=year)
        return self.filter(still, first_year__lte=year)


class CatalogueRow(models.Model):
    """A row with a lasting code and the first and last year in which it holds."""

    code = models.SlugField(unique=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        abstract = True


class FundingStream(CatalogueRow):
    """Where money of the fund comes from, such as the minimum NHS contribution."""

    class Payer(models.TextChoices):
        COUNCIL = "COUNCIL", "Local authority"
        NHS = "NHS", "NHS"

    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=40)
    paid_by = models.CharField(max_length=10, choices=Payer.choices, default=Payer.NHS)
    mandatory = models.BooleanField(default=True)
    is_capital = models.BooleanField(default=False)
    # Out of which the national minima are to be spent.
    is_minimum_contribution = models.BooleanField(default=False)
    # The stream of later years into which this one went; their amounts compare only together.
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def in_year(self, year):
        """The stream itself, or the one into which it went by then."""
        stream = self
        while stream.last_year and stream.last_year < year and stream.replaced_by:
            stream = stream.replaced_by
        return stream


class AreaOfSpend(CatalogueRow):
    """The kind of care that a scheme pays for; some kinds count towards a national minimum."""

    name = models.CharField(max_length=100)
    is_social_care = models.BooleanField(default=False)
    is_out_of_hospital = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class SchemeType(CatalogueRow):
    """The national heading under which a scheme is reported."""

    name = models.CharField(max_length=100)
    output_unit = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class NationalCondition(CatalogueRow):
    """What government requires of a plan."""

    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["first_year", "number"]

    def __str__(self):
        return f"National condition {self.number}: {self.title}"
