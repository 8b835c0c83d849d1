"""The screens of boxes: what each asks, of which rows, and the action that keeps the answers."""

from collections.abc import Callable
from dataclasses import dataclass

from finance.funding import rows
from finance.funding.actions import boxes, income, milestones, printed
from schemes.milestones import QUARTERS

MONEY, PER_CENT, FIGURE = "money", "per cent", "figure"
WORDS, AS_TYPED = "words", "as typed"
CHANGES = ("fund:changes", "Changes to the plan")
AS_PRINTED = ("reports:plan_printed", "The plan as printed")


@dataclass(frozen=True)
class Box:
    """One column of boxes: the heading that names each of them, and what is typed into it."""

    label: str
    kind: str
    longest: int = 200

    @property
    def is_of_words(self):
        return self.kind in (WORDS, AS_TYPED)


@dataclass(frozen=True)
class Screen:
    """`fields` are the columns by the fields that they fill; `only_new` are boxes of a new row.

    `back` is the page that leads here, by name and in words. Rows of a list come and go as it is
    saved, a row with what stands in its field `main`: who saves stays on it.
    """

    heading: str
    words: tuple[str, ...]
    fields: dict[str, Box]
    rows: Callable
    record: Callable
    first_column: str
    only_new: tuple[str, ...] = ()
    has_months: bool = False
    caption: str = "Amounts in {unit}"
    back: tuple[str, str] = CHANGES
    main: str = ""
    is_wide: bool = False

    @property
    def is_list(self):
        return bool(self.main)

    @property
    def columns(self):
        """Pairs of (field, Box) of the boxes that every row has."""
        return [(name, box) for name, box in self.fields.items() if name not in self.only_new]

    @property
    def width(self):
        """How many columns the table has."""
        return 1 + len(self.columns) + self.has_months

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
    caption="Shares in per cent",
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
PRINTED = Screen(
    heading="Printed totals",
    words=(
        "Type each total exactly as the paper prints it, and where it is printed. Leave a box "
        "blank if no paper prints the total. If it is printed in a second place too, save the "
        "first: a row for the second appears.",
        "Where a total may mean two things, a question stands under its name. Correct the box, "
        "or leave what is printed: until it can be read, it is compared with nothing.",
    ),
    fields={
        "printed": Box("As printed", AS_TYPED, 40),
        "source": Box("Where it is printed", WORDS),
    },
    rows=rows.printed_rows,
    record=printed.record_printed,
    first_column="Total",
    caption="A number alone is read in {unit}",
    back=AS_PRINTED,
    main="printed",
)
MILESTONES = Screen(
    heading="Milestones",
    words=(
        "What the plan is to bring about in each quarter, exactly as it prints it. Leave a box "
        "blank where nothing is printed.",
        "A printed total of all parts is a row of its own, without quarters, after the others. "
        "Empty the box “Part of the plan” and its row goes when you save.",
    ),
    fields={
        "measure": Box("Measure", WORDS, 100),
        "name": Box("Part of the plan", WORDS),
        **{name: Box(f"Quarter {number}", FIGURE) for number, name in enumerate(QUARTERS, 1)},
        "printed_total": Box("Total as printed", FIGURE),
    },
    rows=rows.milestone_rows,
    record=milestones.record_milestones,
    first_column="Milestone",
    caption="Figures as the plan prints them",
    back=AS_PRINTED,
    main="name",
    is_wide=True,
)
