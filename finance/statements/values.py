"""A place statement as a frozen value: what it prints, and what its figures come to."""

from dataclasses import dataclass
from decimal import Decimal

from boards import formats
from boards.totals import difference, total

COLUMNS = {
    "budget_to_date": "Year to date budget",
    "actual_to_date": "Year to date actual",
    "variance_to_date": "Year to date variance",
    "annual_budget": "Annual budget",
    "outturn": "Forecast outturn",
    "outturn_variance": "Forecast variance",
}
# Each variance with the budget and the actual whose difference it is.
VARIANCES = {
    "variance_to_date": ("budget_to_date", "actual_to_date"),
    "outturn_variance": ("annual_budget", "outturn"),
}
SUM = "Sum of the rows"


@dataclass(frozen=True)
class StatementRow:
    """A line or a total with the six columns; a variance is budget less actual."""

    name: str
    budget_to_date: Decimal | None
    actual_to_date: Decimal | None
    variance_to_date: Decimal | None
    annual_budget: Decimal | None
    outturn: Decimal | None
    outturn_variance: Decimal | None

    def worked_out(self, variance):
        """The budget of a variance less its actual."""
        budget, actual = VARIANCES[variance]
        return difference(getattr(self, budget), getattr(self, actual))

    @property
    def differences(self):
        """The variances that are printed otherwise than budget less actual, as Differences."""
        found = (
            Difference(self.name, name, "budget less actual", getattr(self, name), computed)
            for name in VARIANCES
            if (computed := self.worked_out(name)) is not None
        )
        return tuple(item for item in found if item.amount)

    @property
    def text(self):
        """The row in one line, to the penny."""
        amounts = (getattr(self, column) for column in COLUMNS)
        return " | ".join([self.name, *("" if a is None else f"{a:.2f}" for a in amounts)])


@dataclass(frozen=True)
class Difference:
    """A figure that is printed otherwise than `of` comes to."""

    name: str
    column: str
    of: str
    printed: Decimal | None
    computed: Decimal

    @property
    def amount(self):
        """Printed less computed, None where nothing is printed."""
        return difference(self.printed, self.computed)


@dataclass(frozen=True)
class PlaceStatement:
    """The finance position of a place at the end of a month; 1 is April."""

    year: int
    month: int
    title: str
    source: str
    rows: tuple[StatementRow, ...]
    printed: StatementRow | None = None

    @property
    def at_month(self):
        """“September 2023”."""
        return formats.months_with_year(self.month, self.month, self.year)

    @property
    def sums(self):
        """The sum of each column over the rows, None where a row has no figure."""
        return StatementRow(
            SUM, **{column: total(getattr(row, column) for row in self.rows) for column in COLUMNS}
        )

    @property
    def total(self):
        """The total as it is printed, else what the rows come to."""
        return self.printed or self.sums

    @property
    def printed_less_sums(self):
        return StatementRow(
            "Printed less sum",
            **{
                column: difference(getattr(self.printed, column), getattr(self.sums, column))
                for column in COLUMNS
            },
        )

    @property
    def differences(self):
        """Everything that is printed otherwise than its figures come to, row by row."""
        found = [item for row in self.rows for item in row.differences]
        if self.printed is None:
            return tuple(found)
        sums = self.sums
        against = (
            Difference(self.printed.name, name, "the rows", getattr(self.printed, name), computed)
            for name in COLUMNS
            if (computed := getattr(sums, name)) is not None
        )
        return (*found, *self.printed.differences, *(item for item in against if item.amount))

    @property
    def text(self):
        """Everything that was entered, line by line: what the trail keeps of it."""
        rows = [*self.rows, *([self.printed] if self.printed else [])]
        return "\n".join([self.title, self.source, *(row.text for row in rows)])
