"""The ways from a part of a report to its comments and to its history."""

from typing import NamedTuple
from urllib.parse import quote

from django.urls import reverse

from boards.comments import counts
from boards.permissions import Permission


class PartLinks(NamedTuple):
    """Addresses, empty where the person may not go; `about` is what people call the part."""

    about: str
    comments: str
    count: int
    history: str


def part_links(quarter, parts):
    """The PartLinks of each part by its key; `parts` are what people call them, by their keys."""
    comments, held = _comments(quarter)
    history = _address(quarter, "reports:history", Permission.VIEW_TRAIL)
    may_add = comments and Permission.ADD_COMMENT in quarter.allowed.now
    return {
        subject: PartLinks(
            about,
            f"{comments}{quote(subject, safe=':')}/" if may_add or subject in held else "",
            held.get(subject, 0),
            history and f"{history}?subject={quote(subject, safe='')}",
        )
        for subject, about in parts.items()
    }


def links_of(quarter, subject, about):
    """The PartLinks of one part."""
    return part_links(quarter, {subject: about})[subject]


def _comments(quarter):
    """Where the comments on the report begin, and how many there are by subject."""
    begin = _address(quarter, "reports:comments", Permission.VIEW_COMMENTS)
    return begin, counts(quarter) if begin else {}


def _address(quarter, name, permission):
    return reverse(name, kwargs=quarter.address) if permission in quarter.allowed.now else ""
