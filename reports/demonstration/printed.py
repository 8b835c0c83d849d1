"""What the papers of a board print besides its lines, from its fixture folder, by real actions."""

from boards import formats
from boards.edits import Edit
from boards.numbers import Unit
from finance.funding.actions.milestones import record_milestones
from finance.funding.actions.printed import record_printed
from finance.funding.totals import totals
from finance.models import Statement
from finance.plan_money import printed_amounts
from finance.statements.actions import record_statement
from finance.statements.reading import read_rows
from finance.statements.values import PlaceStatement
from metrics.actions import record_effects
from metrics.models import SchemeEffect
from reports.demonstration.reading import exists, figure, rows, table, text
from schemes.milestones import QUARTERS

FIGURES = (*QUARTERS, "printed_total")


def load_printed(quarter, folder, *, by, at):
    """Enter the printed totals, milestones and effects of a year in the first of its quarters."""
    if printed_amounts(quarter):
        return
    common = {"quarter": quarter, "by": by, "at": at}
    before, year = (formats.financial_year(quarter.year - ago) for ago in (1, 0))
    for name, starts in ((before, quarter.year - 1), (year, quarter.year)):
        for record in rows(folder, name, "printed.csv"):
            record_printed(edits=_printed(quarter, starts, record), **common)
    edits = [
        edit
        for number, record in enumerate(rows(folder, year, "milestones.csv"), 1)
        for edit in _milestone(f"new-{number}", record)
    ]
    record_milestones(edits=edits, **common)
    for record in rows(folder, year, "effects.csv"):
        record_effects(scheme=record["reference"], edits=[_effect(record)], **common)


def _printed(quarter, year, record):
    place = year, record["kind"], record["group"]
    (key,) = [total.key for total in totals(quarter) if total.place == place]
    return [Edit(key, field, "", record[field]) for field in ("printed", "source")]


def _milestone(row, record):
    return [
        Edit(row, field, "", figure(value) if field in FIGURES else value)
        for field, value in record.items()
        if value
    ]


def _effect(record):
    said = f"{record['strength']} LONGER" if record["longer_term"] else record["strength"]
    return Edit(record["metric"], "effect", "", SchemeEffect.Said(said))


def load_statements(quarter, *folder, by, at):
    """Enter the place statements of the quarter's year that are not held yet."""
    if not exists(*folder, "statements.toml"):
        return
    held = Statement.objects.filter(board=quarter.board, year=quarter.year)
    months = set(held.values_list("month", flat=True))
    for facts in table(*folder, "statements.toml")["statements"]:
        if facts["month"] not in months:
            read = read_rows(text(*folder, facts["rows"]), Unit[quarter.board.entry_unit])
            statement = PlaceStatement(
                quarter.year, facts["month"], facts["title"], facts["source"],
                read.rows, read.printed,
            )  # fmt: skip
            record_statement(quarter=quarter, statement=statement, shown="", by=by, at=at)
