"""The screens of a paste as their templates draw them: figures as text, choices as pairs."""

from boards import formats
from boards.edits import stamp
from boards.forms import FieldError
from boards.numbers import Unit
from boards.totals import difference
from finance.paste.forms import UNITS
from finance.paste.layout import PASTED_COLUMNS
from finance.paste.preview import OUT
from finance.units import DISPLAYS

SELECT = ("", "Select")
LEFT, NOT_YET = "left out", "not known yet"
LEAVE_OUT = (OUT, "Leave this row out")
LEFT_OUT = (
    ("heading", "heading", "headings"),
    ("total", "total", "totals"),
    ("blank", "blank row", "blank rows"),
    ("without a figure", "row without a figure, which keeps what it has",
     "rows without a figure, which keep what they have"),
)  # fmt: skip
UNIT_NAMES = {Unit.THOUSANDS: "£ thousands", Unit.POUNDS: "£"}


def form_context(form):
    """The first screen: what is pasted, and where."""
    column, unit = form["column"].value() or "forecast", form["unit"].value() or ""
    return {
        "form": form,
        "errors": [
            FieldError(f"#{name}", message)
            for name in form.fields
            for message in form.errors.get(name, [])
        ],
        "columns": _options(PASTED_COLUMNS.items(), column),
        "units": _options(UNITS, unit),
    }


def _options(pairs, chosen):
    return [{"value": value, "text": text, "checked": value == chosen} for value, text in pairs]


def preview_context(form, preview, questions, *, is_tried):
    """The second screen; `is_tried` says that it was to be saved, so that problems are errors."""
    display = DISPLAYS[preview.unit]
    rows = [_row(row, preview, display) for row in preview.rows]
    return {
        "form": form,
        "preview": preview,
        "counts": counts(preview),
        "facts": facts(preview),
        "rows": rows,
        "totals": _totals(preview, display),
        "questions": questions,
        "errors": _errors(preview, questions) if is_tried else [],
        "unit": UNIT_NAMES[preview.unit],
        "units": _options(UNITS[1:], preview.unit.name),
        "figures": [(str(choice.index), choice.name) for choice in preview.layout.choices],
        "taken": str(preview.layout.figures.index),
        "stamps": [(line.line, stamp(getattr(line, preview.column))) for line in preview.mine],
    }


def _row(row, preview, display):
    return {
        "row": row,
        "now": display(row.now) if row.line else NOT_YET,
        "new": display(row.new) if row.is_ready else row.item.typed,
        "difference": _difference(row, display),
        "options": _choices(row, preview, display) if row.asks else [],
    }


def _difference(row, display):
    if not row.is_ready:
        return LEFT if row.is_out else NOT_YET
    if row.now == row.new:
        return "no change"
    return display(difference(row.new, row.now)) if row.now is not None else "new"


def _choices(row, preview, display):
    """What a row can be for: the lines in question, else those that no row is for."""
    lines = row.item.candidates or _free(row, preview)
    held = [
        (str(line.line), _described(line, display(getattr(line, preview.column))))
        for line in lines
        if line in preview.mine
    ]
    return [SELECT, *held, LEAVE_OUT]


def _described(line, now):
    return f"{line.reference} {line.name}, {line.led_by}, now {now}"


def _free(row, preview):
    if row.item.line:
        return [row.item.line]
    taken = {other.line.line for other in preview.ready if other is not row}
    return [line for line in preview.mine if line.line not in taken]


def counts(preview):
    """“35 rows pasted. 33 match. 2 need your attention. Nothing is saved yet.”"""
    problems = len(preview.problems)
    left_out = sum(row.is_out for row in preview.rows)
    others = len(preview.of_others)
    said = [
        f"{formats.counted(len(preview.matches.items), 'row')} pasted",
        f"{len(preview.ready)} {'matches' if len(preview.ready) == 1 else 'match'}",
    ]
    if problems:
        said.append(f"{problems} {'needs' if problems == 1 else 'need'} your attention")
    if left_out:
        said.append(f"{left_out} left out")
    if others:
        said.append(f"{others} {'is' if others == 1 else 'are'} not yours to enter")
    return f"{'. '.join(said)}. Nothing is saved yet."


def facts(preview):
    """How the paste was read, a sentence each."""
    yield f"We read these as {UNIT_NAMES[preview.unit]}."
    if len(preview.layout.choices) > 1:
        yield f"The figures are taken from {preview.layout.figures.name}."
    if preview.matches.by_order:
        yield (
            "No row has a reference or name, so rows are matched by order: the first row to "
            f"{preview.rows[0].line.reference}, the last to {preview.rows[-1].line.reference}."
        )
    for kind, one, many in LEFT_OUT:
        numbers = preview.matches.ignored.get(kind)
        if numbers:
            yield f"Left out: {formats.counted(len(numbers), one, many)} ({_numbers(numbers)})."
    yield from _of_others(preview)


def _numbers(numbers):
    return f"row{'s' if len(numbers) > 1 else ''} {formats.listed([str(n) for n in numbers])}"


def _of_others(preview):
    """Who types the lines that the person may not."""
    for leader in sorted({line.led_by for line in preview.of_others}):
        count = sum(line.led_by == leader for line in preview.of_others)
        yield f"Left out: {formats.counted(count, 'line')} led by {leader}, not yours to enter."


def _totals(preview, display):
    """The sums under the table: of its rows, and of every line of the report."""
    lines = formats.counted(len(preview.all_lines), "line")
    sums = [("Total of the rows above that match", preview.totals_of_rows())]
    if len(preview.ready) < len(preview.all_lines):
        sums.append((f"Total of all {lines} of the report", preview.totals()))
    return [(label, [display(amount) for amount in amounts]) for label, amounts in sums]


def _errors(preview, questions):
    """Everything that keeps the paste from being saved, in the order of the page."""
    rows = [FieldError(f"#{row.name}", row.problem or row.clash) for row in preview.rows]
    reasons = [question for question in questions if question.error]
    return [error for error in rows if error.message] + reasons
