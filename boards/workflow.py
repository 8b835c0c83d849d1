"""What the state of a quarter allows; who may do it is boards.permissions."""

from django.db import models


class Status(models.TextChoices):
    DRAFT = "DRAFT", "Draft"
    WITH_SIGNATORIES = "WITH_SIGNATORIES", "With the signatories"
    SIGNED = "SIGNED", "Signed"
    PUBLISHED = "PUBLISHED", "Published"


NEXT = {
    Status.DRAFT: {Status.WITH_SIGNATORIES},
    Status.WITH_SIGNATORIES: {Status.DRAFT, Status.SIGNED},
    Status.SIGNED: {Status.DRAFT, Status.PUBLISHED},
    Status.PUBLISHED: {Status.DRAFT},
}

# The colour that goes with each state on a page.
TONES = {
    Status.DRAFT: "blue",
    Status.WITH_SIGNATORIES: "yellow",
    Status.SIGNED: "green",
    Status.PUBLISHED: "green",
}

SIGNED = frozenset({Status.SIGNED, Status.PUBLISHED})


class ReportLocked(Exception):
    """The quarter is not a draft, so nothing in it can be changed."""

    def __init__(self, status):
        super().__init__(
            "You cannot make changes: this report is "
            f"{Status(status).label.lower()}. Nothing was saved."
        )
