"""The plan of a year around its lines, as tables that page and paper print alike."""

from dataclasses import dataclass, replace
from decimal import Decimal

from boards import formats
from boards.numbers import Unit
from boards.tables import (
    Cell,
    DayColumn,
    MoneyColumn,
    PercentColumn,
    ReportTable,
    Rows,
    TextColumn,
    with_years,
)
from finance.agreement import Kind
from finance.agreements import agreements


class FundTable(ReportTable):
    """A numbered table of rows of a FundReport; `kind` is the name of its column widths."""

    caption_class = "govuk-table__caption--s"
    kind = title = ""

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, rows, *, year, number):
        caption = f"Table {number}: {with_years(self.title, year)}"
        super().__init__(Rows(tuple(rows)), year=year, caption=caption)


class VirementTable(FundTable):
    """Plan money moved between lines, in £ thousands."""

    kind = "virements"
    title = "plan money moved between lines in {year}, in £ thousands"
    agreed_on = DayColumn(verbose_name="Agreed", row_header=True)
    taken_from = TextColumn(verbose_name="From")
    given_to = TextColumn(verbose_name="To")
    amount = MoneyColumn(verbose_name="Amount £000")
    reason = TextColumn(verbose_name="Reason", css="app-lines")


class CarryForwardTable(FundTable):
    """Underspends that are to go to the next year, in £ thousands."""

    kind = "carried"
    title = "underspends of {year} to be carried into {next_year}, in £ thousands"
    line = TextColumn(verbose_name="Line", row_header=True)
    stream = TextColumn(verbose_name="Funding stream", empty="not stated")
    amount = MoneyColumn(verbose_name="Amount £000")
    reason = TextColumn(verbose_name="Reason", css="app-lines")
    proposed_on = DayColumn(verbose_name="Proposed")
    state = TextColumn(verbose_name="State")


class ReserveTable(FundTable):
    """Reserves in the year and the one before, in £ thousands."""

    kind = "reserves"
    title = "money held outside the plan of any year, in £ thousands"
    name = TextColumn(verbose_name="Reserve", row_header=True)
    last_year = MoneyColumn(verbose_name="{last_year} £000", css="app-number app-year")
    this_year = MoneyColumn(verbose_name="{year} £000", css="app-number app-year")
    note = TextColumn(verbose_name="Note", css="app-lines")


class RiskShareTable(FundTable):
    """Who bears how much of an overspend, and of what."""

    kind = "shares"
    title = "who bears an overspend of {year}"
    partner = TextColumn(verbose_name="Partner", row_header=True)
    percent = PercentColumn(verbose_name="Share")
    note = TextColumn(verbose_name="Of what", css="app-lines", empty="not stated")

    def footer(self):
        together = sum((row.percent for row in self.report.rows), Decimal(0))
        share = Cell(formats.percentage(together), "app-number")
        return [Cell("Together", is_header=True), share, Cell("")]


@dataclass(frozen=True)
class HeldMinimum:
    """A minimum with what its check says of the lines; amounts in pounds."""

    name: str
    amount: Decimal | None
    state: str
    words: str
    source: str


class MinimumTable(FundTable):
    """The least to be spent on something, and what the lines come to, in £ thousands."""

    kind = "minima"
    title = "minimum spending out of the minimum NHS contribution, in £ thousands"
    name = TextColumn(verbose_name="Minimum", row_header=True)
    amount = MoneyColumn(verbose_name="Amount £000")
    state = TextColumn(verbose_name="Result")
    words = TextColumn(verbose_name="What the lines come to")
    source = TextColumn(verbose_name="Source", empty="not stated")


def held_minima(spending, income, fund):
    """The minima of a FundReport with their checks, as HeldMinimum; none where none was entered."""
    if all(item.amount is None for item in fund.minima):
        return []
    # A paper prints £ thousands, whatever unit its board types.
    in_thousands = replace(spending, entry_unit=Unit.THOUSANDS.name)
    found = agreements(in_thousands, income, fund)
    checks = {item.subject: item for item in found if item.kind is Kind.MINIMUM}
    return [_held(item, checks[item.kind]) for item in fund.minima]


def _held(minimum, check):
    return HeldMinimum(check.title, minimum.amount, check.state, check.words, minimum.source)
