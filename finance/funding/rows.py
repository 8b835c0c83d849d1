"""What the screens of boxes show of a year: a row for each thing, by the key of its boxes."""

from dataclasses import dataclass
from decimal import Decimal

from boards import formats
from boards.kept import kept
from boards.models import Organisation
from boards.numbers import Unit
from finance.funding.totals import printed_by_total
from finance.models import (
    ExpenditureLine,
    LineMonth,
    Reserve,
    ReserveBalance,
    RiskShare,
    SpendingMinimum,
)
from finance.printed import read_printed
from finance.units import EXACT
from schemes.milestones import QUARTERS
from schemes.models import Milestone

NEW, NEW_MILESTONES = "new", 3
MONTHS = range(1, 13)


@dataclass(frozen=True)
class BoxRow:
    """One row of boxes; `line` is the key of its boxes, and `reference` stands before its name.

    Where the name itself stands in a box, `called` is what the row is called instead.
    """

    line: object
    name: str
    reference: str = ""
    note: str = ""
    amount: Decimal | None = None
    percent: Decimal | None = None
    plan: Decimal | None = None
    source: str = ""
    new_name: str = ""
    called: str = ""


@dataclass(frozen=True)
class PlanRow(BoxRow):
    """A line with the plan that stands for it, and the months over which it is spread."""

    stream: str = ""
    months: Decimal | None = None

    @property
    def spread(self):
        """How the plan falls on the months."""
        if self.months is None:
            return "Spread evenly."
        if self.months == self.plan:
            return "By month."
        return "By month: the months do not add up to the plan."


@dataclass(frozen=True)
class PrintedRow(BoxRow):
    """A total as printed: what it is read as, or the question about it."""

    printed: str = ""
    read_as: str = ""
    question: str = ""


@dataclass(frozen=True)
class MilestoneRow(BoxRow):
    """A milestone as the plan prints it."""

    measure: str = ""
    quarter_1: Decimal | None = None
    quarter_2: Decimal | None = None
    quarter_3: Decimal | None = None
    quarter_4: Decimal | None = None
    printed_total: Decimal | None = None


def lines_of(quarter):
    """The lines of the quarter's year in the order of the plan, each with its scheme."""
    held = ExpenditureLine.objects.filter(scheme__board=quarter.board_id, scheme__year=quarter.year)
    return held.select_related("scheme", "stream").order_by("scheme__order", "pk")


@kept
def plan_rows(quarter):
    """The PlanRows of the quarter's year, a tuple in the order of the plan."""
    months = {}
    held = LineMonth.objects.filter(
        line__scheme__board=quarter.board_id, line__scheme__year=quarter.year
    )
    for line, amount in held.values_list("line", "amount"):
        months[line] = months.get(line, Decimal(0)) + amount
    return tuple(
        PlanRow(
            line=line.pk,
            name=line.scheme.name,
            reference=line.scheme.reference,
            plan=line.plan,
            stream=line.stream.name if line.stream else "stream not stated",
            months=months.get(line.pk),
        )
        for line in lines_of(quarter)
    )


def month_rows(line):
    held = dict(LineMonth.objects.filter(line=line).values_list("month", "amount"))
    return [
        BoxRow(line=month, name=formats.MONTHS[month - 1], amount=held.get(month))
        for month in MONTHS
    ]


def reserve_rows(quarter):
    """Each reserve in the year before and in this one, then an empty row for a new one."""
    balances = {
        (item.reserve_id, item.year): item
        for item in ReserveBalance.objects.filter(reserve__board=quarter.board_id)
    }
    rows = []
    for reserve in Reserve.objects.filter(board=quarter.board_id):
        for year in (quarter.year - 1, quarter.year):
            held = balances.get((reserve.pk, year), ReserveBalance(amount=None))
            name = f"{reserve.name}, {formats.financial_year(year)}"
            rows.append(BoxRow(f"{reserve.pk}-{year}", name, amount=held.amount, note=held.note))
    return [*rows, BoxRow(NEW, f"a new reserve, {formats.financial_year(quarter.year)}")]


def share_rows(quarter):
    held = {item.partner_id: item for item in _of_the_year(RiskShare, quarter)}
    rows = []
    for partner in Organisation.objects.filter(board=quarter.board_id):
        share = held.get(partner.pk, RiskShare(percent=None))
        rows.append(BoxRow(partner.pk, partner.name, percent=share.percent, note=share.note))
    return rows


def minimum_rows(quarter):
    held = {item.kind: item for item in _of_the_year(SpendingMinimum, quarter)}
    for kind in SpendingMinimum.Kind:
        minimum = held.get(kind, SpendingMinimum(amount=None))
        yield BoxRow(kind.value, kind.label, amount=minimum.amount, source=minimum.source)


def printed_rows(quarter):
    """Each total as printed, and after it an empty row for another place that prints it."""
    unit = Unit[quarter.board.entry_unit]
    for total, figures in printed_by_total(quarter):
        name = total.label
        if total.year != quarter.year:
            name = f"{name}, {formats.financial_year(total.year)}"
        for number, figure in enumerate(figures, 1):
            yield _printed_row(figure, _in_place(name, number), unit)
        yield PrintedRow(total.key, _in_place(name, len(figures) + 1))


def _in_place(name, number):
    return name if number == 1 else f"{name}, place {number}"


def _printed_row(figure, name, unit):
    reading = read_printed(figure.printed, unit)
    return PrintedRow(
        str(figure.pk),
        name,
        printed=figure.printed,
        source=figure.source,
        read_as="" if reading.question else EXACT[unit](reading.amount),
        question=reading.question,
    )


def milestone_rows(quarter):
    """Each milestone in the order of the plan, and empty rows for new ones."""
    held = _of_the_year(Milestone, quarter).order_by("order")
    for number, item in enumerate(held, 1):
        figures = {field: getattr(item, field) for field in ("measure", *QUARTERS, "printed_total")}
        yield MilestoneRow(str(item.pk), item.name, called=f"milestone {number}", **figures)
    for number in range(1, NEW_MILESTONES + 1):
        yield MilestoneRow(f"{NEW}-{number}", "", called=f"new milestone {number}")


def _of_the_year(model, quarter):
    return model.objects.filter(board=quarter.board_id, year=quarter.year)
