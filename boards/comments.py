"""Reads of internal comments: they are for those who prepare a report, and never go out."""

from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone

from boards import formats
from boards.kept import kept
from boards.models import Comment
from boards.permissions import Permission


class Written(NamedTuple):
    """A comment as people see it: what it is about, who wrote it in which role, and when."""

    subject: str
    text: str
    role: str
    when: str


class CommentLink(NamedTuple):
    """The way to the comments on one part of a report, and how many there are."""

    subject: str
    about: str
    count: int
    may_add: bool


def comment_links(quarter, parts):
    """The CommentLink of each part by its key; `parts` are what people call them, by their keys.

    Empty for those who may not read comments.
    """
    if Permission.VIEW_COMMENTS not in quarter.allowed.now:
        return {}
    held, may_add = counts(quarter), Permission.ADD_COMMENT in quarter.allowed.now
    return {
        subject: CommentLink(subject, about, held.get(subject, 0), may_add)
        for subject, about in parts.items()
    }


def comment_link(quarter, subject, about):
    """The CommentLink of one part, or None for those who may not read comments."""
    return comment_links(quarter, {subject: about}).get(subject)


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
