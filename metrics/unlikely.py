"""Which figures are possible but unlikely, seen against the last report's."""

from boards.unlikely import Question, times_apart
from metrics.findings import called, figure
from metrics.judgement import pace
from metrics.models import Metric, Result


def questions(row, typed, times):
    """The Question whether a newly typed actual is correct, or none."""
    before, actual = row.last_figure, typed.get("actual")
    is_new = typed["state"] == Result.State.AVAILABLE and (not row.is_typed or actual != row.actual)
    if before is None or not is_new:
        return ()
    apart = times_apart(*_comparable(row, typed, before), times)
    if not apart:
        return ()
    facts = (
        f"You entered {figure(row, actual)}. Last report it was {figure(row, before.actual)}. "
        f"That is {apart}{_by_the_month(row, before)}."
    )
    return (Question("actual", f"the {called(row)} figure", facts),)


def _comparable(row, typed, before):
    """The two figures; a count that began again with the year is compared by the month."""
    if not _by_the_month(row, before):
        return typed["actual"], before.actual
    return (
        pace(typed["actual"], typed["first_month"], typed["last_month"]),
        pace(before.actual, before.first_month, before.last_month),
    )


def _by_the_month(row, before):
    began_again = row.method == Metric.Method.ACCUMULATES and before.key.year != row.year
    return ", month for month" if began_again else ""
