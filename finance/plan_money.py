"""Reads about the money of a plan as its papers print it, beside what the lines come to."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from boards.kept import kept
from boards.numbers import Unit
from boards.totals import difference
from finance.models import PrintedFigure
from finance.printed import read_printed
from finance.queries import spend_report

Kind = PrintedFigure.Kind
OF_THE_POOL = (Kind.AGREED_POOL, Kind.MINIMUM_POOL)


@dataclass(frozen=True)
class PrintedAmount:
    """An amount as printed, what it is read as or the question about it, and what the lines say.

    `lines` is None where the report holds no lines for it, or one without a plan.
    """

    year: int
    kind: str
    label: str
    printed: str
    source: str
    read: Decimal | None
    question: str
    lines: Decimal | None

    @property
    def is_minimum(self):
        """Whether the lines may come to more without anything being wrong."""
        return self.kind == Kind.MINIMUM_POOL

    @property
    def difference(self):
        """What is printed less what the lines come to."""
        return difference(self.read, self.lines)


@kept
def printed_amounts(quarter):
    """What is printed of the year's money, and of the pooled budget of the year before.

    A tuple of PrintedAmount, the earlier year first.
    """
    unit = Unit[quarter.board.entry_unit]
    return tuple(_amount(item, quarter, unit) for item in printed_figures(quarter))


def printed_figures(quarter):
    """The PrintedFigures of the year, and of the pooled budget of the year before."""
    pool_before = Q(year=quarter.year - 1, kind__in=OF_THE_POOL)
    held = PrintedFigure.objects.filter(Q(year=quarter.year) | pool_before, board=quarter.board_id)
    return held.order_by("year", "order", "pk")


def _amount(held, quarter, unit):
    reading = read_printed(held.printed, unit)
    return PrintedAmount(
        year=held.year,
        kind=held.kind,
        label=held.label,
        printed=held.printed,
        source=held.source,
        read=reading.amount,
        question=reading.question,
        lines=_lines(held, quarter) if held.year == quarter.year else None,
    )


def _lines(held, quarter):
    """What the lines that a figure stands for come to."""
    report = spend_report(quarter)
    if held.kind != Kind.GROUP:
        return report.plan
    return next((group.plan for group in report.groups if group.code == held.group), None)
