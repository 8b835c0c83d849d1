from django.db import models
from django.db.models import Q

from boards.models import BoardQuarter, Capacity, User
from boards.workflow import Part

SHOWN = 8


class SnapshotQuerySet(models.QuerySet):
    def of(self, quarter, number):
        """One version of a quarter's report; raises DoesNotExist."""
        return self.get(quarter=quarter, number=number)

    def newest(self, quarter):
        """The last version of a quarter's report without what it says, or None."""
        if not quarter.versions:
            return None
        return self.defer("content").get(quarter=quarter, number=quarter.versions)

    def with_code(self, code):
        """The versions whose check code it is: in all of England seldom more than one."""
        return self.filter(digest__startswith=code).select_related(
            "quarter__board", "quarter__period"
        )


class Snapshot(models.Model):
    """A version of a quarter's report as it went to the signatories: never changed, never deleted.

    `content` is the canonical JSON of what it says. The digests of the parts are those that
    signatures cover; `digest` covers the whole content.
    """

    quarter = models.ForeignKey(BoardQuarter, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64, db_index=True)
    performance_digest = models.CharField(max_length=64)
    spending_digest = models.CharField(max_length=64)
    text_digest = models.CharField(max_length=64)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_role = models.CharField(max_length=200)
    sent_at = models.DateTimeField()

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["quarter", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "number"], name="version_of_a_report_exists_once"
            )
        ]

    def __str__(self):
        return f"{self.quarter}, version {self.number}"

    @property
    def check_code(self):
        """Eight characters that two people can read to each other."""
        return self.digest[:SHOWN]

    def part_digests(self):
        """The digest of each Part."""
        return {part: getattr(self, f"{part.lower()}_digest") for part in Part}


class Signature(models.Model):
    """That somebody signed a version in a capacity; it is never changed.

    What they signed is the digests of `parts`, as the version had them. Where the parts of a later
    version are the same, the signature is carried to it as a new row, with the day of the first.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="signatures")
    capacity = models.ForeignKey(Capacity, models.PROTECT, related_name="+")
    paper = models.CharField(max_length=20, choices=Capacity.Paper.choices)
    title = models.CharField(max_length=100)
    parts = models.CharField(max_length=40)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    authority = models.CharField(max_length=200, blank=True)
    carried_from = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["capacity__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "capacity"], name="a_version_is_signed_once_in_a_capacity"
            ),
            models.UniqueConstraint(
                fields=["snapshot", "paper", "by"], name="a_person_signs_a_paper_once"
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.at}"

    @property
    def covers(self):
        return tuple(map(Part, self.parts.split()))


class DatedFact(models.Model):
    """What happened to a version outside its figures, and when: added, never changed.

    `on` is the day of the thing itself, `at` when it was recorded. A publication keeps the late
    fields with which the version went out, as JSON: later changes are for the next version.
    """

    class Kind(models.TextChoices):
        SIGNED = "SIGNED", "Signed"
        RELEASED = "RELEASED", "Released for the agenda"
        SUBMITTED = "SUBMITTED", "Submitted to NHS England"
        PUBLISHED = "PUBLISHED", "Published"
        DECIDED = "DECIDED", "The Board's decision"
        RATIFIED = "RATIFIED", "Ratified by the Board"
        WITHDRAWN = "WITHDRAWN", "Withdrawn"

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    words = models.TextField(blank=True)
    reference = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200)
    at = models.DateTimeField()
    late = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot"],
                condition=Q(kind="SIGNED"),
                name="the_last_signature_of_a_version_comes_once",
            ),
            models.UniqueConstraint(
                fields=["snapshot"],
                condition=Q(kind="PUBLISHED"),
                name="a_version_is_published_once",
            ),
            models.UniqueConstraint(
                fields=["snapshot"],
                condition=Q(kind="WITHDRAWN"),
                name="a_version_is_withdrawn_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="WITHDRAWN") | ~Q(words=""), name="withdrawal_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} on {self.on}"


class ChangeRequest(models.Model):
    """That somebody sent a version back so that a part of it is changed, and why."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="change_requests")
    part = models.CharField(max_length=20, choices=Part.choices)
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_part_display()}, {self.snapshot}"


class PaperFile(models.Model):
    """The bytes of a file of a version, made once. `printed` is the digest of its late fields."""

    class Kind(models.TextChoices):
        PAPER = "PAPER", "Board paper (PDF)"
        WORKBOOK = "WORKBOOK", "Expenditure table (Excel)"
        ADDENDUM = "ADDENDUM", "Addendum (PDF)"

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    printed = models.CharField(max_length=64)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "kind", "printed"], name="file_of_a_version_is_made_once"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.snapshot}"
