from datetime import date

import pytest

from boards.models import AuditEvent
from boards.roles import Role
from boards.workflow import Status
from schemes.models import ConditionStatement, PlanSection, SectionUpdate
from tests.builders import make_quarter, make_user
from tests.schemes.plan_builders import make_action, make_section, report_action, state

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"
PAGE = QUARTER + "plan/nc2/"
SHORT = {
    "answer": "NOT_IN_FULL", "because": "Two posts are vacant.",
    "by_when_day": "31", "by_when_month": "3", "by_when_year": "2024",
}  # fmt: skip


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_section(quarter, "nc2", number=2)
    return quarter


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board, Role.COMMISSIONER))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_condition_that_is_met_needs_no_more(commissioner):
    answer = commissioner.post(PAGE, {"answer": "MET"}, follow=True)

    assert ConditionStatement.objects.get().answer == "MET"
    assert "National condition 2: Right care at home saved." in words(answer)


def test_a_condition_not_met_in_full_says_why_and_by_when(commissioner):
    commissioner.post(PAGE, SHORT | {"summary": "Work goes on."})

    stated = ConditionStatement.objects.get()
    assert (stated.answer, stated.because) == ("NOT_IN_FULL", "Two posts are vacant.")
    assert stated.by_when == date(2024, 3, 31)
    assert SectionUpdate.objects.get().summary == "Work goes on."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"because": " "}, "Enter why condition 2 is not met in full"),
        ({"answer": "NOT_MET", "because": ""}, "Enter why condition 2 is not met"),
        (
            {"by_when_day": "", "by_when_month": "", "by_when_year": ""},
            "Enter the date by which condition 2 will be met",
        ),
        (
            {"by_when_year": ""},
            "The date by which condition 2 will be met must include a year",
        ),
        (
            {"by_when_day": "32"},
            "The date by which condition 2 will be met must be a real date, like 14 3 2024",
        ),
        ({"answer": ""}, "Select whether condition 2 is met"),
        ({"summary": "a\x0bb"}, "Summary must not contain the character U+000B"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_saved(commissioner, typed, message):
    answer = commissioner.post(PAGE, SHORT | typed)

    assert words(answer).count(message) == 2, "in the summary and at the field"
    assert not ConditionStatement.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_summary_can_be_saved_before_the_condition_is_answered(commissioner):
    commissioner.post(PAGE, {"summary": "Begun."})

    assert SectionUpdate.objects.get().summary == "Begun."
    assert not ConditionStatement.objects.exists()


def test_the_reason_is_kept_when_the_answer_becomes_yes_and_is_not_shown(commissioner, quarter):
    section = PlanSection.objects.get()
    state(quarter, section, answer="NOT_MET", because="No money", by_when=date(2024, 3, 31))

    commissioner.post(PAGE, {"answer": "MET", "shown-answer": "NOT_MET", "because": "changed"})

    assert ConditionStatement.objects.get().because == "No money"
    commissioner.force_login(make_user(quarter.board, Role.CLERK))
    assert "No money" not in words(commissioner.get(PAGE))


def test_each_change_is_one_event_with_both_values(commissioner, quarter):
    commissioner.post(PAGE, {"answer": "MET"})

    commissioner.post(PAGE, SHORT | {"shown-answer": "MET"})

    events = AuditEvent.objects.order_by("pk").values_list("kind", "subject", "before", "after")
    assert list(events) == [
        ("schemes.condition.answered", "nc2", "", "MET"),
        ("schemes.condition.answered", "nc2", "MET", "NOT_IN_FULL"),
        ("schemes.condition.because.recorded", "nc2", "", "Two posts are vacant."),
        ("schemes.condition.by_when.recorded", "nc2", "", "2024-03-31"),
    ]


def test_a_page_saved_untouched_changes_nothing(commissioner, quarter):
    answer = commissioner.post(PAGE, {"summary": ""}, follow=True)

    assert "Nothing was changed, so nothing was saved." in words(answer)
    assert not SectionUpdate.objects.exists()


def test_the_second_to_answer_reads_both_answers_and_keeps_their_own(commissioner, quarter):
    state(quarter, PlanSection.objects.get(), answer="MET")

    answer = commissioner.post(PAGE, SHORT | {"shown-answer": ""})

    assert answer.status_code == 409
    assert words(answer).count("Theirs: “Met”. Your answer is kept") == 2
    assert "Two posts are vacant." in words(answer)
    assert ConditionStatement.objects.get().answer == "MET"
    assert 'name="shown-answer" value="MET"' in words(answer)


def test_two_people_who_save_different_fields_both_succeed(commissioner, quarter):
    state(quarter, PlanSection.objects.get(), answer="MET")

    commissioner.post(PAGE, {"summary": "Mine", "answer": "", "shown-answer": ""})

    assert (ConditionStatement.objects.get().answer, SectionUpdate.objects.get().summary) == (
        "MET", "Mine",
    )  # fmt: skip


def test_a_local_priority_is_not_asked_whether_it_is_met(commissioner, quarter):
    make_section(quarter, "local", number=None, title="Health inequalities")

    page = QUARTER + "plan/local/"
    commissioner.post(page, {"summary": "Begun.", "answer": "MET"})

    assert "Is Health inequalities met?" not in words(commissioner.get(page))
    assert SectionUpdate.objects.get().summary == "Begun."
    assert not ConditionStatement.objects.exists()


def test_who_only_reads_sees_the_answer_and_no_box(client, quarter):
    state(quarter, PlanSection.objects.get(), answer="NOT_MET", because="No money",
          by_when=date(2024, 3, 31))  # fmt: skip
    client.force_login(make_user(quarter.board, Role.CLERK))

    page = words(client.get(PAGE))

    assert "Not met" in page
    assert "No money" in page
    assert "31 March 2024" in page
    assert "<textarea" not in page
    assert client.post(PAGE, {"answer": "MET"}).status_code == 403


def test_a_report_with_the_signatories_cannot_be_changed(commissioner, quarter):
    quarter.status = Status.WITH_SIGNATORIES
    quarter.save()

    assert commissioner.post(PAGE, {"answer": "MET"}).status_code == 409
    assert not ConditionStatement.objects.exists()


def test_a_section_the_plan_does_not_have_is_not_found(commissioner):
    assert commissioner.get(QUARTER + "plan/nc9/").status_code == 404
    assert commissioner.get(QUARTER + "plan/nc9/actions/").status_code == 404


def test_the_plan_lists_its_sections_with_their_answers(commissioner, quarter):
    action = make_action(PlanSection.objects.get())
    report_action(quarter, action, status="ON_TRACK", progress="Opened.")

    page = words(commissioner.get(QUARTER + "plan/"))

    assert "Not answered yet" in page
    assert "1 of 1 complete" in page


def test_a_plan_without_sections_says_so(client):
    quarter = make_quarter()
    client.force_login(make_user(quarter.board))

    assert "no conditions or actions yet" in words(client.get(QUARTER + "plan/"))
