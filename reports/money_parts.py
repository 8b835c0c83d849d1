"""What of the money a version holds beside its lines and income, for whoever signs to read."""

from dataclasses import dataclass
from itertools import count

from finance.fund_tables import (
    CarryForwardTable,
    MinimumTable,
    ReserveTable,
    RiskShareTable,
    VirementTable,
    held_minima,
)
from finance.tables import MovementTable
from reports.names import table_titles


@dataclass(frozen=True)
class MoneyPart:
    """A heading and the tables below it."""

    heading: str
    tables: tuple


def money_parts(paper):
    """The MoneyParts of a BoardPaper that say anything; their tables are numbered on."""
    numbers = count(len(table_titles(paper.period)) + 1)
    parts = [
        MoneyPart(heading, tuple(_tables(wanted, paper.year, numbers)))
        for heading, wanted in _wanted(paper)
    ]
    if paper.movement and paper.movement.rows:
        parts.append(_moved(paper, next(numbers)))
    return [part for part in parts if part.tables]


def _wanted(paper):
    """Each heading with the tables that may stand below it, as pairs of (class, rows)."""
    fund = paper.fund
    changes = (VirementTable, fund.virements), (CarryForwardTable, fund.carried)
    yield "Changes to the plan", changes
    yield "Reserves", [(ReserveTable, fund.reserves)]
    yield "Risk share", [(RiskShareTable, fund.risk_shares)]
    minima = held_minima(paper.spending, paper.income, fund)
    yield "Minimum spending", [(MinimumTable, minima)]


def _tables(wanted, year, numbers):
    return (table(rows, year=year, number=next(numbers)) for table, rows in wanted if rows)


def _moved(paper, number):
    since = paper.movement.since
    caption = f"Table {number}: forecasts since {since}, in £ thousands"
    table = MovementTable(paper.movement, year=paper.year, caption=caption)
    return MoneyPart(f"Movement since {since}", (table,))
