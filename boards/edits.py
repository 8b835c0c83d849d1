"""Two people, one figure: an edit says what its writer was shown, so that nothing is undone."""

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

LONGEST_PLAIN_STAMP = 40


def stamp(value):
    """What a page posts back as the value it showed: the value, or the digest of a long text."""
    if value is None:
        return ""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if len(text) <= LONGEST_PLAIN_STAMP:
        return text
    return "sha256:" + sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Edit:
    """A new value for one field of one row, and the stamp of the value it replaces."""

    row: object
    field: str
    shown: str
    new: object


@dataclass(frozen=True)
class Clash:
    """An edit whose field holds neither what its writer was shown nor what they want."""

    edit: Edit
    stored: object


class Conflict(Exception):
    """Somebody else changed a figure first; nothing was saved."""

    def __init__(self, clashes):
        super().__init__("Somebody else changed a figure while you were editing.")
        self.clashes = tuple(clashes)


def wanted(edits):
    """How many edits differ from what was shown: as many when a form is sent again."""
    return sum(stamp(edit.new) != edit.shown for edit in edits)


def effective(edits, stored):
    """The edits that change anything; `stored(edit)` tells the value held now.

    Raises Conflict when a field holds neither the value shown nor the new one.
    """
    held = [(edit, stored(edit)) for edit in edits]
    clashes = [
        Clash(edit, value)
        for edit, value in held
        if stamp(value) != edit.shown and value != edit.new
    ]
    if clashes:
        raise Conflict(clashes)
    return [edit for edit, value in held if stamp(value) != stamp(edit.new)]
