"""What is compared with what, when it agrees, and what the words say to do."""

from dataclasses import replace
from decimal import Decimal

import pytest

from boards.numbers import Unit
from finance.agreements import Kind, State, agreements
from finance.fund import FundReport, Minimum, Printed
from finance.income import IncomeGroup, IncomeReport, IncomeRow
from tests.reports.changes_builders import make_full_line
from tests.reports.workbook_builders import make_report

SOCIAL_CARE = Minimum("SOCIAL_CARE", "Adult social care", Decimal(14_000))


def line(number=1, **values):
    facts = {"plan": Decimal(1000), "unlikely_because": ""}
    return make_full_line(number, **(facts | values))


def brings(*amounts, year="this_year", code="minimum"):
    """The income of one stream, in as many rows as there are amounts."""
    rows = tuple(
        IncomeRow("Minimum", "Minimum", **{"this_year": None, "next_year": None, year: amount},
                  runs_in=(year,), stream=code)
        for amount in amounts
    )  # fmt: skip
    return IncomeReport(2023, False, (IncomeGroup("NHS funding", "NHS", rows),), ())


NOTHING = brings()


def found(kind, *lines, income=NOTHING, fund=None):
    """The agreements of a kind, of lines in one group."""
    made = agreements(make_report(lines), income, fund or FundReport())
    return [item for item in made if item.kind == kind]


def only(kind, *lines, **others):
    (item,) = found(kind, *lines, **others)
    return item.state, item.words


def test_lines_that_come_to_the_allocation_agree():
    lines = line(plan=Decimal("1000.01")), line(2, plan=Decimal("1999.99"))

    assert only(Kind.ALLOCATION, *lines, income=brings(Decimal(2000), Decimal(1000))) == (
        State.AGREES,
        "Plan lines and allocation for Minimum are both 3.",
    )


def test_a_stream_that_several_partners_pay_is_named_without_any_of_them():
    rows = [
        replace(row, name=f"Minimum ({partner})", partner=partner)
        for row, partner in zip(brings(1, 2).groups[0].rows, ("North", "East"), strict=True)
    ]
    income = replace(brings(), groups=(IncomeGroup("NHS funding", "NHS", tuple(rows)),))

    assert only(Kind.ALLOCATION, line(plan=Decimal(3)), income=income)[1] == (
        "Plan lines and allocation for Minimum are both 0.003."
    )


def test_a_penny_apart_is_told_with_what_to_do():
    lines = line(plan=Decimal("29700000.01")), line(2, plan=Decimal(0))

    assert only(Kind.ALLOCATION, *lines, income=brings(Decimal(29_703_000))) == (
        State.CHECK,
        "Plan lines for Minimum add up to 29,700.00001. The allocation is 29,703. "
        "Find the difference of 2.99999.",
    )


def test_words_are_in_the_unit_in_which_the_board_types():
    report = replace(make_report((line(),)), entry_unit=Unit.POUNDS.name)

    words = agreements(report, brings(Decimal("900.50")), FundReport())[0].words

    assert words.endswith("The allocation is 900.50. Find the difference of 99.50.")


def test_the_plan_as_revised_is_held_against_the_allocation():
    lines = line(moved=Decimal(-400)), line(2, stream_code="dfg", stream="DFG", moved=Decimal(400))

    item, other = found(Kind.ALLOCATION, *lines, income=brings(Decimal(1000)))

    assert (item.actual, item.state) == (600, State.CHECK)
    assert (other.actual, other.subject) == (1400, "dfg")


@pytest.mark.parametrize(
    ("plan", "income", "state", "words"),
    [
        (1000, brings(None), State.NOT_KNOWN, "No allocation is entered for Minimum."),
        (1000, NOTHING, State.NOT_KNOWN, "No allocation is entered for Minimum."),
        (1000, brings(Decimal(9), year="next_year"), State.NOT_KNOWN, "No allocation is entered"),
        (None, brings(Decimal(9)), State.NOT_KNOWN, "1 line has no plan for Minimum."),
    ],
)
def test_what_is_missing_never_agrees(plan, income, state, words):
    found_state, found_words = only(
        Kind.ALLOCATION, line(plan=None if plan is None else Decimal(plan)), income=income
    )

    assert found_state == state
    assert found_words.startswith(words)


@pytest.mark.parametrize(
    ("brought", "state"), [(1000, State.AGREES), (999, State.CHECK), (1001, State.NOT_KNOWN)]
)
def test_lines_without_a_stream_may_be_what_a_stream_falls_short_of(brought, state):
    lines = line(), line(2, stream_code="", stream="not stated")

    assert only(Kind.ALLOCATION, *lines, income=brings(Decimal(brought)))[0] == state


def test_a_stream_without_lines_is_held_against_its_allocation_too():
    assert only(Kind.ALLOCATION, income=brings(Decimal(5000))) == (
        State.CHECK,
        "Plan lines for Minimum add up to 0. The allocation is 5. Find the difference of 5.",
    )


def minimum(*lines, amount=14_000):
    held = replace(SOCIAL_CARE, amount=None if amount is None else Decimal(amount))
    return only(Kind.MINIMUM, *lines, fund=FundReport(minima=(held,)))


def test_only_lines_that_count_reach_a_minimum():
    lines = line(plan=Decimal(13_000)), line(2, moved=Decimal(500))
    other = line(3, counts_towards=(), area="Acute")

    assert minimum(*lines, other) == (
        State.AGREES,
        "Plan lines for adult social care add up to 14.5. The minimum is 14.",
    )
    assert minimum(*lines, other, amount="14500.01") == (
        State.CHECK,
        "Plan lines for adult social care add up to 14.5. The minimum is 14.50001. "
        "Find another 0.00001.",
    )


def test_no_minimum_entered_never_agrees():
    assert minimum(line(), amount=None) == (
        State.NOT_KNOWN,
        "No minimum entered for adult social care. Enter it to compare.",
    )


def test_a_line_without_an_area_of_spend_leaves_a_minimum_open():
    lines = line(), line(2, area="", counts_towards=())
    of_another_stream = line(3, area="", counts_towards=(), stream_code="dfg")

    state, words = minimum(*lines, of_another_stream, amount=1000)

    assert state == State.NOT_KNOWN
    assert words.startswith("1 line has no area of spend, so what counts towards adult social")
    assert minimum(line(), of_another_stream, amount=1000)[0] == State.AGREES


def test_where_no_line_counts_any_line_without_an_area_might():
    unknown = line(area="", counts_towards=(), stream_code="dfg")

    assert minimum(unknown, amount=0)[0] == State.NOT_KNOWN


def test_spending_above_forecast_names_the_lines():
    above = [line(n, spent=Decimal(11), forecast=Decimal(10)) for n in range(5)]

    state, words = only(Kind.SPENT, *above, line(7, spent=Decimal(10), forecast=Decimal(10)))

    assert state == State.CHECK
    assert words.startswith(
        "5 lines have spent more than the forecast for the year: "
        "BRO-2324-00, BRO-2324-01, BRO-2324-02 and 2 more."
    )


def test_a_reason_settles_spending_above_forecast():
    above = line(spent=Decimal(11), forecast=Decimal(10), unlikely_because="A late invoice.")

    assert only(Kind.SPENT, above)[0] == State.AGREES


def test_spending_that_is_not_provided_is_not_known():
    state, words = only(Kind.SPENT, line(spent=None), line(2))

    assert state == State.NOT_KNOWN
    assert words.startswith("1 of 2 lines has no spend to date or no forecast.")


def test_lines_not_reviewed_are_counted():
    assert only(Kind.REVIEWED, line(), line(2, reviewed_on=None)) == (
        State.CHECK,
        "1 of 2 lines was reviewed this quarter. Review the other line.",
    )
    assert only(Kind.REVIEWED, line())[0] == State.AGREES


def test_an_empty_plan_agrees_with_nothing():
    made = agreements(make_report(), NOTHING, FundReport(minima=(SOCIAL_CARE,)))

    assert {item.state for item in made if item.kind != Kind.MINIMUM} == {State.NOT_KNOWN}
    assert [item.state for item in made if item.kind == Kind.MINIMUM] == [State.CHECK]


def printed(text, *lines, kind="PLAN", group=""):
    figure = Printed(kind, group, "All schemes", text)
    return found(Kind.PRINTED, *lines, fund=FundReport(printed=(figure,)))


@pytest.mark.parametrize(
    ("text", "plan", "state"),
    [
        ("4,352", "4352000", State.AGREES),
        ("4,352", "4352499.99", State.AGREES),
        ("4,352", "4352500", State.CHECK),
        ("4,352", "4351500", State.CHECK),
        ("£19,232m", "19232000", State.NOT_KNOWN),
    ],
)
def test_a_printed_total_agrees_but_for_rounding(text, plan, state):
    (item,) = printed(text, line(plan=Decimal(plan)))

    assert item.state == state


def test_a_printed_total_is_kept_beside_what_its_lines_come_to():
    lines = line(plan=Decimal(660_000)), line(2, plan=Decimal(0))

    (item,) = printed("662", *lines, kind="GROUP", group="g1")

    assert (item.expected, item.actual, item.difference) == (662_000, 660_000, -2000)
    assert item.words == (
        "662 is printed. The lines add up to 660. The printed total is kept. "
        "Find the difference of 2."
    )


def test_a_total_printed_for_a_group_without_lines_is_not_known():
    assert printed("662", line(), kind="GROUP", group="gone")[0].state == State.NOT_KNOWN
    assert printed("662", line(), kind="MINIMUM_POOL") == []


def test_every_agreement_has_a_code_of_its_own():
    figures = tuple(Printed("PLAN", "", "Total", text) for text in ("1", "2"))
    fund = FundReport(minima=(SOCIAL_CARE,), printed=figures)

    made = agreements(make_report((line(),)), brings(Decimal(1000)), fund)

    assert [item.code for item in made] == [
        "allocation-minimum", "minimum-SOCIAL_CARE", "spent", "reviewed", "printed-1",
        "printed-2",
    ]  # fmt: skip
