from django.db import models
from django.db.models import Q

from boards.fields import FigureField
from boards.models import Board, Organisation
from schemes.models.catalogue import AreaOfSpend, FundingStream, SchemeType


class ReportGroup(models.Model):
    """A heading under which a board prints lines in a year: of some streams, or of a theme."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    code = models.SlugField()
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=40)
    streams = models.ManyToManyField(FundingStream, related_name="groups")

    class Meta:
        ordering = ["board", "year", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "code"], name="group_code_is_unique_in_a_year"
            )
        ]

    def __str__(self):
        return self.name


class Scheme(models.Model):
    """A service paid from the fund, known by a reference that never changes."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    scheme_type = models.ForeignKey(
        SchemeType, models.PROTECT, null=True, blank=True, related_name="schemes"
    )
    local_heading = models.CharField(max_length=100, blank=True)
    area_of_spend = models.ForeignKey(
        AreaOfSpend, models.PROTECT, null=True, blank=True, related_name="schemes"
    )
    led_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_joint = models.BooleanField(default=False)
    planned_outputs = FigureField(null=True, blank=True)
    report_group = models.ForeignKey(
        ReportGroup, models.PROTECT, null=True, blank=True, related_name="schemes"
    )
    starts_on = models.DateField(null=True, blank=True)
    # The last day; a scheme is never deleted.
    stops_on = models.DateField(null=True, blank=True)
    stopped_because = models.TextField(blank=True)

    class Meta:
        ordering = ["board", "year", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "reference"], name="scheme_reference_is_unique_in_a_board"
            ),
            models.CheckConstraint(
                condition=Q(scheme_type__isnull=False, local_heading="")
                | (Q(scheme_type__isnull=True) & ~Q(local_heading="")),
                name="scheme_has_a_national_type_or_a_local_heading",
            ),
            models.CheckConstraint(
                condition=Q(is_joint=False) | Q(led_by__isnull=True),
                name="joint_scheme_has_no_one_leader",
            ),
            models.CheckConstraint(
                condition=Q(stops_on__isnull=True, stopped_because="")
                | (Q(stops_on__isnull=False) & ~Q(stopped_because="")),
                name="stopped_scheme_has_a_day_and_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(stops_on__isnull=True)
                | Q(stops_on__gte=models.F("starts_on")),
                name="scheme_stops_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.name}"


def led_by_name(short_name, is_joint):
    """“LBB”, “Joint”, or that the plan does not state who leads a scheme."""
    return short_name or ("Joint" if is_joint else "not stated")
