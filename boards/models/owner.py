from django.db import models

from boards.models.board import Board, Organisation
from boards.models.people import User


class Owner(models.Model):
    """Whose task a measure, a line or a section is: a role, and the person who has it now.

    `subject` is a key of boards.subjects.
    """

    board = models.ForeignKey(Board, models.CASCADE, related_name="owners")
    subject = models.CharField(max_length=100)
    title = models.CharField(max_length=100)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="owned")

    class Meta:
        ordering = ["subject"]
        constraints = [
            models.UniqueConstraint(fields=["board", "subject"], name="subject_has_one_owner")
        ]

    def __str__(self):
        return f"{self.subject}: {self.title}"
