"""The screens of boxes: what each asks, of which rows, and the action that keeps the answers."""

from collections.abc import Callable
from dataclasses import dataclass

from finance.funding import rows
from finance.funding.actions import boxes, income

MONEY, PER_CENT, WORDS = "money", "per cent", "words"


@dataclass(frozen=True)
class Box:
    """One column of boxes: the heading that names each of them, and what is typed into it."""

    label: str
    kind: str
    longest: int = 200


@dataclass(frozen=True)
class Screen:
    """`fields` are the columns by the fields that they fill; `only_new` are boxes of a new row."""

    heading: str
    words: tuple[str, ...]
    fields: dict[str, Box]
    rows: Callable
    record: Callable
    first_column: str
    only_new: tuple[str, ...] = ()
    has_months: bool = False

    @property
    def columns(self):
        """Pairs of (field, Box) of the boxes that every row has."""
        return [(name, box) for name, box in self.fields.items() if name not in self.only_new]

    @property
    def width(self):
        """How many columns the table has."""
        return 1 + len(self.columns) + self.has_months

    @property
    def is_of_money(self):
        return any(box.kind == MONEY for box in self.fields.values())

    def fields_of(self, row):
        """The fields for which a row has boxes: a new one has all, and other rows have a name."""
        return [name for name in self.fields if row.line == rows.NEW or name not in self.only_new]


PLANS = Screen(
    heading="Plan of each line",
    words=(
        "The plan for the whole year as it was first agreed. Money moved between lines since is "
        "not typed here: it is added by itself.",
    ),
    fields={"plan": Box("Plan", MONEY)},
    rows=rows.plan_rows,
    record=boxes.record_plans,
    first_column="Line",
    has_months=True,
)
RESERVES = Screen(
    heading="Reserves",
    words=("Money that the partners hold outside the plan of any year.",),
    fields={
        "new_name": Box("Name", WORDS, 100),
        "amount": Box("Amount", MONEY),
        "note": Box("Note", WORDS, 500),
    },
    rows=rows.reserve_rows,
    record=boxes.record_reserves,
    first_column="Reserve and year",
    only_new=("new_name",),
)
RISK_SHARES = Screen(
    heading="Risk share",
    words=("The part of an overspend that each partner bears. The shares should add up to 100%.",),
    fields={"percent": Box("Per cent", PER_CENT), "note": Box("Of what", WORDS, 500)},
    rows=rows.share_rows,
    record=boxes.record_risk_shares,
    first_column="Partner",
)
MONTHS = Screen(
    heading="Plan by month",
    words=(),
    fields={"amount": Box("Plan", MONEY)},
    rows=rows.month_rows,
    record=boxes.record_months,
    first_column="Month",
)
RECEIVED = Screen(
    heading="Income",
    words=(),
    fields={"received": Box("Received to date", MONEY)},
    rows=None,
    record=income.record_income,
    first_column="Funding stream",
)
MINIMA = Screen(
    heading="Minimum spending",
    words=(
        "The least that has to be spent on each out of the minimum NHS contribution, as the "
        "planning requirements of the year say. Leave a box blank if you do not have the figure.",
    ),
    fields={"amount": Box("Amount", MONEY), "source": Box("Source", WORDS)},
    rows=rows.minimum_rows,
    record=boxes.record_minima,
    first_column="Minimum for",
)
