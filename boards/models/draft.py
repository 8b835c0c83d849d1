from django.db import models

from boards.models.people import User


class Draft(models.Model):
    """What a person typed at an address and has not saved: theirs alone, and not for long.

    `typed` holds the posted fields as they came, encoded as in a request.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    path = models.CharField(max_length=300)
    typed = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "path"], name="person_has_one_draft_of_a_page")
        ]

    def __str__(self):
        return self.path


class Submission(models.Model):
    """The mark of a form that has been sent, so that sending it again does nothing more."""

    user = models.ForeignKey(User, models.CASCADE, related_name="submissions")
    mark = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "mark"], name="form_is_sent_once")]

    def __str__(self):
        return self.mark
