"""Writing a section of the commentary: what is kept, what is offered, what is asked."""

import pytest

from boards.edits import Edit
from boards.models import AuditEvent
from boards.roles import Role
from boards.workflow import ReportLocked, Status
from metrics.models import Metric
from reports.actions import record_section
from reports.models import PaperSection
from tests.builders import NOON, make_metric, make_quarter, make_user, report_metric
from tests.queries import count_queries
from tests.reports.test_pages import queries, words
from tests.reports.text_builders import make_sections, write

pytestmark = pytest.mark.django_db
LIST = "/northshire/2023-24-q3/commentary/"
PAGE = LIST + "recommendations/"


@pytest.fixture
def quarter():
    """A report with a measure that is off target, and an empty section."""
    quarter = make_quarter()
    metric = make_metric(quarter, "avoidable-admissions", annual="440", decimals=0)
    report_metric(quarter, metric, actual="273")
    make_sections(quarter)
    return quarter


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board))
    return client


def stored():
    return PaperSection.objects.get(code="recommendations")


def test_a_section_is_saved_with_its_line_ends_made_alike(commissioner):
    typed = "One\u2019s own words.\r\n\r\n- first\r\n- second"
    answer = commissioner.post(PAGE, {"body": typed, "shown-body": ""}, follow=True)

    assert "Recommendations saved." in words(answer)
    assert stored().body == "One\u2019s own words.\n\n- first\n- second"
    assert not stored().is_complete
    event = AuditEvent.objects.get(kind="reports.section.recorded")
    assert (event.subject, event.before, event.after) == ("recommendations", "", stored().body)


@pytest.mark.parametrize(("answer", "is_complete"), [("yes", True), ("no", False), ("", False)])
def test_a_section_is_complete_when_its_writer_says_so(commissioner, answer, is_complete):
    commissioner.post(PAGE, {"body": "Done.", "is_complete": answer})

    assert stored().body == "Done."
    assert stored().is_complete is is_complete


def test_a_completed_section_is_reopened(quarter, commissioner):
    write(quarter, body="Done.", is_complete=True)

    commissioner.post(
        PAGE,
        {"body": "Done.", "shown-body": "Done.", "is_complete": "no", "shown-is_complete": "True"},
    )

    assert not stored().is_complete
    assert AuditEvent.objects.filter(kind="reports.section_is_complete.recorded").count() == 2


def test_who_saves_over_a_newer_text_keeps_both_before_their_eyes(quarter, commissioner):
    write(quarter, body="Their words, longer than forty characters in all.")

    answer = commissioner.post(PAGE, {"body": "My words.", "shown-body": ""})

    assert answer.status_code == 409
    page = words(answer)
    assert "Text was changed by somebody else while you were editing." in page
    assert "Their words, longer than forty characters in all." in page
    assert "My words." in page
    assert stored().body.startswith("Their words")
    again = {"body": "My words.", "shown-body": answer.context["form"].shown("body")}
    assert commissioner.post(PAGE, again).status_code == 302
    assert stored().body == "My words."


def test_a_text_that_is_too_long_is_refused_and_kept_on_the_page(commissioner):
    answer = commissioner.post(PAGE, {"body": "x" * 20_001})

    assert "Text must be 20,000 characters or fewer. You have 1 too many" in words(answer)
    assert "x" * 20_001 in answer.content.decode()
    assert stored().body == ""


def test_a_mistyped_figure_is_asked_about_and_never_bars_a_save(commissioner):
    typed = {"body": "Avoidable admissions were 272, an improvement of 19%.", "is_complete": "yes"}
    page = words(commissioner.post(PAGE, typed, follow=True))

    message = "You wrote 272. The table has 273 for avoidable admissions, April to September"
    assert message in page
    unknown = "You wrote 19%. It does not match a figure in this report. Add where it comes from"
    assert unknown in page
    assert stored().is_complete


def test_an_answer_puts_the_figure_or_the_source_into_the_text(commissioner):
    typed = {
        "body": "Avoidable admissions were 272, an improvement of 19%.",
        "finding-1": "272#1", "answer-1": "use",
        "finding-2": "19%#1", "answer-2": "keep", "source-2": "local monitoring",
    }  # fmt: skip

    page = words(commissioner.post(PAGE, typed, follow=True))

    assert stored().body == (
        "Avoidable admissions were {metric.avoidable-admissions.actual}, "
        "an improvement of 19% (source: local monitoring)."
    )
    assert "Numbers to look at" not in page


def test_an_answer_is_for_the_number_and_not_for_its_place(commissioner):
    typed = {
        "body": "New words first. Avoidable admissions were 272. Bakers sold 4,000 loaves.",
        "finding-1": "4,000#1", "answer-1": "keep", "source-1": "their books",
        "finding-2": "19%#1", "answer-2": "keep", "source-2": "gone from the text",
    }  # fmt: skip

    commissioner.post(PAGE, typed)

    assert stored().body == (
        "New words first. Avoidable admissions were 272. "
        "Bakers sold 4,000 (source: their books) loaves."
    )


def test_a_source_that_is_left_out_is_asked_for_after_the_text_is_saved(commissioner):
    typed = {"body": "Up 19%.", "finding-1": "19%#1", "answer-1": "keep", "source-1": " "}

    page = words(commissioner.post(PAGE, typed, follow=True))

    assert "Enter where 19% comes from." in page
    assert stored().body == "Up 19%."


def test_a_source_that_is_too_long_is_refused_at_its_box(commissioner):
    typed = {"body": "Up 19%.", "finding-1": "19%#1", "answer-1": "keep", "source-1": "x" * 301}

    page = words(commissioner.post(PAGE, typed))

    message = "Where 19% comes from must be 300 characters or fewer. You have 1 too many"
    assert page.count(message) == 2
    assert stored().body == ""


@pytest.mark.parametrize(
    ("name", "words_added"),
    [("metrics.off-target", "{metrics.off-target}"), ("spending.finding", "{spending.finding}")],
)
def test_a_sentence_is_put_below_what_is_typed_and_nothing_is_saved(
    commissioner, name, words_added
):
    answer = commissioner.post(PAGE, {"body": "My words.", "add": name})

    assert answer.context["form"]["body"].value() == f"My words.\n\n{words_added}"
    assert "Added below your text. Nothing is saved yet." in words(answer)
    assert stored().body == ""


def test_the_figures_are_listed_with_what_they_are_and_stand_in_the_preview(quarter, commissioner):
    write(quarter, body="We had {metric.avoidable-admissions.actual} <b>{no.such}</b>.\n\n- one")

    answer = commissioner.get(PAGE)

    page = answer.content.decode()
    assert "<strong>Avoidable admissions: actual</strong>" in page
    assert "<code>{metric.avoidable-admissions.actual}</code>" in page
    name = "Avoidable admissions: actual"
    assert f'title="{name}">273<span class="govuk-visually-hidden"> ({name})</span>' in page
    assert "&lt;b&gt;{no.such}&lt;/b&gt;." in page
    assert "<li>no.such</li>" in page
    assert "1.1" in page


def test_last_quarters_words_are_one_click_away_and_named_when_nothing_changed(client):
    before = make_quarter(quarter=2)
    make_sections(before)
    write(before, body="The same\nold words.")
    quarter = make_quarter(before.board)
    make_sections(quarter)
    client.force_login(make_user(quarter.board))
    first = words(client.get(PAGE))

    added = client.post(PAGE, {"body": "", "add": "last-quarter"})
    write(quarter, body="The same old words.")

    assert "Last quarter’s text" in first
    assert "is the same as in" not in first
    assert added.context["form"]["body"].value() == "The same\nold words."
    assert "This text is the same as in Quarter 2 2023-24." in words(client.get(PAGE))
    assert "The text is the same as last quarter." in words(client.get(LIST))


def test_a_report_without_a_paper_says_what_happens_next(client):
    quarter = make_quarter()
    client.force_login(make_user(quarter.board))

    page = words(client.get(LIST))

    assert "appear here when the cover sheet of the board paper is begun." in page
    assert client.get(PAGE).status_code == 404


def test_a_section_of_another_quarter_or_board_is_not_found(commissioner, quarter):
    make_sections(make_quarter(quarter.board, quarter=2), "another")

    assert commissioner.get(LIST + "another/").status_code == 404
    assert commissioner.post(LIST + "another/", {"body": "x"}).status_code == 404


def test_those_who_only_read_get_the_text_and_no_box(client, quarter):
    write(quarter, body="For the Board.")
    client.force_login(make_user(quarter.board, Role.CLERK))

    page = words(client.get(PAGE))

    assert "For the Board." in page
    assert "<textarea" not in page
    assert client.post(PAGE, {"body": "x"}).status_code == 403


def test_a_report_with_the_signatories_takes_no_words(commissioner, quarter):
    quarter.status = Status.WITH_SIGNATORIES
    quarter.save()

    assert commissioner.post(PAGE, {"body": "Too late."}).status_code == 409
    assert stored().body == ""


@pytest.mark.parametrize("page", ["commentary/", "commentary/recommendations/", "check/"])
def test_a_page_of_texts_takes_the_same_queries_for_5_and_for_500_lines(
    commissioner, quarter, page
):
    address = "/northshire/2023-24-q3/" + page

    few = queries(commissioner, address, quarter, 5)
    many = queries(commissioner, address, quarter, 495)

    assert few == many <= 30


def test_the_list_takes_the_same_queries_for_any_number_of_sections(commissioner, quarter):
    one = count_queries(commissioner, LIST)
    PaperSection.objects.bulk_create(
        PaperSection(paper=stored().paper, order=n, code=f"s{n}", heading=f"S{n}", body="Words.")
        for n in range(2, 30)
    )

    assert count_queries(commissioner, LIST) == one


def test_the_figure_that_is_cited_follows_the_table(quarter, commissioner):
    write(quarter, body="We had {metric.avoidable-admissions.actual}.")
    metric = Metric.objects.get(code="avoidable-admissions")

    report_metric(quarter, metric, actual="280")

    assert "280<span" in commissioner.get(PAGE).content.decode()


def test_the_action_itself_refuses_a_locked_report_and_a_section_of_another_quarter(quarter):
    make_sections(make_quarter(quarter.board, quarter=2), "another")
    edit = Edit("another", "body", "", "x")
    with pytest.raises(PaperSection.DoesNotExist):
        record_section(quarter=quarter, section="another", edits=[edit], by="test", at=NOON)
    quarter.status = Status.SIGNED
    quarter.save()

    with pytest.raises(ReportLocked):
        write(quarter, body="Too late.")

    assert stored().body == ""
