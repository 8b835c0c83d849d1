"""What the papers of a board print besides its lines, from its fixture folder, by real actions."""

from boards.numbers import Unit
from finance.actions import record_printed
from finance.models import Statement
from finance.statements.actions import record_statement
from finance.statements.reading import read_rows
from finance.statements.values import PlaceStatement
from metrics.actions import record_effects
from metrics.models import Metric
from reports.demonstration.reading import exists, figure, rows, table, text, whole
from schemes.actions import record_milestones
from schemes.milestones import QUARTERS
from schemes.models import Scheme

FIGURES = (*QUARTERS, "printed_total")


def load_printed(board, year, *folder, by, at):
    """Enter the printed amounts, the milestones and the effects of schemes of a year."""
    printed = [record | {"order": whole(record["order"])} for record in _of(folder, "printed")]
    milestones = [_milestone(record) for record in _of(folder, "milestones")]
    effects = list(_effects(board, _of(folder, "effects")))
    common = {"board": board, "year": year, "by": by, "at": at}
    if printed:
        record_printed(figures=printed, **common)
    if milestones:
        record_milestones(milestones=milestones, **common)
    if effects:
        record_effects(effects=effects, **common)


def _of(folder, name):
    return rows(*folder, f"{name}.csv")


def _milestone(record):
    figures = {name: figure(record[name]) for name in FIGURES}
    return record | figures | {"order": whole(record["order"])}


def _effects(board, records):
    schemes = {item.reference: item for item in Scheme.objects.filter(board=board)}
    metrics = {item.code: item for item in Metric.objects.all()}
    for record in records:
        yield {
            "scheme": schemes[record["reference"]],
            "metric": metrics[record["metric"]],
            "strength": record["strength"],
            "is_longer_term": bool(record["longer_term"]),
        }


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
