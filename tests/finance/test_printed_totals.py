"""Totals as papers print them, entered and corrected by finance officers."""

import pytest

from boards.edits import Conflict, Edit
from boards.models import AuditEvent, Draft
from boards.workflow import ReportLocked
from finance.funding.actions.printed import record_printed
from finance.models import PrintedFigure
from finance.plan_money import printed_amounts
from schemes.models import ReportGroup
from tests.builders import NOON, make_board, make_line, make_lines, make_quarter
from tests.finance.fund_builders import CHANGES, QUARTER, posted
from tests.finance.grid_builders import words
from tests.queries import count_queries
from tests.signing_builders import send
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db
PRINTED, PLAN = CHANGES + "printed/", QUARTER + "plan-money/"
BY_NOW = {"by": "test", "at": NOON}
TOTAL, POOL, LAST_POOL = "new-2023-PLAN-", "new-2023-AGREED_POOL-", "new-2022-AGREED_POOL-"


def record(quarter, row, printed="20,838", source="", shown=""):
    edits = [Edit(row, "printed", shown, printed)]
    edits += [Edit(row, "source", "", source)] if source else []
    record_printed(quarter=quarter, edits=edits, **BY_NOW)
    return PrintedFigure.objects.last()


def events():
    return list(AuditEvent.objects.values_list("kind", "subject", "before", "after"))


def held():
    return list(PrintedFigure.objects.values_list("year", "kind", "group", "printed", "source"))


def make_group(board, year, code):
    ReportGroup.objects.create(
        board=board, year=year, order=2, code=code, name=code, short_name=code
    )


def test_every_total_that_can_be_printed_has_a_box(officer, quarter):
    make_group(make_board("Southborough"), 2023, "theirs")
    make_group(quarter.board, 2024, "later")

    boxes = Form(officer.get(PRINTED)).boxes

    assert [name for name in boxes if name.startswith("printed-")] == [
        "printed-new-2023-GROUP-bcf", f"printed-{TOTAL}", f"printed-{POOL}",
        "printed-new-2023-MINIMUM_POOL-", f"printed-{LAST_POOL}", "printed-new-2022-MINIMUM_POOL-",
    ]  # fmt: skip


def test_a_total_is_kept_as_it_was_typed_with_where_it_is_printed(officer, quarter):
    make_line(quarter, plan="20838000")

    posted(officer, PRINTED, **{f"printed-{POOL}": " £20.837m ", f"source-{POOL}": "Front  sheet"})

    assert held() == [(2023, "AGREED_POOL", "", "£20.837m", "Front sheet")]
    called = "Agreed value of the pooled budget, 2023-24 (Front sheet)"
    assert events() == [
        ("finance.printed.recorded", called, "", "£20.837m"),
        ("finance.printed.source.recorded", called, "", "Front sheet"),
    ]
    assert "1 less than the lines" in words(officer.get(PLAN))


@pytest.mark.parametrize("typed", ["£19,232m", "about  20 million", "n/a", "–", "1e9", "(5)"])
def test_nothing_is_refused_for_what_it_may_mean(officer, quarter, typed):
    answer = posted(officer, PRINTED, **{f"printed-{POOL}": typed})

    assert answer.status_code == 302
    assert PrintedFigure.objects.get().printed == typed
    assert printed_amounts(quarter)[0].question in words(officer.get(PRINTED))


def test_a_question_stands_on_the_page_that_follows_until_the_box_is_corrected(officer, quarter):
    question = "£19,232m: is this £19.232m or £19,232 million?"

    answer = posted(officer, PRINTED, **{f"printed-{POOL}": "£19,232m"})

    assert answer.url == PRINTED
    assert question in words(officer.get(PRINTED))

    figure = PrintedFigure.objects.get()
    posted(officer, PRINTED, **{f"printed-{figure.pk}": "£19.232m"})

    assert question not in words(officer.get(PRINTED))
    assert "Read as 19,232" in words(officer.get(PRINTED))


def test_a_total_may_be_printed_in_two_places(officer, quarter):
    record(quarter, TOTAL, "20,838", "List of schemes")

    assert "Total of the plan, place 2" in words(officer.get(PRINTED))
    posted(officer, PRINTED, **{f"printed-{TOTAL}": "£20.837m", f"source-{TOTAL}": "Front sheet"})

    assert [figure[3:] for figure in held()] == [
        ("20,838", "List of schemes"), ("£20.837m", "Front sheet"),
    ]  # fmt: skip
    assert "Total of the plan, place 3" in words(officer.get(PRINTED))


def test_a_second_figure_of_one_place_is_refused_at_its_source(officer, quarter):
    record(quarter, TOTAL, "20,838", "Front sheet")

    typed = {f"printed-{TOTAL}": "20,837", f"source-{TOTAL}": "Front sheet"}
    answer = posted(officer, PRINTED, **typed)

    message = (
        "Where it is printed for Total of the plan, place 2 must differ from the other places in "
        "which this total is printed"
    )
    assert words(answer).count(message) == 2
    assert Form(answer).boxes.items() >= typed.items()
    assert [figure[3] for figure in held()] == ["20,838"]


def test_two_figures_may_change_their_places(officer, quarter):
    first = record(quarter, TOTAL, "20,838", "Front sheet")
    second = record(quarter, TOTAL, "20,837", "List of schemes")

    posted(
        officer, PRINTED,
        **{f"source-{first.pk}": "List of schemes", f"source-{second.pk}": "Front sheet"},
    )  # fmt: skip

    assert {figure[3:] for figure in held()} == {
        ("20,838", "List of schemes"), ("20,837", "Front sheet"),
    }  # fmt: skip
    assert list(PrintedFigure.objects.values_list("pk", flat=True)) == [first.pk, second.pk]


def test_an_emptied_total_goes_with_its_source(officer, quarter):
    figure = record(quarter, TOTAL, "20,838", "Front sheet of the plan, as the Board agreed it")

    posted(officer, PRINTED, **{f"printed-{figure.pk}": ""})

    assert held() == []
    called = "Total of the plan, 2023-24"
    assert events()[2:] == [
        ("finance.printed.recorded", called, "20,838", ""),
        ("finance.printed.source.recorded", called, figure.source, ""),
    ]


def test_a_source_without_its_total_is_refused(officer, quarter):
    answer = posted(officer, PRINTED, **{f"source-{TOTAL}": "Front sheet"})

    message = "As printed for Total of the plan must be given where its place is given"
    assert words(answer).count(message) == 2
    assert held() == []
    assert events() == []


@pytest.mark.parametrize(("field", "most"), [("printed", 40), ("source", 200)])
def test_more_than_the_most_is_refused_and_stays_in_its_box(officer, quarter, field, most):
    typed = {f"printed-{TOTAL}": "20,838", f"{field}-{TOTAL}": "9" * (most + 1)}

    answer = posted(officer, PRINTED, **typed)

    assert words(answer).count(f"must be {most} characters or fewer. You have 1 too many") == 2
    assert Form(answer).boxes.items() >= typed.items()
    assert held() == []


def test_of_two_who_correct_one_total_the_second_is_shown_the_first(officer, quarter):
    figure = record(quarter, TOTAL)
    page = Form(officer.get(PRINTED)).boxes
    officer.post(PRINTED, page | {f"printed-{figure.pk}": "20,837"})

    theirs = page | {f"printed-{figure.pk}": "20,836", "form-mark": "another"}
    answer = officer.post(PRINTED, theirs)

    assert answer.status_code == 409
    assert "Theirs: 20,837." in words(answer)
    assert PrintedFigure.objects.get().printed == "20,837"

    officer.post(PRINTED, Form(answer).boxes)

    assert PrintedFigure.objects.get().printed == "20,836"


def test_a_correction_of_a_total_that_somebody_else_took_out_is_told_and_kept(officer, quarter):
    figure = record(quarter, TOTAL)
    page = Form(officer.get(PRINTED)).boxes
    officer.post(PRINTED, page | {f"printed-{figure.pk}": ""})

    theirs = page | {f"printed-{figure.pk}": "20,836", "form-mark": "another"}
    answer = officer.post(PRINTED, theirs)

    assert answer.status_code == 409
    assert "You typed “20,836” into a row that somebody else has taken out" in words(answer)
    assert "20%2C836" in Draft.objects.get().typed
    assert held() == []


def test_who_changes_nothing_in_a_row_that_was_taken_out_is_told_nothing(officer, quarter):
    figure = record(quarter, TOTAL, source="A source that is longer than forty characters")
    page = Form(officer.get(PRINTED)).boxes
    officer.post(PRINTED, page | {f"printed-{figure.pk}": ""})

    answer = officer.post(PRINTED, page | {f"printed-{POOL}": "5", "form-mark": "another"})

    assert answer.status_code == 302
    assert [row[1] for row in held()] == ["AGREED_POOL"]


def test_a_total_taken_out_between_page_and_save_is_a_conflict(quarter):
    with pytest.raises(Conflict):
        record(quarter, "987654", shown="20,838")


def test_a_form_sent_twice_adds_one_total(officer, quarter):
    form = Form(officer.get(PRINTED)).boxes | {f"printed-{TOTAL}": "20,838"}

    answers = [officer.post(PRINTED, form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(held()) == len(events()) == 1


def test_a_form_sent_twice_takes_out_one_total(officer, quarter):
    figure = record(quarter, TOTAL, source="Front sheet")
    form = Form(officer.get(PRINTED)).boxes | {f"printed-{figure.pk}": ""}

    answers = [officer.post(PRINTED, form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert words(officer.get(PRINTED)).count("1 answer saved") == 2
    assert held() == []


def test_who_takes_out_a_total_is_shown_the_source_that_somebody_else_gave_it(officer, quarter):
    figure = record(quarter, TOTAL)
    page = Form(officer.get(PRINTED)).boxes
    officer.post(PRINTED, page | {f"source-{figure.pk}": "Front sheet"})

    theirs = page | {f"printed-{figure.pk}": "", "form-mark": "another"}
    answer = officer.post(PRINTED, theirs)

    assert answer.status_code == 409
    assert "Theirs: Front sheet." in words(answer)
    assert len(held()) == 1

    officer.post(PRINTED, Form(answer).boxes)

    assert held() == []


def test_no_total_is_recorded_in_a_report_that_was_sent(quarter):
    make_line(quarter)
    send(quarter)

    with pytest.raises(ReportLocked):
        record(quarter, TOTAL)


def test_totals_of_another_board_or_year_are_neither_shown_nor_changed(officer, quarter):
    other = make_quarter(make_board("Southborough"))
    later = make_quarter(quarter.board, year=2024)
    theirs = record(other, TOTAL, "£66m")
    next_year = record(later, "new-2024-PLAN-", "£77m")
    of_before = record(make_quarter(quarter.board, year=2022), "new-2022-PLAN-", "£55m")

    page = words(officer.get(PRINTED))

    assert not {"£66m", "£77m", "£55m"} & {
        text for text in ("£66m", "£77m", "£55m") if text in page
    }
    for figure in (theirs, next_year, of_before):
        with pytest.raises(Conflict):
            record(quarter, str(figure.pk), "1", shown=figure.printed)
    with pytest.raises(Conflict):
        record(quarter, "new-2024-PLAN-")


def test_the_pool_of_the_year_before_is_entered_beside_that_of_the_year(officer, quarter):
    posted(officer, PRINTED, **{f"printed-{LAST_POOL}": "£8.760m"})

    assert held() == [(2022, "AGREED_POOL", "", "£8.760m", "")]
    assert events()[0][1] == "Agreed value of the pooled budget, 2022-23"
    assert "£8.760m" in words(officer.get(PLAN))


def test_a_total_whose_group_is_no_more_can_still_be_taken_out(officer, quarter):
    figure = record(quarter, "new-2023-GROUP-bcf", "4,352")
    ReportGroup.objects.all().delete()

    posted(officer, PRINTED, **{f"printed-{figure.pk}": ""})

    assert held() == []


def test_hostile_texts_stand_as_they_were_typed(officer, quarter):
    posted(officer, PRINTED, **{f"printed-{TOTAL}": "<i>1</i>", f"source-{TOTAL}": "<i>S</i>"})

    page = officer.get(PRINTED).content.decode()
    assert "<i>" not in page
    assert page.count("&lt;i&gt;1&lt;/i&gt;") >= 2


def test_the_page_costs_the_same_however_much_is_held(officer, quarter):
    make_line(quarter)
    record(quarter, TOTAL)
    few = count_queries(officer, PRINTED)
    make_lines(quarter, 500)
    PrintedFigure.objects.bulk_create(
        PrintedFigure(board=quarter.board, year=2023, order=n, kind="PLAN", printed="1", source=n)
        for n in range(2, 40)
    )

    assert count_queries(officer, PRINTED) == few
