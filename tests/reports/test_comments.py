"""Internal comments: who reads and writes them, and that they never go out."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from boards import comments, subjects
from boards.actions import add_comment
from boards.models import AuditEvent, Comment
from boards.roles import Role
from boards.workflow import ReportLocked, Status
from reports.board_paper.content import board_paper
from reports.board_paper.html import paper_html
from reports.models import Paper, PaperSection
from schemes.models import PlanSection
from tests.builders import (
    NOON,
    make_board,
    make_line,
    make_lines,
    make_metric,
    make_quarter,
    make_user,
)

pytestmark = pytest.mark.django_db
ALL = "/northshire/2023-24-q3/comments/"
SPENDING = ALL + "spending/"


@pytest.fixture
def quarter():
    return make_quarter()


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board, email="ada@council.example"))
    return client


def make_texts(quarter):
    """A cover sheet with one section of commentary, and one heading of the plan."""
    paper = Paper.objects.create(quarter=quarter, title="Better Care Fund")
    PaperSection.objects.create(paper=paper, order=1, code="summary", heading="Summary", body="Ok.")
    PlanSection.objects.create(
        board=quarter.board, year=quarter.year, order=1, code="homes", title="Care homes"
    )


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_comment_is_shown_with_role_and_time_and_without_a_name(commissioner):
    answer = commissioner.post(SPENDING, {"text": "Is the credit agreed?"}, follow=True)

    assert "Is the credit agreed?" in words(answer)
    assert "Commissioner, " in words(answer)
    assert "ada@" not in words(answer)


def test_a_comment_keeps_the_role_in_which_it_was_written(quarter):
    user = make_user(quarter.board)
    add_comment(quarter=quarter, subject=subjects.RISKS, text="Seen", by=user, at=NOON)

    user.grants.update(role=Role.CLERK)

    (held,) = comments.comments(quarter)
    assert (held.role, held.when) == ("Commissioner", "12 January 2024 at 12:00")


def test_all_comments_stand_under_what_they_are_about(commissioner, quarter):
    make_metric(quarter, "falls")
    make_line(quarter, "S1", name="Reablement")
    for key in (subjects.scheme("S1"), subjects.metric("falls")):
        commissioner.post(f"{ALL}{key}/", {"text": f"About {key}"})

    page = words(commissioner.get(ALL))

    places = [page.index(text) for text in ("Measure: Falls", "About metric:falls",
              "Scheme S1: Reablement", "About scheme:S1")]  # fmt: skip
    assert places == sorted(places)


def test_every_kind_of_subject_can_be_commented_on(commissioner, quarter):
    make_metric(quarter, "falls")
    make_line(quarter, "S1")
    make_texts(quarter)

    keys = ("metric:falls", "scheme:S1", "section:homes", "text:summary", "risks", "spending")
    for key in keys:
        assert commissioner.post(f"{ALL}{key}/", {"text": "Seen"}).status_code == 302, key
    assert set(comments.counts(quarter)) == set(keys)


@pytest.mark.parametrize("key", ["metric:none", "scheme:S9", "text:none", "section:none", "x"])
def test_what_is_not_in_the_report_cannot_be_commented_on(commissioner, key):
    assert commissioner.get(f"{ALL}{key}/").status_code == 404
    assert commissioner.post(f"{ALL}{key}/", {"text": "x"}).status_code == 404
    assert not Comment.objects.exists()


def test_a_scheme_of_another_board_is_not_in_this_report(commissioner):
    make_line(make_quarter(make_board("Southborough")), "S7")

    assert commissioner.get(f"{ALL}scheme:S7/").status_code == 404


def test_a_member_of_another_board_finds_no_comments(client, quarter):
    client.force_login(make_user(make_board("Southborough")))

    assert client.get(SPENDING).status_code == 404
    assert client.post(SPENDING, {"text": "x"}).status_code == 404
    assert not Comment.objects.exists()


D, W, S, P = Status
AGREED = {
    Role.VIEWER: set(),
    Role.COMMISSIONER: {D, W},
    Role.FINANCE_OFFICER: {D, W},
    Role.CLERK: {W, S},
    Role.SIGNATORY: {W},
    Role.AREA_ADMINISTRATOR: {D, W},
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("role", AGREED)
def test_comments_are_added_in_the_states_agreed(client, quarter, role, status):
    type(quarter).objects.update(status=status)
    client.force_login(make_user(quarter.board, role))

    client.post(SPENDING, {"text": "Seen"})

    assert Comment.objects.exists() is (status in AGREED[role])


def test_the_state_is_read_again_when_a_comment_is_kept(quarter):
    user = make_user(quarter.board)
    type(quarter).objects.update(status=Status.PUBLISHED)

    with pytest.raises(ReportLocked):
        add_comment(quarter=quarter, subject="spending", text="Late", by=user, at=NOON)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Enter a comment"),
        (" \n ", "Enter a comment"),
        ("a" * 4001, "Comment must be 4,000 characters or fewer. You have 1 too many"),
        ("a\x0bb", "Comment must not contain the character U+000B"),
    ],
    ids=["nothing", "spaces", "too long", "unprintable"],
)
def test_a_comment_that_cannot_be_kept_says_why_and_stays_in_the_box(commissioner, text, message):
    answer = commissioner.post(SPENDING, {"text": text})

    assert words(answer).count(message) == 2, "in the summary and at the box"
    assert not Comment.objects.exists()


def test_a_comment_is_shown_as_it_was_typed(commissioner):
    attack = "<script>alert(1)</script> & “quotes”"

    answer = commissioner.post(SPENDING, {"text": attack}, follow=True)

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “quotes”" in words(answer)
    assert "<script>alert" not in words(answer)
    assert "<script>alert" not in words(commissioner.get(ALL))


def test_a_comment_sent_twice_is_kept_once(commissioner):
    for _ in range(2):
        commissioner.post(SPENDING, {"text": "Seen"})

    assert Comment.objects.count() == 1


def test_a_comment_is_told_in_the_trail_without_its_words(commissioner):
    commissioner.post(SPENDING, {"text": "Between us"})

    event = AuditEvent.objects.get()
    assert (event.kind, event.subject, event.after) == ("comment.added", "spending", "")


def test_a_comment_goes_out_in_nothing(commissioner, quarter):
    make_texts(quarter)
    make_line(quarter, "S1")
    for key in ("spending", "risks", "scheme:S1"):
        commissioner.post(f"{ALL}{key}/", {"text": "CANARY"})
    assert Comment.objects.count() == 3

    book = load_workbook(
        BytesIO(commissioner.get("/northshire/2023-24-q3/expenditure.xlsx").content)
    )
    cells = {
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    }

    assert not [cell for cell in cells if "CANARY" in cell]
    assert "CANARY" not in paper_html(board_paper(quarter))
    for page in ("tables/", "paper/", "spending/", ""):
        assert "CANARY" not in words(commissioner.get("/northshire/2023-24-q3/" + page)), page


def test_comments_are_counted_by_subject_in_one_query(quarter, django_assert_num_queries):
    user = make_user(quarter.board)
    for text, subject in (("a", "risks"), ("b", "spending"), ("c", "spending")):
        add_comment(quarter=quarter, subject=subject, text=text, by=user, at=NOON)

    with django_assert_num_queries(1):
        assert comments.counts(quarter) == {"risks": 1, "spending": 2}


def test_the_task_list_leads_to_the_comments(client, commissioner, quarter):
    commissioner.post(SPENDING, {"text": "Seen"})
    assert "Internal comments (1)" in words(commissioner.get("/northshire/2023-24-q3/"))

    client.force_login(make_user(quarter.board, Role.CLERK))
    assert "Internal comments" not in words(client.get("/northshire/2023-24-q3/"))


@pytest.mark.parametrize("count", [5, 500])
def test_the_pages_take_the_same_queries_for_any_number_of_comments(
    commissioner, quarter, count, django_assert_num_queries
):
    user = make_user(quarter.board)
    lines = make_lines(quarter, count)
    Comment.objects.bulk_create(
        Comment(quarter=quarter, subject=f"scheme:{line.scheme.reference}", text="x", by=user,
                role="Clerk", at=NOON)
        for line in lines
    )  # fmt: skip

    with django_assert_num_queries(9):
        commissioner.get(ALL)
    with django_assert_num_queries(9):
        commissioner.get(SPENDING)
