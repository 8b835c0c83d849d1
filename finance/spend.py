"""What a quarter reports about spending, as frozen values with their sums."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from boards import formats
from boards.fields import PENNY
from boards.numbers import Unit
from boards.totals import difference, total
from finance.thresholds import Threshold


@dataclass(frozen=True)
class SpendRow:
    """One line: its plan for the year, and what the quarter reports; amounts in pounds."""

    line: int
    reference: str
    led_by: str
    leader: int | None
    heading: str
    name: str
    stream: str
    stream_is_derived: bool
    plan: Decimal | None
    spent: Decimal | None
    forecast: Decimal | None
    explanation: str
    previous: Decimal | None = None
    previous_spent: Decimal | None = None
    stream_code: str = ""
    output_unit: str = ""
    planned_outputs: Decimal | None = None
    outputs: Decimal | None = None
    main_reason: str = ""
    effect: str = ""
    money_use: str = ""
    reviewed_on: date | None = None
    reviewed_by: str = ""
    unlikely_because: str = ""
    moved: Decimal = Decimal(0)
    budget_to_date: Decimal | None = None
    area: str = ""
    counts_towards: tuple[str, ...] = ()

    @property
    def revised(self):
        """The plan with what was moved into the line and out of it."""
        return None if self.plan is None else self.plan + self.moved

    @property
    def variance(self):
        """Forecast less the plan as revised: minus means under plan."""
        return difference(self.forecast, self.revised)

    @property
    def variance_to_date(self):
        """Spent to date less what was planned until then."""
        return difference(self.spent, self.budget_to_date)

    @property
    def planned_unit_cost(self):
        return unit_cost(self.revised, self.planned_outputs)

    @property
    def unit_cost(self):
        """What each unit delivered to date has cost."""
        return unit_cost(self.spent, self.outputs)

    @property
    def movement(self):
        """Forecast less that of the quarter before."""
        return difference(self.forecast, self.previous)

    @property
    def is_reviewed(self):
        return self.reviewed_on is not None

    @property
    def is_underspent(self):
        return self.variance is not None and self.variance < 0


def unit_cost(amount, units):
    """Pounds for one unit, to the penny; None where either is missing or there are no units."""
    if amount is None or not units:
        return None
    return (amount / units).quantize(PENNY, ROUND_HALF_UP)


class Totals:
    """Sums over `rows`; each is None while a part of it is missing."""

    @property
    def plan(self):
        return total(row.plan for row in self.rows)

    @property
    def spent(self):
        return total(row.spent for row in self.rows)

    @property
    def forecast(self):
        return total(row.forecast for row in self.rows)

    @property
    def previous(self):
        return total(row.previous for row in self.rows)

    @property
    def revised(self):
        return total(row.revised for row in self.rows)

    @property
    def budget_to_date(self):
        return total(row.budget_to_date for row in self.rows)

    @property
    def variance(self):
        return difference(self.forecast, self.revised)

    @property
    def variance_to_date(self):
        return difference(self.spent, self.budget_to_date)

    @property
    def movement(self):
        return difference(self.forecast, self.previous)


@dataclass(frozen=True)
class SpendGroup(Totals):
    """The lines that the board prints under one heading."""

    code: str
    name: str
    short_name: str
    rows: tuple[SpendRow, ...]


@dataclass(frozen=True)
class SpendReport(Totals):
    """Every line of a quarter, in the order and groups in which the board prints them.

    `previous_period` names the quarter of the same year whose forecast is each row's `previous`;
    it is empty where the year has no earlier quarter. At the year end a forecast is the outturn.
    """

    groups: tuple[SpendGroup, ...]
    previous_period: str = ""
    entry_unit: str = Unit.THOUSANDS.name
    threshold: Threshold = Threshold(Decimal(50_000), 5, Decimal(10_000))
    is_year_end: bool = False
    outturn_is_final: bool = False

    @property
    def unit(self):
        """The Unit in which the board types its figures."""
        return Unit[self.entry_unit]

    @property
    def rows(self):
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def has_virements(self):
        """Whether the plan of any line was changed after it was agreed."""
        return any(row.moved for row in self.rows)

    @property
    def varying(self):
        """The lines whose forecast differs from plan."""
        return tuple(row for row in self.rows if row.variance)

    @property
    def to_explain(self):
        """The lines that differ by more than the board lets pass; at the year end, all underspends.

        What is not spent by then has to go somewhere, however little it is.
        """
        return tuple(row for row in self.rows if self.must_explain(row))

    def must_explain(self, row):
        return self.is_beyond_threshold(row) or self.must_say_where_money_goes(row)

    def is_beyond_threshold(self, row):
        return self.threshold.is_passed_by(row.variance, row.revised)

    def must_say_where_money_goes(self, row):
        return self.is_year_end and row.is_underspent

    def is_explained(self, row):
        """Whether nothing that must be said of a line's difference is open."""
        said = bool(row.main_reason and row.explanation) or not self.is_beyond_threshold(row)
        return said and (bool(row.money_use) or not self.must_say_where_money_goes(row))

    @property
    def forecast_word(self):
        """What a forecast is called: the year's last one is what was spent."""
        return "Outturn" if self.is_year_end else "Forecast"

    @property
    def forecast_heading(self):
        if not self.is_year_end:
            return self.forecast_word
        return f"Outturn ({'final' if self.outturn_is_final else 'provisional'})"

    @property
    def reviewed(self):
        """How many lines were reviewed this quarter."""
        return sum(row.is_reviewed for row in self.rows)

    @property
    def reviewed_in_words(self):
        """“33 of 35 lines were reviewed this quarter.”"""
        lines = formats.counted(len(self.rows), "line")
        verb = "was" if 1 in (self.reviewed, len(self.rows)) else "were"
        return f"{self.reviewed} of {lines} {verb} reviewed this quarter."

    def only(self, is_wanted):
        """The report of the lines that are wanted, without groups that have none."""
        groups = [
            replace(group, rows=tuple(filter(is_wanted, group.rows))) for group in self.groups
        ]
        return replace(self, groups=tuple(group for group in groups if group.rows))

    def missing(self, field):
        """How many lines have no figure in `field`."""
        return sum(getattr(row, field) is None for row in self.rows)

    def is_empty(self, field):
        """Whether no line has a figure in `field`."""
        return self.missing(field) == len(self.rows)
