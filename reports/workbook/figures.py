"""The frozen values that a workbook is made of, and no others."""

from dataclasses import dataclass, replace
from functools import cached_property

from finance.agreements import Agreement, agreements
from finance.fund import FundReport
from finance.fund_queries import fund_report
from finance.income import IncomeReport, income_report
from finance.movement import Movement
from finance.queries import spend_report
from finance.spend import SpendReport
from reports.moved import movement_since_signed
from reports.workbook import words


class NoSuchLeader(LookupError):
    """Nobody of this name leads a line of the report."""


@dataclass(frozen=True)
class Figures:
    """The money of a report; `is_part` where it is that of some lines alone."""

    spending: SpendReport
    income: IncomeReport
    fund: FundReport
    movement: Movement | None
    is_part: bool = False

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """What should agree; of some lines only what does not bound the whole plan."""
        found = agreements(self.spending, self.income, self.fund)
        return tuple(item for item in found if item.is_count or not self.is_part)

    @cached_property
    def prints_exactly(self):
        """Whether whole thousands add up in the table of the lines."""
        return words.prints_exactly(self.spending)

    def minimum_name(self, kind):
        """The words for what a line counts towards."""
        return next((item.name for item in self.fund.minima if item.kind == kind), kind)

    def group(self, code):
        """The SpendGroup with a code, or None."""
        return next((group for group in self.spending.groups if group.code == code), None)

    def led_by(self, leader):
        """The figures of the lines that one organisation leads; raises NoSuchLeader."""
        spending = self.spending.only(lambda row: row.led_by == leader)
        if not spending.rows:
            raise NoSuchLeader(leader)
        return replace(
            self,
            spending=spending,
            income=replace(self.income, groups=(), notes=()),
            fund=_of_lines(self.fund, spending.rows),
            movement=self.movement and _moved(self.movement, leader),
            is_part=True,
        )


def _of_lines(fund, rows):
    """What was moved between or carried from these lines; the rest is of the whole plan."""
    references = {row.reference for row in rows}
    schemes = {f"{row.reference} {row.name}" for row in rows}
    return FundReport(
        virements=tuple(
            item for item in fund.virements if schemes & {item.taken_from, item.given_to}
        ),
        carried=tuple(item for item in fund.carried if item.reference in references),
        # Their names are how lines say what they count towards.
        minima=fund.minima,
    )


def _moved(movement, leader):
    return replace(movement, rows=tuple(row for row in movement.rows if row.led_by == leader))


def figures_now(quarter) -> Figures:
    """The Figures of a BoardQuarter as they stand now."""
    return Figures(
        spend_report(quarter),
        income_report(quarter),
        fund_report(quarter),
        movement_since_signed(quarter),
    )


def figures_of(paper) -> Figures:
    """The Figures of a BoardPaper."""
    return Figures(paper.spending, paper.income, paper.fund, paper.movement)
