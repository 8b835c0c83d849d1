from django.db import models

from boards.models.people import User
from boards.models.quarter import BoardQuarter


class Comment(models.Model):
    """What people who prepare a report tell each other about a part of it: never goes out.

    `subject` is a key of boards.subjects; `role` is what the writer was when it was written.
    """

    quarter = models.ForeignKey(BoardQuarter, models.CASCADE, related_name="comments")
    subject = models.CharField(max_length=100)
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.subject}, {self.at}"
