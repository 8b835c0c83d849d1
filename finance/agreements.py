"""Whether the money of a quarter agrees with what bounds it, pure, in words for finance.

The rules, each of which rather says “Not known” than agrees without having seen everything:

- Lines against allocation: see finance.allocations.
- Minimum: at least as much is planned for it. Only lines of the minimum NHS contribution count,
  so while one of those has no area of spend it is not known. They are the lines of each stream
  from which any line counts; where no line counts, any line might.
- Printed totals: the rows come to what a paper prints, but for what printing in whole thousands
  rounds away. The plan as agreed is compared, for that is what was printed.
"""

from decimal import Decimal

from boards import formats
from boards.totals import total
from finance.agreement import (
    SPENDING,
    Agreement,
    Kind,
    State,
    counted_lines,
    lines_without_plan,
)
from finance.allocations import against_allocations
from finance.doubts import is_above_forecast
from finance.printed import read_printed
from finance.units import EXACT

__all__ = ["Agreement", "Kind", "State", "agreements"]

OF_GROUP, OF_ALL_LINES = "GROUP", ("PLAN", "AGREED_POOL")


def agreements(spending, income, fund):
    """The Agreements of a SpendReport, an IncomeReport and a FundReport, in a fixed order."""
    exact = EXACT[spending.unit]
    return (
        *against_allocations(spending, allocated(income)),
        *_minima(spending, fund, exact),
        _spent_above_forecast(spending),
        _reviewed(spending),
        *_printed(spending, fund, exact),
    )


def allocated(income):
    """What each stream of the year brings, by its code, as pairs of name and pounds."""
    of_stream = {}
    for row in income.rows:
        if row.stream and "this_year" in row.runs_in:
            of_stream.setdefault(row.stream, []).append(row)
    return {
        code: (rows[0].stream_name, total(row.this_year for row in rows))
        for code, rows in of_stream.items()
    }


def _minima(spending, fund, exact):
    for minimum in fund.minima:
        counted = [row for row in spending.rows if minimum.kind in row.counts_towards]
        planned = total(row.revised for row in counted)
        without_area = len(lines_without_area(spending))
        state, words = _against_minimum(minimum, counted, planned, without_area, exact)
        title = f"Minimum to spend on {_running(minimum.name)}"
        yield Agreement(
            Kind.MINIMUM, minimum.kind, title, state, words, minimum.amount, planned, SPENDING
        )


def lines_without_area(spending):
    """Lines without an area of spend that may count towards a minimum."""
    streams = {row.stream_code for row in spending.rows if row.counts_towards}
    return [
        row for row in spending.rows if not row.area and (not streams or row.stream_code in streams)
    ]


def _against_minimum(minimum, counted, planned, without_area, exact):
    name = _running(minimum.name)
    if minimum.amount is None:
        return State.NOT_KNOWN, f"No minimum entered for {name}. Enter it to compare."
    if without_area:
        return State.NOT_KNOWN, (
            f"{counted_lines(without_area, 'has', 'have')} no area of spend, so what counts "
            f"towards {name} is not known. Select it to compare."
        )
    if planned is None:
        return (
            State.NOT_KNOWN,
            f"{lines_without_plan(counted)} for {name}. Enter each plan to compare.",
        )
    words = f"Plan lines for {name} add up to {exact(planned)}. "
    if planned >= minimum.amount:
        return State.AGREES, f"{words}The minimum is {exact(minimum.amount)}."
    short = exact(minimum.amount - planned)
    return State.CHECK, f"{words}The minimum is {exact(minimum.amount)}. Find another {short}."


def _spent_above_forecast(spending):
    above = [row for row in spending.rows if is_above_forecast(row.spent, row.forecast)]
    open_lines = [row for row in above if not row.unlikely_because]
    state, words = _against_forecast(spending, above, open_lines)
    title = "Spent to date against forecast"
    return Agreement(
        Kind.SPENT, "", title, state, words, Decimal(0), Decimal(len(open_lines)), SPENDING
    )


def _against_forecast(spending, above, open_lines):
    missing = lines_without_spending(spending)
    if open_lines:
        say = counted_lines(len(open_lines), "has", "have")
        return State.CHECK, (
            f"{say} spent more than the forecast for the year: {_named(open_lines)}. "
            "Change one of the figures, or say why."
        )
    if missing or not spending.rows:
        of_all = formats.counted(len(spending.rows), "line")
        return State.NOT_KNOWN, (
            f"{missing} of {of_all} {'has' if missing == 1 else 'have'} no spend to date or no "
            "forecast. Enter them to compare."
            if spending.rows
            else "The plan has no lines yet. Enter them to compare."
        )
    if above:
        say = counted_lines(len(above), "has", "have")
        return State.AGREES, f"{say} spent more than the forecast, each with a reason."
    return State.AGREES, "No line has spent more than its forecast."


def lines_without_spending(spending):
    """How many lines have no spend to date or no forecast, so that the two cannot be compared."""
    return sum(None in (row.spent, row.forecast) for row in spending.rows)


def _reviewed(spending):
    lines, reviewed = len(spending.rows), spending.reviewed
    if not lines:
        state, words = State.NOT_KNOWN, "The plan has no lines yet. Enter them to compare."
    elif reviewed == lines:
        state, words = State.AGREES, spending.reviewed_in_words
    else:
        rest = (
            "the other line" if lines - reviewed == 1 else f"the other {lines - reviewed:,} lines"
        )
        state, words = State.CHECK, f"{spending.reviewed_in_words} Review {rest}."
    return Agreement(
        Kind.REVIEWED,
        "",
        "Lines reviewed",
        state,
        words,
        Decimal(lines),
        Decimal(reviewed),
        SPENDING,
    )


def _printed(spending, fund, exact):
    groups = {group.code: group for group in spending.groups}
    for number, item in enumerate(fund.printed, 1):
        if item.kind not in (OF_GROUP, *OF_ALL_LINES):
            continue
        whole = groups.get(item.group) if item.kind == OF_GROUP else spending
        reading, planned = read_printed(item.printed, spending.unit), whole and whole.plan
        state, words = _against_printed(item, whole, reading, planned, exact)
        title = f"Printed total: {item.label}"
        yield Agreement(
            Kind.PRINTED, item.group, title, state, words, reading.amount, planned, SPENDING, number
        )


def _against_printed(item, whole, reading, planned, exact):
    printed = reading.amount
    if printed is None:
        return State.NOT_KNOWN, reading.question
    if whole is None:
        return State.NOT_KNOWN, f"{exact(printed)} is printed, but no lines stand under it."
    if planned is None:
        return State.NOT_KNOWN, f"{lines_without_plan(whole.rows)}. Enter each plan to compare."
    if is_rounded_away(planned - printed):
        return State.AGREES, f"The lines add up to the {item.printed} that is printed."
    return State.CHECK, (
        f"{exact(printed)} is printed. The lines add up to {exact(planned)}. "
        f"The printed total is kept. Find the difference of {exact(abs(planned - printed))}."
    )


def is_rounded_away(pounds):
    """Whether a difference does not show in whole thousands."""
    return formats.rounded(pounds / 1000, 0) == 0


def _named(rows):
    """The first lines by reference, and how many more there are."""
    shown = [row.reference for row in rows[:3]]
    rest = len(rows) - len(shown)
    return formats.listed([*shown, f"{rest} more"] if rest else shown)


def _running(name):
    """A name as it stands in a sentence: “adult social care”, but “NHS-commissioned …”."""
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"
