"""The plan of 2014 and the place statement of the demonstration, as their papers print them."""

from collections import Counter

import pytest

from boards.models import BoardQuarter
from finance.statements.queries import statement_of
from finance.statements.words import positions
from reports.plan_printed import printed_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan_of_2014(demonstration):
    return BoardQuarter.objects.get(board__slug="bromley-2014")


def test_the_groups_of_the_plan_of_2014_add_up_to_one_more_than_its_front_sheet(plan_of_2014):
    plan = printed_plan(plan_of_2014)
    agreed = next(item for item in plan.amounts if item.printed == "£20.837m")

    groups = [group.plan for group in plan.spending.groups]

    assert groups == [4_352_000, 4_670_000, 11_816_000]
    assert sum(groups) == plan.spending.plan == 20_838_000
    assert (agreed.read, agreed.lines, agreed.difference) == (20_837_000, 20_838_000, -1000)


def test_the_minimum_on_the_front_sheet_of_2014_is_the_only_amount_that_is_asked_about(
    plan_of_2014,
):
    amounts = printed_plan(plan_of_2014).amounts

    asked = [(item.printed, item.question) for item in amounts if item.question]

    assert asked == [("£19,232m", "£19,232m: is this £19.232m or £19,232 million?")]
    assert {item.difference for item in amounts if item.kind in ("GROUP", "PLAN")} == {0}
    assert len(amounts) == 8


def test_the_milestones_of_2014_come_to_660_and_662_is_printed(plan_of_2014):
    (held,) = printed_plan(plan_of_2014).milestones

    assert (held.total.summed, held.total.printed) == (660, 662)
    assert [(row.summed, row.printed) for row in held.rows if row.difference] == [
        (83, 84), (184, 185),
    ]  # fmt: skip


def test_the_effects_of_2014_are_those_of_eight_schemes_on_five_measures(plan_of_2014):
    effects = printed_plan(plan_of_2014).effects

    said = [words for row in effects.rows for words in row.effects]

    assert (len(effects.measures), len(effects.rows), len(effects.unspoken)) == (5, 8, 7)
    assert Counter(said) == {
        "yes": 16, "yes, longer term": 10, "partial": 4, "partial, longer term": 1,
        "says nothing": 9,
    }  # fmt: skip


def test_the_place_statement_of_the_demonstration_keeps_what_is_printed(demonstration):
    held = statement_of(BoardQuarter.objects.get(board__slug="bromley"), 6)

    assert (held.printed.budget_to_date, held.sums.budget_to_date) == (120_860_000, 120_861_000)
    assert (held.printed.actual_to_date, held.sums.actual_to_date) == (123_260_000, 123_262_000)
    assert dict(positions(held)) == {
        "Year to date": "overspent by £2,400k",
        "Forecast for the year": "overspent by £2,675k",
    }
