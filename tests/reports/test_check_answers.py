"""Check your answers: everything in one place, what changed, and what is left to settle."""

import pytest

from boards.roles import Role
from boards.workflow import Status
from finance.models import LineReturn
from reports.answers.cards import Answer, Card, Part, as_allowed, compared
from reports.answers.queries import answers
from reports.models import CoverItem
from tests.builders import (
    NOON,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.reports.test_pages import words
from tests.reports.text_builders import make_sections, write

pytestmark = pytest.mark.django_db
PAGE = "/northshire/2023-24-q3/check/"


def answer_to(quarter, part, card, question):
    found = {
        (p.heading, c.title, a.question): a
        for p in answers(quarter).parts
        for c in p.cards
        for a in c.answers
    }
    return found[part, card, question]


def test_what_is_missing_is_said_in_words(client):
    quarter = make_quarter()
    make_metric(quarter)
    make_line(quarter)
    make_sections(quarter)
    client.force_login(make_user(quarter.board))

    page = words(client.get(PAGE))

    assert answer_to(quarter, "Performance", "Falls", "Actual").shown == "not provided"
    assert answer_to(quarter, "Spending", "The whole fund", "Forecast").shown == "not provided"
    assert answer_to(quarter, "Commentary", "Sections", "Recommendations").shown == "not provided"
    assert "3 things to settle before this report can be sent" in page
    assert "Write “Recommendations”." in page
    assert "Enter a forecast: 1 of 1 line have no figure." in page
    assert "This is the first report, so there is nothing to compare it with." in page


def test_answers_that_differ_from_last_quarter_are_tagged(client):
    before = make_quarter(quarter=2)
    metric, line = make_metric(before), make_line(before)
    report_metric(before, metric, actual="300", comment="Steady.")
    report_line(before, line, forecast="90000", explanation="Staff.")
    make_sections(before)
    write(before, body="Old words.")
    quarter = make_quarter(before.board)
    report_metric(quarter, metric, actual="310", comment="Steady.")
    report_line(quarter, line, forecast="90000", explanation="Prices.")
    make_sections(quarter)
    write(quarter, body="New words.")

    performance = "Performance", "Falls"
    assert answer_to(quarter, *performance, "Actual").is_changed
    assert not answer_to(quarter, *performance, "Comment").is_changed
    assert not answer_to(quarter, "Spending", "The whole fund", "Forecast").is_changed
    reason = "S1 Scheme S1, £10k under plan"
    assert answer_to(quarter, "Spending", "Differences from plan", reason).is_changed
    assert answer_to(quarter, "Commentary", "Sections", "Recommendations").is_changed
    client.force_login(make_user(quarter.board))
    assert "Answers that differ from Quarter 2 2023-24 are marked" in words(client.get(PAGE))


def test_only_a_question_that_both_reports_ask_can_be_changed():
    now = Part("P", (Card("C", (Answer("a", "1"), Answer("b", "1"), Answer("c", "1"))),))
    before = Part("P", (Card("C", (Answer("a", "1"), Answer("b", ""))),))

    ((marked,),) = [part.cards for part in compared([now], [before])]

    assert [answer.is_changed for answer in marked.answers] == [False, True, False]


def test_lines_that_nobody_looked_at_this_quarter_are_counted():
    quarter = make_quarter()
    looked_at = make_line(quarter, "S1")
    make_line(quarter, "S2")
    report_line(quarter, looked_at, forecast="100000")
    LineReturn.objects.update(reviewed_on=NOON.date())

    card = "Spending", "The whole fund"

    assert answer_to(quarter, *card, "Lines not reviewed this quarter").shown == "1 of 2"
    assert answer_to(quarter, *card, "Lines without a forecast").shown == "1 of 2"


def test_numbers_that_nothing_supports_are_listed_with_the_way_to_their_text(client):
    quarter = make_quarter()
    metric = make_metric(quarter, "avoidable-admissions", annual="440", decimals=0)
    line = make_line(quarter)
    report_metric(quarter, metric, actual="273", comment="It was 272.", mitigation="Saves 19%.")
    report_line(quarter, line, forecast="90000", explanation="A grant of £77k ended.")
    make_sections(quarter)
    write(quarter, body="A 5% improvement and {no.such}.")

    found = {problem.message: problem.href for problem in answers(quarter).problems}

    base = "/northshire/2023-24-q3/"
    unknown = "It does not match a figure in this report. Add where it comes from."
    mismatch = "The table has 273 for avoidable admissions, April to September."
    assert found == {
        "Select the main reason for the £10,000 underspend on Scheme S1.": (
            f"{base}spending/differences/?line={line.pk}#line-{line.pk}"
        ),
        f"Avoidable admissions: You wrote 272. {mismatch}": (
            f"{base}metrics/avoidable-admissions/#id_comment"
        ),
        f"Avoidable admissions: You wrote 19%. {unknown}": (
            f"{base}metrics/avoidable-admissions/#id_mitigation"
        ),
        f"S1 Scheme S1: You wrote £77k. {unknown}": (
            f"{base}spending/differences/?line={line.pk}#explanation-{line.pk}"
        ),
        "Recommendations: no figure is called {no.such}.": f"{base}commentary/recommendations/",
        f"Recommendations: You wrote 5%. {unknown}": (
            f"{base}commentary/recommendations/#number-check"
        ),
    }


def test_a_finished_report_has_nothing_to_settle(client):
    quarter = make_quarter()
    report_line(quarter, make_line(quarter), forecast="100000")
    client.force_login(make_user(quarter.board))

    assert "Nothing is left to settle." in words(client.get(PAGE))


@pytest.mark.parametrize(
    ("role", "status", "links"),
    [
        (Role.COMMISSIONER, Status.DRAFT, True),
        (Role.COMMISSIONER, Status.SIGNED, False),
        (Role.CLERK, Status.DRAFT, False),
        (Role.VIEWER, Status.PUBLISHED, False),
    ],
)
def test_only_those_who_may_change_an_answer_get_a_link_to_it(client, role, status, links):
    quarter = make_quarter()
    report_metric(quarter, make_metric(quarter), actual="300", comment="Steady.")
    make_sections(quarter)
    quarter.status = status
    quarter.save()
    client.force_login(make_user(quarter.board, role))

    page = words(client.get(PAGE))

    hidden = 'Change<span class="govuk-visually-hidden"> comment for Falls</span>'
    assert (hidden in page) is links


def test_a_link_needs_the_permission_of_its_own_answer():
    part = Part("P", (Card("C", (Answer("a", "1", "/a/", "a", "x"), Answer("b", "1", "/b/"))),))

    ((card,),) = [shown.cards for shown in as_allowed([part], {"x"})]

    assert [answer.url for answer in card.answers] == ["/a/", ""]


def test_many_differences_are_counted_and_not_listed():
    quarter = make_quarter()
    by = make_user(quarter.board, Role.FINANCE_OFFICER)
    for number in range(32):
        line = make_line(quarter, f"S{number}")
        report_line(quarter, line, by=by, forecast="90000")

    rest = answer_to(quarter, "Spending", "Differences from plan", "Other lines")

    assert rest.text == "2 more lines differ, 2 of them without an explanation"


def test_the_cover_sheet_is_shown_with_its_figures(client):
    quarter = make_quarter()
    make_line(quarter, plan="40400000")
    paper = make_sections(quarter)
    CoverItem.objects.create(
        paper=paper, order=1, heading="Financial", label="Cost", value="{plan.total}"
    )
    client.force_login(make_user(quarter.board))

    assert answer_to(quarter, "Cover sheet", "Financial", "Cost").shown == "£40,400k"
    assert answer_to(quarter, "Cover sheet", "Cover sheet", "Report number").shown == "not provided"


def test_text_of_people_is_shown_and_never_run(client):
    quarter = make_quarter()
    make_sections(quarter)
    write(quarter, body="<script>alert(1)</script>")
    client.force_login(make_user(quarter.board))

    for page in (PAGE, "/northshire/2023-24-q3/commentary/recommendations/"):
        answer = client.get(page).content.decode()
        assert "&lt;script&gt;alert(1)" in answer
        assert "<script>alert(1)" not in answer
