from django.db import models

from boards.models import BoardQuarter


class Paper(models.Model):
    """The cover sheet of a quarter's board paper."""

    quarter = models.OneToOneField(BoardQuarter, models.CASCADE, related_name="+")
    report_number = models.CharField(max_length=40, blank=True)
    part = models.CharField(max_length=60)
    decision_maker = models.CharField(max_length=100)
    decision_type = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    contact_officer = models.CharField(max_length=200)
    chief_officers = models.TextField()
    ward = models.CharField(max_length=100)
    non_applicable = models.TextField(blank=True)
    background_documents = models.TextField(blank=True)

    def __str__(self):
        return self.title


class CoverItem(models.Model):
    """One question of the cover sheet and its answer; the headings are the council's own."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=100)
    label = models.CharField(max_length=150)
    value = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return self.label


class PaperSection(models.Model):
    """A section of the paper as written: paragraphs, bullets, and references to figures."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    code = models.SlugField()
    heading = models.CharField(max_length=150)
    body = models.TextField(blank=True)
    # Holds from quarter to quarter, and is carried into the next one as it is.
    is_standing = models.BooleanField(default=False)
    is_complete = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "code"], name="section_code_is_unique_in_a_paper"
            )
        ]

    def __str__(self):
        return self.heading
