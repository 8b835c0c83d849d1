"""What comes of comparing the money of a quarter with what bounds it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from boards import formats
from boards.totals import difference

SPENDING = "finance:spending"


class State(StrEnum):
    """What came of a check."""

    AGREES = "Agrees"
    CHECK = "Check"
    NOT_KNOWN = "Not known"


class Kind(StrEnum):
    """What a check compares."""

    ALLOCATION = "allocation"
    MINIMUM = "minimum"
    SPENT = "spent"
    REVIEWED = "reviewed"
    PRINTED = "printed"


# Kinds that count lines; the others compare pounds.
COUNTS = {Kind.SPENT, Kind.REVIEWED}


@dataclass(frozen=True)
class Agreement:
    """One check: what is expected and what is there, and in `words` what to do about it.

    `subject` is the code of the stream, minimum or group, empty for the whole plan; `to` names the
    page where it is mended; `number` tells apart several printed totals of one thing.
    """

    kind: Kind
    subject: str
    title: str
    state: State
    words: str
    expected: Decimal | None
    actual: Decimal | None
    to: str
    number: int = 0

    @property
    def code(self):
        return "-".join(filter(None, (self.kind, self.subject, str(self.number or ""))))

    @property
    def is_count(self):
        """Whether lines are counted, where the other checks compare pounds."""
        return self.kind in COUNTS

    @property
    def difference(self):
        return difference(self.actual, self.expected)


def lines_without_plan(lines):
    """“2 lines have no plan”."""
    return counted_lines(sum(row.plan is None for row in lines), "has", "have") + " no plan"


def counted_lines(count, singular, plural):
    """“1 line has” or “2 lines have”, with the verb that is given."""
    return f"{formats.counted(count, 'line')} {singular if count == 1 else plural}"
