"""What differs between two versions: every figure and paragraph, as printed, and nothing else."""

import time
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from boards.converters import PeriodKey
from boards.workflow import Part
from finance.movement import Moved
from reports.board_paper.content import Action
from reports.board_paper.html import paper_html
from reports.changes import changes
from reports.workbook.layout import DATA
from tests.reports.changes_builders import (
    changed_at,
    leaves,
    make_full_line,
    make_full_paper,
    tuples,
)

PAPER = make_full_paper()
# Nothing else can be made of a rating that is not there, or of an empty tuple.
LEAVES = [x for x in leaves(PAPER) if x.name != "RiskRow.rating" and x.value != ()]
# Names and keys for the machine, and what only the pages on which figures are typed make use of.
NEVER_PRINTED = {
    "MetricRow.pk", "MetricRow.year", "MetricRow.quarter", "MetricRow.lag_months",
    "Reported.key", "Reported.report", "Restated.report",
    "SpendRow.leader", "SpendRow.reviewed_on", "SpendRow.reviewed_by", "SpendRow.stream_code",
    "SpendGroup.code",
    "SpendReport.entry_unit", "Threshold.above", "Threshold.percent", "Threshold.at_least",
    "IncomeRow.runs_in", "IncomeRow.stream", "IncomeRow.allocation", "IncomeRow.replaced_by",
}  # fmt: skip
# A stream is told by its name, and that a line was looked at again is no change in what it says.
OF_THE_WORKBOOK_ALONE = {"SpendRow.reviewed_on", "SpendRow.stream_code"}
# What marks a version as a whole is no change in what it says.
OF_THE_VERSION = {"BoardPaper.version", "BoardPaper.check_code", "BoardPaper.is_draft"}
# A movement is itself what differs between two versions, so it is printed and not told of again.
TOLD_BY_ITSELF = {"Movement.since", "Movement.rows", *(f"Moved.{f.name}" for f in fields(Moved))}
# Fields that hold one of a few codes, and of what kind a field is that holds nothing.
CODES = {
    "MetricRow.state": ["AVAILABLE", "CONFIRMED", "NOT_APPLICABLE"],
    "MetricRow.method": ["accumulates", "constant"],
    "MetricRow.year_outcome": ["MET", "NOT_MET"],
    "Restated.kind": ["NATIONAL", "CORRECTION"],
    "SpendRow.main_reason": ["DEMAND", "PRICE"],
    "SpendRow.money_use": ["CARRY_FORWARD", "RETURN"],
    "SpendReport.entry_unit": ["POUNDS", "THOUSANDS"],
    "IncomeRow.certainty": ["CONFIRMED", "APPROXIMATE"],
    "IncomeRow.certainty_next_year": ["CONFIRMED", "UNCONFIRMED"],
}
# Tuples of pairs: a pair cannot lose a half.
PAIRS = {"CoverGroup.items", "IncomeReport.notes"}
EMPTY = {
    "MetricRow.first_month": 5, "MetricRow.last_month": 5, "MetricRow.rate_base": 1000,
    "MetricRow.lag_months": 3, "MetricRow.as_at": date(2024, 1, 1),
    "BoardPaper.version": 2, "Carried.agreed_on": date(2024, 1, 1),
}  # fmt: skip


def other(leaf):
    """Another value for a field, of its kind."""
    value = leaf.value
    if leaf.name in CODES:
        return next(code for code in CODES[leaf.name] if code != value)
    if value is None:
        return EMPTY.get(leaf.name, Decimal(77))
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value} more".strip()
    return next(
        made
        for kind, made in (
            (PeriodKey, lambda: PeriodKey(2022, 1)),
            (date, lambda: value + timedelta(days=1)),
            (Decimal, lambda: value + Decimal("0.01")),
            (int, lambda: value + 1),
        )
        if isinstance(value, kind)
    )()


def change(leaf, value, paper=PAPER):
    return changes(paper, changed_at(paper, leaf.path, value))


def test_two_equal_papers_differ_in_nothing():
    assert changes(PAPER, make_full_paper()) == ()


def test_no_field_of_a_paper_can_differ_without_being_told():
    silent = {leaf.name for leaf in LEAVES if not change(leaf, other(leaf))}

    assert silent - NEVER_PRINTED - TOLD_BY_ITSELF - OF_THE_VERSION == set()


def test_what_is_not_told_is_printed_nowhere():
    printed = paper_html(PAPER)
    silent = [
        leaf for leaf in LEAVES if leaf.name in NEVER_PRINTED and not change(leaf, other(leaf))
    ]

    assert silent
    for leaf in silent:
        assert paper_html(changed_at(PAPER, leaf.path, other(leaf))) == printed, leaf.name
    columns = {f"SpendRow.{column.field}" for column in DATA}
    assert columns & NEVER_PRINTED == OF_THE_WORKBOOK_ALONE


def values_for(leaf):
    if leaf.name in CODES:
        return st.sampled_from(CODES[leaf.name])
    kind = type(other(leaf))
    return {
        str: st.from_regex(r"\A[A-Za-z]{1,12}\Z"),
        bool: st.booleans(),
        int: st.integers(1, 12),
        Decimal: st.decimals(0, 10_000_000, places=2),
        date: st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    }[kind]


NOT_TOLD = NEVER_PRINTED | TOLD_BY_ITSELF | OF_THE_VERSION
PRINTED = [leaf for leaf in LEAVES if leaf.name not in NOT_TOLD]


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_a_field_becomes_is_told(data):
    leaf = data.draw(st.sampled_from(PRINTED))
    value = data.draw(values_for(leaf))
    assume(value != leaf.value)

    assert change(leaf, value)


@pytest.mark.parametrize("way", ["removed", "turned round"])
def test_nothing_goes_or_moves_without_being_told(way):
    for leaf in tuples(PAPER):
        value = leaf.value[:-1] if way == "removed" else leaf.value[::-1]
        is_pair = leaf.name in PAIRS and isinstance(leaf.value[0], str)
        if value != leaf.value and leaf.name not in NOT_TOLD and not is_pair:
            assert change(leaf, value), leaf.path


def only(found, **facts):
    """What was found with these facts, as (place, what, old, new)."""
    return [
        (item.place, item.what, item.old, item.new)
        for item in found
        if all(getattr(item, name) == value for name, value in facts.items())
    ]


def test_a_figure_is_told_as_table_1_prints_it_and_its_status_follows():
    row = replace(PAPER.metrics.rows[0], actual=Decimal("219.5"))
    metrics = replace(PAPER.metrics, rows=(row, PAPER.metrics.rows[1]))

    found = changes(PAPER, replace(PAPER, metrics=metrics))

    place = "Table 1, Admissions"
    assert {item.part for item in found} == {Part.PERFORMANCE}
    assert only(found, follows=False) == [(place, "Actual", "273", "219.5")]
    assert only(found, follows=True) == [
        (place, "Status", "Not on target. Met for the year", "On target. Met for the year")
    ]


def with_lines(*rows):
    first, *more = PAPER.spending.groups
    return replace(
        PAPER, spending=replace(PAPER.spending, groups=(replace(first, rows=rows), *more))
    )


def test_a_forecast_is_told_with_the_totals_that_follow():
    first, second = PAPER.spending.groups[0].rows

    found = changes(PAPER, with_lines(replace(first, forecast=Decimal(108_000)), second))

    place = "Table 2, BRO-2324-00 Scheme 0"
    assert only(found, follows=False) == [(place, "Forecast £000", "98", "108")]
    assert only(found, follows=True) == [
        (place, "Variance £000", "−2", "8"),
        ("Table 2, F0 subtotal", "Forecast £000", "196", "206"),
        ("Table 2, F0 subtotal", "Variance £000", "−4", "6"),
        ("Table 2, grand total", "Forecast £000", "490", "500"),
        ("Table 2, grand total", "Variance £000", "−10", "0"),
    ]


def test_amounts_that_print_alike_are_told_to_the_penny():
    first, second = PAPER.spending.groups[0].rows

    found = changes(PAPER, with_lines(replace(first, spent=Decimal("61000.49")), second))

    assert only(found, follows=False) == [
        ("Table 2, BRO-2324-00 Scheme 0", "Spent to date £000", "61.0005", "61.00049")
    ]


def test_a_figure_that_is_withdrawn_is_said_in_words():
    first, second = PAPER.spending.groups[0].rows

    found = changes(PAPER, with_lines(replace(first, spent=None), second))

    assert only(found, what="Spent to date £000", follows=False)[0][2:] == ("61", "not provided")


def test_lines_come_and_go():
    first, second = PAPER.spending.groups[0].rows

    found = changes(PAPER, with_lines(first, make_full_line(90, name="Night sitting")))

    added, removed = only(found, what="Added")[0], only(found, what="Removed")[0]
    assert added[:3] == ("Table 2, BRO-2324-90 Night sitting", "Added", "")
    assert "Plan £000: 100" in added[3]
    assert removed[0] == "Table 2, BRO-2324-01 Scheme 1"
    assert "Forecast £000: 98" in removed[2]


def with_text(*texts):
    held = PAPER.sections
    made = [replace(section, body=body) for section, body in zip(held, texts, strict=True)]
    return replace(PAPER, sections=tuple(made))


def test_paragraphs_keep_the_numbers_that_they_are_printed_with():
    before = with_text("One stays.\n\nTwo was so.\n\nThree stays.", "Money.")
    after = with_text("One stays.\n\nNew.\n\nTwo was so and more.\n\nThree stays.", "Money.")

    assert only(changes(before, after)) == [
        ("Section 1, Commentary", "Paragraph 1.2", "", "1.2 New."),
        ("Section 1, Commentary", "Paragraph 1.3", "1.2 Two was so.", "1.3 Two was so and more."),
    ]


def test_a_paragraph_that_is_taken_out_is_told_under_its_old_number():
    before = with_text("One.\n\nTwo.\n\nThree.", "Money.")

    assert only(changes(before, with_text("One.\n\nThree.", "Money."))) == [
        ("Section 1, Commentary", "Paragraph 1.2", "1.2 Two.", "")
    ]


def test_a_paragraph_and_a_heading_of_the_same_words_differ():
    before, after = with_text("Money.\n\nSpent.", "x"), with_text("## Money.\n\nSpent.", "x")

    assert only(changes(before, after))[0][2:] == ("1.1 Money.", "Heading: Money.")


def test_sections_in_another_order_are_told_so_once():
    one, two = PAPER.sections
    turned = (replace(two, number="1"), replace(one, number="2"))

    found = only(changes(PAPER, replace(PAPER, sections=turned)))

    assert ("Section 1, Finance", "Number", "2", "1") in found
    assert [item for item in found if item[1] == "Order"] == [
        ("Sections", "Order", "Section 2, Commentary\nSection 1, Finance",
         "Section 1, Finance\nSection 2, Commentary"),
    ]  # fmt: skip


def test_a_section_with_another_heading_is_the_same_section():
    named = replace(PAPER.sections[0], heading="Progress")

    found = only(changes(PAPER, replace(PAPER, sections=(named, PAPER.sections[1]))))

    assert found == [("Section 1, Progress", "Heading", "Commentary", "Progress")]


def test_the_progress_of_an_action_is_told_paragraph_by_paragraph():
    action = PAPER.appendix[0].actions[0]
    now = replace(action, status="Delayed", body="Under way.\n\n- agreed\n- begun")
    section = replace(PAPER.appendix[0], actions=(now, PAPER.appendix[0].actions[1]))

    found = only(changes(PAPER, replace(PAPER, appendix=(section, PAPER.appendix[1]))))

    place = "Appendix A, NC1-1 Review spending"
    assert found == [
        (place, "Status", "On track", "Delayed"),
        (place, "Progress", "• started", "• begun"),
    ]


def test_a_long_text_of_lines_that_are_all_alike_is_compared_in_good_time():
    before = "\n\n".join(["Same."] * 400)
    after = "\n\n".join(["Same.", "Other."] * 200)
    begun = time.process_time()

    found = changes(with_text(before, "x"), with_text(after, "x"))

    assert found
    assert time.process_time() - begun < 2


def test_an_action_of_the_plan_that_is_new_is_told_whole():
    new = Action("NC1-3", "Write to carers", "Letters are out.", "On track")
    first = replace(PAPER.appendix[0], actions=(*PAPER.appendix[0].actions, new))

    found = only(changes(PAPER, replace(PAPER, appendix=(first, PAPER.appendix[1]))))

    assert found[0][:3] == ("Appendix A, NC1-3 Write to carers", "Added", "")
    assert "Progress: Letters are out." in found[0][3]
