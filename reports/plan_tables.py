"""The tables of a plan as it is printed."""

from dataclasses import dataclass

from boards import formats
from boards.numbers import Unit
from boards.tables import Cell, MoneyColumn, ReportTable, TextColumn
from finance.units import EXACT

NOT_PRINTED, NOT_KNOWN = "not printed", "not known"


@dataclass(frozen=True)
class Lines:
    """Rows of a table, every cell already in words."""

    rows: tuple


@dataclass(frozen=True)
class AmountLine:
    """An amount as printed, with what it is read as."""

    label: str
    year: str
    source: str
    printed: str
    read: str
    lines: str
    difference: str


class AmountTable(ReportTable):
    """What is printed of the money, what it is read as, and what the lines come to."""

    label = TextColumn(verbose_name="Amount", row_header=True)
    year = TextColumn(verbose_name="Year")
    source = TextColumn(verbose_name="Where it is printed")
    printed = TextColumn(verbose_name="As printed", css="app-number")
    read = TextColumn(verbose_name="Read as", css="app-number")
    lines = TextColumn(verbose_name="The lines come to", css="app-number")
    difference = TextColumn(verbose_name="Difference")

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, amounts, *, quarter):
        unit = Unit[quarter.board.entry_unit]
        lines = Lines(tuple(_amount_line(item, EXACT[unit]) for item in amounts))
        caption = f"Pooled budget and totals, in {quarter.board.get_entry_unit_display()}"
        super().__init__(lines, year=quarter.year, caption=caption)


def _amount_line(item, display):
    return AmountLine(
        label=item.label,
        year=formats.financial_year(item.year),
        source=item.source,
        printed=item.printed,
        read="not read" if item.question else display(item.read),
        lines="not held" if item.lines is None else display(item.lines),
        difference=_difference(item, display),
    )


def _difference(item, display):
    """In words, as the sign of a number would not say which of the two is more."""
    if item.question:
        return item.question
    if item.difference is None:
        return "Nothing to compare it with"
    if item.difference == 0:
        return "None"
    by, is_less = display(abs(item.difference)), item.difference < 0
    if item.is_minimum:
        return f"The lines are {by} {'above' if is_less else 'below'} the minimum"
    return f"{by} {'less' if is_less else 'more'} than the lines"


class SchemeTable(ReportTable):
    """The lines of the plan by group, in £ thousands."""

    reference = TextColumn(verbose_name="Ref", css="app-ref")
    name = TextColumn(verbose_name="Scheme name", row_header=True)
    heading = TextColumn(verbose_name="Heading")
    plan = MoneyColumn(verbose_name="{year} plan £000")

    total_label = "Total"

    class Meta(ReportTable.Meta):
        pass

    def grouped(self):
        return [(group, True) for group in self.report.groups]


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone with every cell in words."""

    name: str
    quarter_1: str
    quarter_2: str
    quarter_3: str
    quarter_4: str
    summed: str
    printed: str
    difference: str


class MilestoneTable(ReportTable):
    """The milestones of one measure: the quarters together beside the total as printed."""

    name = TextColumn(verbose_name="Part of the plan", row_header=True)
    quarter_1 = TextColumn(verbose_name="Quarter 1", css="app-number")
    quarter_2 = TextColumn(verbose_name="Quarter 2", css="app-number")
    quarter_3 = TextColumn(verbose_name="Quarter 3", css="app-number")
    quarter_4 = TextColumn(verbose_name="Quarter 4", css="app-number")
    summed = TextColumn(verbose_name="Quarters together", css="app-number")
    printed = TextColumn(verbose_name="Total as printed", css="app-number")
    difference = TextColumn(verbose_name="Difference", css="app-number")

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, milestones, *, year):
        self.milestones = milestones
        lines = Lines(tuple(map(_milestone_line, milestones.rows)))
        super().__init__(lines, year=year, caption=f"Milestones: {milestones.measure}")

    def footer(self):
        name, *figures = self._cells(_milestone_line(self.milestones.total))
        return [Cell(name.text, is_header=True), *figures]


def _milestone_line(row):
    quarters = {f"quarter_{n}": _figure(figure) for n, figure in enumerate(row.quarters, 1)}
    return MilestoneLine(
        name=row.name,
        **quarters,
        summed=_figure(row.summed),
        printed=_figure(row.printed),
        difference=NOT_KNOWN if row.difference is None else formats.number(row.difference),
    )


def _figure(figure):
    return NOT_PRINTED if figure is None else formats.number(figure)
