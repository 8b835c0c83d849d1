"""How forecasts moved since the version that was signed last."""

from dataclasses import dataclass
from decimal import Decimal

from boards import formats
from boards.totals import difference, total


@dataclass(frozen=True)
class Moved:
    """A line's forecast then and now, in pounds; None where it had none, or was not there."""

    reference: str
    name: str
    led_by: str
    group: str
    before: Decimal | None
    now: Decimal | None
    is_new: bool = False
    is_gone: bool = False

    @property
    def movement(self):
        """What the line adds to the movement of the whole: one that came or went counts in full."""
        before = Decimal(0) if self.is_new else self.before
        now = Decimal(0) if self.is_gone else self.now
        return difference(now, before)


@dataclass(frozen=True)
class Movement:
    """Every line of two reports; `since` names the earlier one."""

    since: str
    rows: tuple[Moved, ...]

    @property
    def before(self):
        return total(row.before for row in self.rows if not row.is_new)

    @property
    def now(self):
        return total(row.now for row in self.rows if not row.is_gone)

    @property
    def movement(self):
        return difference(self.now, self.before)

    @property
    def moved(self):
        """The lines whose forecast is another, and those of which that cannot be said."""
        return tuple(row for row in self.rows if row.movement != 0)

    @property
    def at_rest(self):
        """The lines that did not move, together."""
        rows = [row for row in self.rows if row.movement == 0]
        name = f"{formats.counted(len(rows), 'line')} with the same forecast"
        amount = total(row.now for row in rows)
        return Moved("", name, "", "", amount, amount)


def movement(since, then, now):
    """The Movement between two SpendReports, by the lines' own ids: first those of today."""
    earlier = {row.line: row for row in then.rows}
    rows = [_moved(group, row, earlier) for group in now.groups for row in group.rows]
    here = {row.line for row in now.rows}
    gone = [
        _gone(group, row) for group in then.groups for row in group.rows if row.line not in here
    ]
    return Movement(since, (*rows, *gone))


def _moved(group, row, earlier):
    before = earlier.get(row.line)
    return Moved(
        reference=row.reference,
        name=row.name,
        led_by=row.led_by,
        group=group.name,
        before=before.forecast if before else None,
        now=row.forecast,
        is_new=before is None,
    )


def _gone(group, row):
    return Moved(row.reference, row.name, row.led_by, group.name, row.forecast, None, is_gone=True)
