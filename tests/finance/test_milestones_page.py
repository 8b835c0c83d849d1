"""Milestones as a plan prints them, entered and corrected by finance officers."""

import pytest

from boards.edits import Conflict, Edit
from boards.models import AuditEvent
from boards.workflow import ReportLocked
from finance.funding.actions.milestones import record_milestones
from finance.funding.refusals import CannotSet
from schemes.milestones import QUARTERS, milestones
from schemes.models import Milestone
from tests.builders import NOON, decimal, make_board, make_line, make_lines, make_quarter
from tests.finance.fund_builders import CHANGES, posted
from tests.finance.grid_builders import words
from tests.queries import count_queries
from tests.signing_builders import send
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db
PAGE = CHANGES + "milestones/"
BY_NOW = {"by": "test", "at": NOON}
MEASURE = "Admissions avoided"


def typed(row, name, *figures, measure=MEASURE):
    """What is typed into a row: quarters, then the total as printed."""
    fields = dict(zip((*QUARTERS, "printed_total"), figures, strict=False))
    values = {"measure": measure, "name": name} | fields
    return {f"{field}-{row}": value for field, value in values.items()}


def record(quarter, name, *figures, row="new-1", measure=MEASURE):
    values = {"measure": measure, "name": name}
    values |= {n: decimal(f) for n, f in zip((*QUARTERS, "printed_total"), figures, strict=False)}
    edits = [Edit(row, field, "", value) for field, value in values.items() if value is not None]
    record_milestones(quarter=quarter, edits=edits, **BY_NOW)
    return Milestone.objects.get(board=quarter.board, year=quarter.year, name=name)


def names():
    return list(Milestone.objects.values_list("name", flat=True))


def test_milestones_are_kept_as_they_are_printed_with_their_events(officer, quarter):
    beds = typed("new-1", "Beds", "0", "31.50", "", "1,063", "157")

    answer = posted(officer, PAGE, **beds, **typed("new-2", "Falls", "26"))

    assert answer.url == PAGE
    ((row, other),) = [held.rows for held in milestones(quarter)]
    assert row.quarters == (0, decimal("31.50"), None, 1063)
    assert (row.printed, other.quarters) == (157, (26, None, None, None))
    events = AuditEvent.objects.filter(subject=f"{MEASURE}: Beds").values_list("kind", "after")
    assert list(events) == [
        (f"finance.milestone.{field}.recorded", after)
        for field, after in (
            ("measure", MEASURE), ("name", "Beds"), ("quarter_1", "0"), ("quarter_2", "31.50"),
            ("quarter_4", "1063"), ("printed_total", "157"),
        )
    ]  # fmt: skip
    assert "9 answers saved" in words(officer.get(PAGE))


def test_what_is_held_is_shown_and_saved_unchanged(officer, quarter):
    record(quarter, "Beds", "0", "31.50", None, "1063", "157")

    answer = posted(officer, PAGE)

    assert answer.status_code == 302
    assert "Nothing was changed" in words(officer.get(PAGE))
    assert Milestone.objects.get().quarter_2 == decimal("31.50")


def test_a_new_part_stands_before_the_printed_total_of_its_measure(officer, quarter):
    record(quarter, "Beds", "1")
    record(quarter, "Falls", "2")
    record(quarter, "Total", None, None, None, None, "5")
    record(quarter, "Home", "3", measure="Delays")

    posted(officer, PAGE, **typed("new-1", "Carers", "2"))

    assert names() == ["Beds", "Falls", "Carers", "Total", "Home"]
    avoided, _ = milestones(quarter)
    assert (avoided.printed, avoided.total.summed) == (5, 5)


def test_a_figure_is_corrected_and_emptied_with_before_and_after(officer, quarter):
    held = record(quarter, "Beds", "1", "2")
    row = held.pk

    posted(officer, PAGE, **{f"quarter_1-{row}": "4", f"quarter_2-{row}": "", f"name-{row}": "Bed"})

    changed = AuditEvent.objects.order_by("pk").values_list("kind", "before", "after")
    assert {kind.split(".")[2]: values for kind, *values in changed[4:]} == {
        "name": ["Beds", "Bed"], "quarter_1": ["1", "4"], "quarter_2": ["2", ""],
    }  # fmt: skip
    assert Milestone.objects.get(pk=row).quarter_2 is None


def test_a_milestone_whose_name_is_emptied_goes_with_all_its_figures(officer, quarter):
    gone, stays = record(quarter, "Beds", "1", "2"), record(quarter, "Falls", "3")

    posted(officer, PAGE, **{f"name-{gone.pk}": ""})

    assert list(Milestone.objects.all()) == [stays]
    told = AuditEvent.objects.filter(after="", subject=str(gone)).values_list("kind", "before")
    assert {kind.split(".")[2]: before for kind, before in told} == {
        "measure": MEASURE, "name": "Beds", "quarter_1": "1", "quarter_2": "2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (typed("new-1", "", "5"), "Part of the plan for new milestone 1 must be given"),
        (typed("new-1", "Beds", "5", measure=""), "Measure for new milestone 1 must be given"),
        (
            typed("new-1", "Beds", "some"),
            "Quarter 1 for new milestone 1 must be a number, like 273",
        ),
        (typed("new-1", "Beds", "–"), "Quarter 1 for new milestone 1 must be a number. Enter 0 if"),
        (typed("new-1", "x" * 201), "Part of the plan for new milestone 1 must be 200 characters"),
        (typed("new-1", "B", measure="x" * 101), "Measure for new milestone 1 must be 100 char"),
    ],
)
def test_what_cannot_stand_is_said_at_its_box_and_above(officer, quarter, row, message):
    answer = posted(officer, PAGE, **row)

    assert words(answer).count(message) == 2
    assert Form(answer).boxes.items() >= row.items()
    assert names() == []
    assert not AuditEvent.objects.exists()


def test_a_measure_of_a_milestone_that_is_held_cannot_be_emptied(officer, quarter):
    held = record(quarter, "Beds", "1")

    answer = posted(officer, PAGE, **{f"measure-{held.pk}": ""})

    assert words(answer).count("Measure for milestone 1 must be given") == 2
    assert Milestone.objects.get().measure == MEASURE


def test_of_two_who_correct_one_figure_the_second_is_shown_the_first(officer, quarter):
    box = f"quarter_1-{record(quarter, 'Beds', '1').pk}"
    page = Form(officer.get(PAGE)).boxes
    officer.post(PAGE, page | {box: "2"})

    answer = officer.post(PAGE, page | {box: "3", "form-mark": "another"})

    assert answer.status_code == 409
    assert "Theirs: 2." in words(answer)
    assert Milestone.objects.get().quarter_1 == 2


def test_a_figure_of_a_milestone_that_somebody_else_took_out_is_told(officer, quarter):
    held = record(quarter, "Beds", "1063")
    page = Form(officer.get(PAGE)).boxes
    officer.post(PAGE, page | {f"name-{held.pk}": ""})

    answer = officer.post(PAGE, page | {f"quarter_2-{held.pk}": "7", "form-mark": "another"})

    assert answer.status_code == 409
    assert words(answer).count("You typed “7” into a row that somebody else has taken out") == 1
    assert "You typed “1,063”" not in words(answer)
    assert names() == []


def test_a_form_sent_twice_adds_one_milestone(officer, quarter):
    form = Form(officer.get(PAGE)).boxes | typed("new-1", "Beds", "1")

    answers = [officer.post(PAGE, form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert names() == ["Beds"]


def test_a_form_sent_twice_takes_out_one_milestone(officer, quarter):
    held = record(quarter, "Beds", "1")
    form = Form(officer.get(PAGE)).boxes | {f"name-{held.pk}": ""}

    answers = [officer.post(PAGE, form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert words(officer.get(PAGE)).count("1 answer saved") == 2
    assert names() == []


def test_who_takes_out_a_milestone_is_shown_what_somebody_else_changed_in_it(officer, quarter):
    held = record(quarter, "Beds", "1")
    page = Form(officer.get(PAGE)).boxes
    officer.post(PAGE, page | {f"quarter_1-{held.pk}": "7", f"quarter_2-{held.pk}": "8"})

    theirs = page | {f"name-{held.pk}": "", "form-mark": "another"}
    answer = officer.post(PAGE, theirs)

    assert answer.status_code == 409
    assert "Theirs: 7." in words(answer)
    assert "Theirs: 8." in words(answer)
    assert names() == ["Beds"]

    officer.post(PAGE, Form(answer).boxes)

    assert names() == []


def test_a_milestone_loses_its_name_only_with_all_the_rest(quarter):
    row = str(record(quarter, "Beds", "1").pk)

    with pytest.raises(CannotSet):
        record_milestones(quarter=quarter, edits=[Edit(row, "name", "Beds", "")], **BY_NOW)

    assert names() == ["Beds"]


def test_milestones_of_another_board_or_year_are_neither_shown_nor_changed(officer, quarter):
    theirs = record(make_quarter(make_board("Southborough")), "Canary one", "1")
    next_year = record(make_quarter(quarter.board, year=2024), "Canary two", "1")
    record(quarter, "Beds", "1")

    assert "Canary" not in words(officer.get(PAGE))
    for held in (theirs, next_year):
        edit = Edit(str(held.pk), "quarter_1", "1", decimal("2"))
        with pytest.raises(Conflict):
            record_milestones(quarter=quarter, edits=[edit], **BY_NOW)
    record(quarter, "Falls", "1")
    assert names() == ["Beds", "Falls", "Canary two", "Canary one"]


def test_no_milestone_is_recorded_in_a_report_that_was_sent(quarter):
    make_line(quarter)
    send(quarter)

    with pytest.raises(ReportLocked):
        record(quarter, "Beds", "1")


def test_the_page_costs_the_same_however_much_is_held(officer, quarter):
    make_line(quarter)
    record(quarter, "Beds", "1")
    few = count_queries(officer, PAGE)
    make_lines(quarter, 500)
    Milestone.objects.bulk_create(
        Milestone(board=quarter.board, year=2023, order=n, measure=MEASURE, name=f"Part {n}")
        for n in range(2, 502)
    )

    assert count_queries(officer, PAGE) == few
    assert "page 1 of 11" in words(officer.get(PAGE))


def test_a_milestone_of_a_later_page_is_corrected_there(officer, quarter):
    Milestone.objects.bulk_create(
        Milestone(board=quarter.board, year=2023, order=n, measure=MEASURE, name=f"Part {n}")
        for n in range(1, 201)
    )
    last = Milestone.objects.get(name="Part 199")

    answer = posted(officer, f"{PAGE}?page=4", **{f"quarter_1-{last.pk}": "5"})

    assert answer.url == f"{PAGE}?page=4"
    assert Milestone.objects.get(name="Part 199").quarter_1 == 5
