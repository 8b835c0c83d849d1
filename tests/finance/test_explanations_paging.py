"""Many lines that differ from plan: fifty at a time, and nothing typed on one page is lost."""

import pytest

from finance.models import LineReturn
from tests.builders import make_line, make_lines, report_line
from tests.finance.grid_builders import EXPLAIN, words
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db


def lines_of(answer):
    """The references on the page in its order."""
    lines = answer.context["required"] + answer.context["smaller"]
    return [line.row.reference for line in lines]


def boxes_of(answer):
    return {name for name in Form(answer).boxes if name.startswith("explanation-")}


def test_up_to_100_differences_stand_on_one_page(commissioner, quarter):
    make_lines(quarter, 100)

    answer = commissioner.get(EXPLAIN)

    assert len(boxes_of(answer)) == 100
    assert "govuk-pagination" not in words(answer)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [("", 1, 50), ("?page=2", 51, 100), ("?page=3", 101, 104), ("?page=9", 101, 104)],
)
def test_more_differences_are_drawn_fifty_at_a_time(commissioner, quarter, query, first, last):
    make_lines(quarter, 104)

    answer = commissioner.get(EXPLAIN + query)

    assert (lines_of(answer)[0], lines_of(answer)[-1]) == (f"M{first}", f"M{last}")
    assert f"Lines {first} to {last} of the 104 that differ" in words(answer)
    assert f"(page {(first - 1) // 50 + 1} of 3)" in words(answer)


def test_lines_to_explain_stand_before_those_that_may_be_left(commissioner, quarter):
    report_line(quarter, make_line(quarter, "SMALL", plan="1000000"), forecast="999000")
    make_lines(quarter, 104)

    first, last = (lines_of(commissioner.get(f"{EXPLAIN}?page={page}")) for page in (1, 3))

    assert first[0] == "M2"
    assert last[-1] == "SMALL"


def test_saving_one_page_saves_that_page_and_stays_on_it(commissioner, quarter):
    lines = make_lines(quarter, 104)
    page = f"{EXPLAIN}?page=2"
    typed = Form(commissioner.get(page)).boxes
    typed |= {name: f"Because of {name}" for name in typed if name.startswith("explanation-")}

    answer = commissioner.post(page, typed)

    assert answer.url == page
    held = LineReturn.objects.exclude(explanation="").values_list("line", flat=True)
    assert sorted(held) == [line.pk for line in lines[50:100]]


def test_a_mistake_on_a_page_keeps_everything_typed_on_it(commissioner, quarter):
    lines = make_lines(quarter, 104)
    page, wrong = f"{EXPLAIN}?page=2", f"explanation-{lines[70].pk}"
    typed = Form(commissioner.get(page)).boxes
    typed |= {name: f"Because of {name}" for name in typed if name.startswith("explanation-")}

    answer = commissioner.post(page, typed | {wrong: "a" * 20_001})

    kept = Form(answer).boxes
    assert {name: kept[name] for name in boxes_of(answer)} == {
        name: typed[name] for name in boxes_of(answer)
    } | {wrong: "a" * 20_001}
    assert f'href="#{wrong}"' in words(answer)
    assert not LineReturn.objects.exclude(explanation="").exists()


def test_words_are_saved_though_their_line_has_moved_to_another_page(commissioner, quarter):
    lines = make_lines(quarter, 104)
    page, box = f"{EXPLAIN}?page=2", f"explanation-{lines[50].pk}"
    typed = Form(commissioner.get(page)).boxes | {box: "Typed before it moved"}
    report_line(quarter, lines[0], forecast="90000")

    commissioner.post(page, typed)

    assert LineReturn.objects.get(line=lines[50]).explanation == "Typed before it moved"


def test_what_was_typed_on_one_page_is_offered_on_the_others(commissioner, quarter):
    lines = make_lines(quarter, 104)
    box = f"explanation-{lines[60].pk}"
    commissioner.post("/drafts/", {"path": f"{EXPLAIN}?page=2", box: "Half a sentence"})

    first = commissioner.get(EXPLAIN)
    shown = commissioner.get(f"{EXPLAIN}?page=2&draft=show")

    assert first.context["draft"] is None
    assert f'href="{EXPLAIN}?page=2&amp;draft=show"' in words(first)
    assert Form(shown).boxes[box] == "Half a sentence"
    assert shown.context["drafts_beside"] == []


def test_saving_one_page_leaves_what_was_typed_on_another(commissioner, quarter):
    lines = make_lines(quarter, 104)
    box = f"explanation-{lines[60].pk}"
    commissioner.post("/drafts/", {"path": f"{EXPLAIN}?page=2", box: "Half a sentence"})

    commissioner.post(EXPLAIN, {f"explanation-{lines[0].pk}": "A whole one."})

    kept = commissioner.get(f"{EXPLAIN}?page=2&draft=show")
    assert Form(kept).boxes[box] == "Half a sentence"


def test_the_first_page_has_one_address(commissioner, quarter):
    make_lines(quarter, 104)

    pages = commissioner.get(f"{EXPLAIN}?page=2").context["pages"]

    assert pages == [(1, EXPLAIN), (2, f"{EXPLAIN}?page=2"), (3, f"{EXPLAIN}?page=3")]


@pytest.mark.parametrize(
    ("query", "before", "after"),
    [("", None, "?page=2"), ("?page=2", "", "?page=3"), ("?page=3", "?page=2", None)],
)
def test_a_narrow_screen_without_room_for_every_number_has_the_pages_beside(
    commissioner, quarter, query, before, after
):
    make_lines(quarter, 104)

    page = words(commissioner.get(EXPLAIN + query))

    for rel, beside in (("prev", before), ("next", after)):
        link = f'href="{EXPLAIN}{beside}" rel="{rel}"'
        assert (link in page) == (beside is not None)
        assert page.count(f'rel="{rel}"') == (beside is not None)


@pytest.mark.parametrize(("place", "query"), [(0, ""), (49, ""), (50, "?page=2"), (103, "?page=3")])
def test_a_link_to_a_line_leads_to_the_page_that_holds_it(commissioner, quarter, place, query):
    lines = make_lines(quarter, 104)

    answer = commissioner.get(f"{EXPLAIN}?line={lines[place].pk}")

    assert answer.url == EXPLAIN + query


@pytest.mark.parametrize("line", ["", "x", "999999", "0", "-1"])
def test_a_link_to_a_line_that_does_not_differ_leads_to_the_page(commissioner, quarter, line):
    make_lines(quarter, 104)

    assert commissioner.get(f"{EXPLAIN}?line={line}").url == EXPLAIN


def test_smaller_differences_are_open_where_a_page_holds_nothing_else(commissioner, quarter):
    make_lines(quarter, 60)
    for number in range(60):
        report_line(quarter, make_line(quarter, f"S{number}", plan="1000000"), forecast="999000")

    closed, opened = (words(commissioner.get(f"{EXPLAIN}?page={page}")) for page in (1, 3))

    assert '<details class="govuk-details" open>' in opened
    assert '<details class="govuk-details" open>' not in closed
