"""What the state of a quarter allows; who may do it is boards.permissions."""

from enum import Enum

from django.db import models


class Status(models.TextChoices):
    DRAFT = "DRAFT", "Draft"
    WITH_SIGNATORIES = "WITH_SIGNATORIES", "With the signatories"
    SIGNED = "SIGNED", "Signed"
    PUBLISHED = "PUBLISHED", "Published"


class Move(Enum):
    """Every way from one state to another: from which states, to which, and what it is called."""

    SEND = ({Status.DRAFT}, Status.WITH_SIGNATORIES, "sent to the signatories")
    TAKE_BACK = ({Status.WITH_SIGNATORIES}, Status.DRAFT, "taken back")
    REQUEST_CHANGES = ({Status.WITH_SIGNATORIES}, Status.DRAFT, "sent back for changes")
    SIGN = ({Status.WITH_SIGNATORIES}, Status.SIGNED, "signed")
    PUBLISH = ({Status.SIGNED}, Status.PUBLISHED, "published")
    CORRECT = ({Status.SIGNED, Status.PUBLISHED}, Status.DRAFT, "corrected")

    def __init__(self, starts, end, done):
        self.starts, self.end, self.done = frozenset(starts), end, done

    def check(self, status):
        """Raises NoSuchMove where a report in this state cannot be moved so."""
        if status not in self.starts:
            raise NoSuchMove(status, self)


NEXT = {status: {move.end for move in Move if status in move.starts} for status in Status}

# The colour that goes with each state on a page.
TONES = {
    Status.DRAFT: "blue",
    Status.WITH_SIGNATORIES: "yellow",
    Status.SIGNED: "green",
    Status.PUBLISHED: "green",
}

SIGNED = frozenset({Status.SIGNED, Status.PUBLISHED})


class Part(models.TextChoices):
    """What a signature covers, and what is opened again when changes are asked for."""

    PERFORMANCE = "PERFORMANCE", "Performance"
    SPENDING = "SPENDING", "Spending"
    TEXT = "TEXT", "Conditions, risks and commentary"


class WrongState(Exception):
    """The report is in a state that does not allow what was asked; the text says so."""


class ReportLocked(WrongState):
    """Nothing in the quarter, or in a part of it, can be changed now."""

    def __init__(self, status, part=None):
        super().__init__(_why_locked(status, part))


class NoSuchMove(WrongState):
    """The report cannot be moved so from the state that it is in."""

    def __init__(self, status, move):
        state = "a draft" if status == Status.DRAFT else Status(status).label.lower()
        super().__init__(f"This report is {state}, so it cannot be {move.done}.")


def _why_locked(status, part):
    if status == Status.WITH_SIGNATORIES:
        return (
            "You cannot make changes while this report is awaiting sign-off by the signatories. "
            "Take it back to make changes. Nothing was saved."
        )
    if status == Status.DRAFT and part:
        return (
            f"You cannot change this: no changes were asked for to {Part(part).label.lower()}. "
            "Nothing was saved."
        )
    state = Status(status).label.lower()
    return f"You cannot make changes: this report is {state}. Nothing was saved."
