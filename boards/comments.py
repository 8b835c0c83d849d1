"""Reads of internal comments: they are for those who prepare a report, and never go out."""

from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone

from boards import formats
from boards.kept import kept
from boards.models import Comment


class Written(NamedTuple):
    """A comment as people see it: what it is about, who wrote it in which role, and when."""

    subject: str
    text: str
    role: str
    when: str


@kept
def counts(quarter):
    """How many comments each subject of a quarter has, by its key; subjects with none are out."""
    found = Comment.objects.filter(quarter=quarter).order_by().values_list("subject")
    return dict(found.annotate(Count("pk")))


def comments(quarter, **only):
    """The comments of a quarter as Written, the oldest first."""
    held = Comment.objects.filter(quarter=quarter, **only)
    return [
        Written(subject, text, role, formats.date_and_time(timezone.localtime(at)))
        for subject, text, role, at in held.values_list("subject", "text", "role", "at")
    ]
