"""How the forecasts of a quarter moved since they were signed last."""

import msgspec

from boards.kept import kept
from finance.movement import movement
from finance.queries import spend_report
from finance.spend import SpendReport
from reports.models import Snapshot


class Signed(msgspec.Struct):
    """What is read of a version that was kept; the rest of it is passed over."""

    spending: SpendReport


@kept
def movement_since_signed(quarter):
    """The Movement of a quarter's lines since the version of its year that was signed last.

    None where nothing of the year was signed before.
    """
    for earlier in (quarter, *quarter.earlier):
        if earlier.year == quarter.year and earlier.signed_version:
            return _movement(quarter, earlier)
    return None


def _movement(quarter, earlier):
    held = Snapshot.objects.of(earlier, earlier.signed_version)
    signed = msgspec.json.decode(held.content, type=Signed)
    since = f"{earlier.key.title}, version {held.number}"
    return movement(since, signed.spending, spend_report(quarter))
