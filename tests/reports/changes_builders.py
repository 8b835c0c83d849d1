"""A paper in which everything is filled in, and how one field of it is made another."""

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

from boards.converters import PeriodKey
from finance.fund import (
    Carried,
    FundReport,
    HeldReserve,
    Minimum,
    MovedMoney,
    Printed,
    SharedRisk,
)
from finance.income_report import IncomeAddition, IncomeGroup, IncomeReport, IncomeRow
from finance.movement import Moved, Movement
from finance.spend import SpendGroup, SpendReport, SpendRow
from metrics.queries import MetricReport, Reported, Restated
from reports.board_paper.content import Action, AppendixSection, CoverGroup, Section
from schemes.register import Mitigated, Rating, RiskReport, RiskRow
from tests.reports.paper_builders import make_cover, make_measure, make_paper

COMMENTARY = (
    "All is well.\n\nNext:\n\n- one\n- two\n\n{table.metrics}\n\n## Money\n\n{table.spending}"
)
MONEY = "What was spent.\n\n{table.income}\n\nWhat comes next."


def make_full_paper(**values):
    """A paper with every kind of thing that a paper may say."""
    parts = {
        "cover": make_cover(
            groups=(
                CoverGroup("Financial", (("Cost", "£40,400k"), ("Staff", "None"))),
                CoverGroup("Policy", (("Vulnerable people", "Covered in section 1."),)),
            ),
            chief_officers=("Director of Adult Social Care", "Director of Finance"),
        ),
        "sections": (Section("1", "Commentary", COMMENTARY), Section("2", "Finance", MONEY)),
        "metrics": MetricReport((make_full_measure(), make_waiting_measure())),
        "spending": make_full_spending(),
        "income": make_full_income(),
        "fund": make_full_fund(),
        "movement": make_full_movement(),
        "appendix": make_full_appendix(),
        "risks": RiskReport((make_full_risk("R1"), make_full_risk("R2", rating=None))),
        "background_documents": ("Policy framework", "Plan"),
    }
    return make_paper(**(parts | values))


def make_full_measure():
    earlier = Reported(
        "Quarter 2 2023-24", 1, 3, Decimal(120), Decimal("110.25"), PeriodKey(2023, 2), 7
    )
    restated = Restated(
        7, "Quarter 2 2023-24", "NATIONAL", Decimal(118), Decimal(120), "Late data."
    )
    return make_measure(
        "admissions",
        numerator_name="admissions",
        denominator_name="people",
        rate_base=100_000,
        lag_months=4,
        profile=tuple(Decimal(number) for number in range(30, 42)),
        quarter=4,
        period="Quarter 3 2023-24",
        different_target=Decimal(230),
        different_target_reason="Agreed with the region.",
        numerator=Decimal(900),
        denominator=Decimal(330_000),
        source="Local system",
        as_at=date(2024, 1, 5),
        national_value=Decimal(270),
        national_source="NHS England",
        national_differs_because="Counted later.",
        unlikely_because="Checked with the trust.",
        unavailable_because="Nothing yet",
        expected_on=date(2024, 3, 1),
        off_target_because="More people fell.",
        year_outcome="MET",
        earlier=(earlier,),
        restated=(restated,),
    )


def make_waiting_measure():
    return make_measure(
        "reablement",
        percentage=True,
        lower_is_better=False,
        method="constant",
        state="NOT_YET",
        actual=None,
        first_month=None,
        last_month=None,
        unavailable_because="The release is not published",
        expected_on=date(2024, 3, 1),
        comment="",
        mitigation="",
    )


def make_full_spending(lines=(2, 3)):
    groups, number = [], 0
    for place, count in enumerate(lines):
        rows = tuple(make_full_line(number + n) for n in range(count))
        number += count
        groups.append(SpendGroup(f"group-{place}", f"Fund {place}", f"F{place}", rows))
    return SpendReport(tuple(groups), previous_period="Quarter 2 2023-24")


def make_full_line(number, **values):
    facts = {
        "line": number,
        "reference": f"BRO-2324-{number:02d}",
        "led_by": "LBB",
        "leader": 1,
        "heading": "Home Care",
        "name": f"Scheme {number}",
        "stream": "Minimum",
        "stream_is_derived": False,
        "plan": Decimal(100_000 + number),
        "spent": Decimal("61000.50"),
        "forecast": Decimal(98_000),
        "explanation": "Posts are vacant.",
        "previous": Decimal(99_000),
        "previous_spent": Decimal(30_000),
        "stream_code": "minimum",
        "output_unit": "packages",
        "planned_outputs": Decimal(120),
        "outputs": Decimal(60),
        "main_reason": "STAFFING",
        "effect": "Fewer visits.",
        "money_use": "REDIRECT",
        "reviewed_on": date(2024, 1, 10),
        "reviewed_by": "Finance officer",
        "unlikely_because": "An invoice came late.",
        "moved": Decimal(0),
        "budget_to_date": Decimal(75_000),
        "area": "Social care",
        "counts_towards": ("SOCIAL_CARE",),
    }
    return SpendRow(**(facts | values))


def make_full_income():
    rows = [make_full_stream(n) for n in (1, 2, 3)]
    groups = (
        IncomeGroup("NHS funding", "NHS", tuple(rows[:2])),
        IncomeGroup("Council funding", "Council", tuple(rows[2:])),
    )
    notes = (("Stream 1", "Derived, not printed."), ("Stream 3", "Uplift of 5.66%."))
    return IncomeReport(2023, has_next_year=True, groups=groups, notes=notes)


def make_full_stream(number):
    added = IncomeAddition(Decimal(200), date(2023, 9, 7), False, "Letter of 7 September", "Extra.")
    carried = IncomeAddition(Decimal(300), date(2023, 5, 2), True, "Scheme 1 of 2022-23", "Late.")
    return IncomeRow(
        name=f"Stream {number}",
        contribution="Minimum",
        this_year=Decimal(1000 * number),
        next_year=Decimal(1100 * number),
        runs_in=("this_year", "next_year"),
        stream=f"stream-{number}",
        partner="North ICB",
        is_capital=False,
        certainty="APPROXIMATE",
        certainty_next_year="UNCONFIRMED",
        replaced_by="grant",
        allocation=number,
        initial=Decimal(1000 * number - 500),
        uplift=Decimal("5.66"),
        additions=(added, carried),
        received=Decimal(750),
        received_note="Paid in two parts.",
        previous_received=Decimal(500),
    )


def make_full_fund():
    day = date(2023, 11, 20)
    return FundReport(
        virements=(
            MovedMoney(day, Decimal(2000), "S1 Home care", "S2 Equipment", "More adaptations."),
            MovedMoney(day, Decimal(500), "S2 Equipment", "S3 Carers", "Fewer repairs."),
        ),
        carried=(
            Carried("S1", "Home care", "Minimum", Decimal(900), "Late start.", day, day),
            Carried("S2", "Equipment", "Minimum", Decimal(100), "Late delivery.", day),
        ),
        reserves=(
            HeldReserve(
                "Transformation Reserve", Decimal(5_710_000), Decimal(5_171_000), "One-off."
            ),
        ),
        risk_shares=(
            SharedRisk("Council", Decimal(60), "Of all lines."),
            SharedRisk("ICB", Decimal(40), "Of all lines."),
        ),
        minima=(Minimum("SOCIAL_CARE", "Adult social care", Decimal(14_000), "Guidance."),),
        printed=(Printed("PLAN", "", "Total", "£20.8m", "Front sheet"),),
    )


def make_full_movement():
    rows = (
        Moved("S1", "Home care", "LBB", "BCF", Decimal(90), Decimal(95)),
        Moved("S2", "Equipment", "LBB", "BCF", Decimal(50), None, is_gone=True),
    )
    return Movement("Quarter 2 2023-24, version 1", rows)


def make_full_appendix():
    actions = (
        Action("NC1-1", "Review spending", "Under way.\n\n- agreed\n- started", "On track"),
        Action("NC1-2", "Meet every quarter", "Met in November.", "Complete"),
    )
    answer = "Not met in full. Two posts are vacant. To be met by 31 March 2025."
    return (
        AppendixSection(
            "National condition 1", "As planned.", "Signed.\n\nAgreed.", actions, answer
        ),
        AppendixSection("Local priority", "", "Work goes on.", ()),
    )


def make_full_risk(reference, **values):
    facts = {
        "reference": reference,
        "description": f"Risk {reference} to staff",
        "owner_role": "Head of commissioning",
        "rating": Rating(3, 4, Decimal(50_000), "Recruiting."),
        "previous": Rating(3, 3, Decimal(60_000), "As before."),
        "mitigations": (Mitigated(1, "Agency staff", "Under way", "Planned"),),
    }
    return RiskRow(**(facts | values))


@dataclass(frozen=True)
class Leaf:
    """One field in the tree of a paper: its name, how to get to it, and what it holds."""

    name: str
    path: tuple
    value: object


def leaves(value, name="", path=()):
    """Every field of a frozen value that holds no other one."""
    inner = _fields(value)
    for field in inner or ():
        named = f"{type(value).__name__}.{field}"
        yield from leaves(getattr(value, field), named, (*path, field))
    if isinstance(value, tuple) and inner is None and value:
        for number, item in enumerate(value):
            yield from leaves(item, name, (*path, number))
    elif inner is None:
        yield Leaf(name, path, value)


def tuples(value, name="", path=()):
    """Every tuple in the tree with something in it, as a Leaf."""
    inner = _fields(value)
    for field in inner or ():
        named = f"{type(value).__name__}.{field}"
        yield from tuples(getattr(value, field), named, (*path, field))
    if isinstance(value, tuple) and inner is None and value:
        yield Leaf(name, path, value)
        for number, item in enumerate(value):
            yield from tuples(item, name, (*path, number))


def _fields(value):
    """The names of the fields of a dataclass or named tuple, else None."""
    if isinstance(value, PeriodKey):
        return None
    if is_dataclass(value):
        return [field.name for field in fields(value)]
    return getattr(value, "_fields", None)


def changed_at(value, path, new):
    """The same value with one field set anew."""
    if not path:
        return new
    first, *rest = path
    if isinstance(first, int):
        inner = changed_at(value[first], rest, new)
        return (*value[:first], inner, *value[first + 1 :])
    inner = changed_at(getattr(value, first), rest, new)
    copied = getattr(value, "_replace", None)
    return copied(**{first: inner}) if copied else replace(value, **{first: inner})
