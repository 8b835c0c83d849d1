"""The plan of each stream held against what the stream brings, pure, in words for finance.

The revised plans of a stream's lines have to come to its allocation to the penny. Lines that do
not state their stream may be what is missing, so a stream that falls short is not known while
there are any.
"""

from boards.totals import total
from finance.agreement import SPENDING, Agreement, Kind, State, counted_lines, lines_without_plan
from finance.units import EXACT


def against_allocations(spending, brought):
    """An Agreement for each stream from which a line of a SpendReport takes or that brings money.

    `brought` are pairs of name and pounds, or None where they are not known, by the stream's code.
    """
    taken = {row.stream_code: (row.stream, None) for row in spending.rows if row.stream_code}
    unstated = sum(not row.stream_code for row in spending.rows)
    for code, (name, amount) in (taken | brought).items():
        lines = [row for row in spending.rows if row.stream_code == code]
        planned = total(row.revised for row in lines)
        state, words = _compared(name, lines, planned, amount, unstated, EXACT[spending.unit])
        title = f"Plan lines for {name}"
        yield Agreement(Kind.ALLOCATION, code, title, state, words, amount, planned, SPENDING)


def _compared(name, lines, planned, brought, unstated, exact):
    if brought is None:
        return State.NOT_KNOWN, f"No allocation is entered for {name}. Enter it to compare."
    if planned is None:
        return (
            State.NOT_KNOWN,
            f"{lines_without_plan(lines)} for {name}. Enter each plan to compare.",
        )
    apart = planned - brought
    if apart == 0:
        return State.AGREES, f"Plan lines and allocation for {name} are both {exact(brought)}."
    words = (
        f"Plan lines for {name} add up to {exact(planned)}. The allocation is {exact(brought)}. "
    )
    if apart < 0 and unstated:
        say = f"{counted_lines(unstated, 'does', 'do')} not state a funding stream. Select it"
        return State.NOT_KNOWN, f"{words}{say} to compare."
    return State.CHECK, f"{words}Find the difference of {exact(abs(apart))}."
