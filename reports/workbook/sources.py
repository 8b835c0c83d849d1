"""The sheet Where the figures come from: the source of every line, total and stream."""

from boards import formats
from finance.models import Basis
from reports.workbook.layout import FIRST_ROW, SOURCES, place

NAME = "Where the figures come from"
NOTE = "People are named by role. Totals are sums of the exact amounts."
ENTERED, NOT_ENTERED = "Entered in the service", "Not provided"


def write_sources(book, figures):
    """A row for each line, total, stream of income, minimum and printed total."""
    sheet = book.sheet(NAME, NAME, NOTE)
    rows = list(_rows(book.facts, figures))
    last_row = FIRST_ROW + len(rows) - 1
    sheet.table("tblSources", SOURCES, last_row)
    for row, values in enumerate(rows, FIRST_ROW):
        sheet.row(row, SOURCES, [values.get(column.field) for column in SOURCES])
    sheet.freeze(place(SOURCES, "name") + 1)
    sheet.finish(last_row, len(SOURCES) - 1)


def _rows(facts, figures):
    report = figures.spending
    for group in report.groups:
        for row in group.rows:
            yield _line(facts, row)
        yield _total(facts, "Total of a group", group)
    yield _total(facts, "Total", report) | {"name": "All lines"}
    yield from _income(figures.income)
    for item in figures.fund.minima:
        if item.amount is not None and not figures.is_part:
            yield {"what": "Minimum", "name": item.name, "plan": ENTERED, "note": item.source}
    for item in figures.fund.printed:
        yield {
            "what": "Printed total",
            "name": item.label,
            "plan": item.printed,
            "note": item.source,
        }


def _line(facts, row):
    return {
        "what": "Line",
        "reference": row.reference,
        "name": row.name,
        "plan": _plan(facts, row),
        "stream": _stream(row),
        "figures": _figures(row),
        "months": facts.to_date,
        "day": row.reviewed_on,
        "role": row.reviewed_by,
        "note": row.unlikely_because,
    }


def _plan(facts, row):
    if row.plan is None:
        return NOT_ENTERED
    plan = f"Plan of {facts.year}"
    return f"{plan}, revised by money moved" if row.moved else plan


def _stream(row):
    """Whether the stream stands in the council's own papers; a line may state none."""
    if not row.stream_code:
        return "Not stated"
    return (Basis.DERIVED if row.stream_is_derived else Basis.PRINTED).label


def _figures(row):
    held = {"Spent to date": row.spent, "Forecast": row.forecast}
    given = [name for name, amount in held.items() if amount is not None]
    if len(given) == len(held):
        return ENTERED
    return f"{given[0]} entered in the service" if given else NOT_ENTERED


def _total(facts, what, totals):
    lines = formats.counted(len(totals.rows), "line")
    return {
        "what": what,
        "name": getattr(totals, "name", ""),
        "plan": f"Sum of {lines}",
        "figures": f"Sum of {lines}",
        "months": facts.to_date,
    }


def _income(income):
    """What each stream brings, with the notes that the paper prints of it."""
    notes = {}
    for name, note in income.notes:
        notes.setdefault(name, []).append(note)
    for group in income.groups:
        for row in group.rows:
            yield {
                "what": f"Income, {row.contribution.lower()}",
                "name": row.name,
                "plan": NOT_ENTERED if row.this_year is None else "Allocation of the year",
                "stream": group.name,
                "note": " ".join(notes.pop(row.name, ())),
            }
