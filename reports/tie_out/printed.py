"""What a file of a version prints, read back from it."""

import re
from dataclasses import dataclass

FIGURES = ("plan", "forecast", "variance")
MISSING = "missing"
CHECK_CODE = re.compile(r"check code ([0-9a-f]{8})")


@dataclass(frozen=True)
class Printed:
    """What a file prints: its check code, and plan, forecast and variance of each group.

    The last of `totals` are those of all lines. `lines` and `totals` are None where the file does
    not print the table; `names` are those of the groups, which only a workbook is asked for.
    """

    check_code: str
    lines: int | None
    totals: tuple[tuple[str, ...], ...] | None
    names: tuple[str, ...] = ()


UNREADABLE = Printed("", None, None)


def check_code(text):
    """The first check code in a text, or nothing."""
    found = CHECK_CODE.search(text)
    return found[1] if found else ""
