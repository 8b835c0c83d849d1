import pytest

from boards.models import AuditEvent
from boards.roles import Role
from schemes.models import ActionUpdate, PlanSection
from tests.builders import make_quarter, make_user
from tests.queries import count_queries
from tests.schemes.plan_builders import (
    action_row,
    make_action,
    make_actions,
    make_section,
    report_action,
)

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"
PAGE = QUARTER + "plan/nc2/actions/"
LAST = "Opened in September,\none day a week."


@pytest.fixture
def quarter():
    """A quarter whose plan has two actions; the quarter before reported on the first."""
    before = make_quarter(quarter=2)
    section = make_section(before, "nc2")
    report_action(before, make_action(section, "NC2-1"), status="ON_TRACK", progress=LAST)
    make_action(section, "NC2-2", title="Review short stays")
    return make_quarter(before.board)


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board, Role.COMMISSIONER))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def of_first(**typed):
    return {f"NC2-1-{name}": value for name, value in typed.items()}


def test_all_actions_of_a_section_are_reported_on_one_page(commissioner, quarter):
    typed = of_first(status="DELAYED", progress="A doctor left.") | {
        "NC2-2-status": "NOT_STARTED", "NC2-2-progress": "It begins in May.",
    }  # fmt: skip

    answer = commissioner.post(PAGE, typed, follow=True)

    assert "Actions of condition 2 saved." in words(answer)
    assert "2 of 2 actions reported" in words(answer)
    assert action_row(quarter).status_label == "Delayed"


def test_work_that_is_not_finished_is_saved_and_not_complete(commissioner, quarter):
    commissioner.post(PAGE, of_first(status="DELAYED"))

    row = action_row(quarter)
    assert row.status == "DELAYED"
    assert not row.is_complete


def test_last_quarters_words_stand_beside_the_box(commissioner):
    page = words(commissioner.get(PAGE))

    assert "Opened in September, one day a week." in page
    assert "Nothing was reported last quarter." in page


def test_the_words_of_march_stand_beside_those_of_june_of_the_next_year(client, quarter):
    next_year = make_quarter(quarter.board, year=2024, quarter=1)
    make_action(make_section(next_year, "nc2"), "NC2-1")

    assert action_row(next_year).previous == ""
    report_action(quarter, PlanSection.objects.get(year=2023).actions.first(), progress="Of winter")
    assert action_row(next_year).previous == "Of winter"


def test_copying_puts_the_old_words_in_the_box_and_keeps_all_else_typed(commissioner):
    typed = of_first(status="STOPPED", progress="Half a sen") | {
        "NC2-2-progress": "Kept as typed", "copy-NC2-1": "yes",
    }  # fmt: skip

    answer = commissioner.post(PAGE, typed)

    assert answer.status_code == 200
    assert words(answer).count("Opened in September, one day a week.") == 2
    assert "Half a sen" not in words(answer)
    assert "Kept as typed" in words(answer)
    assert "Nothing is saved yet." in words(answer)
    assert 'value="STOPPED" checked' in words(answer)
    assert not ActionUpdate.objects.filter(quarter__period__quarter=3).exists()


def test_the_same_words_count_only_with_the_tick(commissioner, quarter):
    same = of_first(status="ON_TRACK", progress="Opened in September, one day a week.")

    answer = commissioner.post(PAGE, same, follow=True)
    unchecked = action_row(quarter)
    commissioner.post(
        PAGE,
        same | {"shown-NC2-1-status": "ON_TRACK", "NC2-1-checked": "yes",
                "shown-NC2-1-checked": "False", "shown-NC2-1-progress": same["NC2-1-progress"]},
    )  # fmt: skip

    assert "These are last quarter’s words, so the action is not complete." in words(answer)
    assert not unchecked.is_complete
    assert action_row(quarter).is_complete


def test_a_tick_on_other_words_says_nothing_and_is_not_kept(commissioner, quarter):
    commissioner.post(PAGE, of_first(status="ON_TRACK", progress="Two days now.", checked="yes"))

    assert not action_row(quarter).checked
    assert action_row(quarter).is_complete


def test_each_change_is_one_event(commissioner):
    commissioner.post(PAGE, of_first(status="DELAYED", progress="A doctor left."))

    events = AuditEvent.objects.filter(period="2023-24-q3").order_by("pk")
    assert list(events.values_list("kind", "subject", "after")) == [
        ("schemes.action.status.recorded", "nc2 NC2-1", "DELAYED"),
        ("schemes.action.progress.recorded", "nc2 NC2-1", "A doctor left."),
    ]


def test_the_second_to_write_reads_both_texts_and_loses_neither(commissioner, quarter):
    action = PlanSection.objects.get().actions.first()
    report_action(quarter, action, progress="Theirs.")
    typed = of_first(progress="Mine.") | {"NC2-2-progress": "Mine too."}

    answer = commissioner.post(PAGE, typed)
    page = words(answer)

    assert answer.status_code == 409
    assert page.count("Progress of NC2-1 was changed by somebody else while you were editing.") == 2
    assert page.count("Theirs: “Theirs.”") == 2
    assert 'href="#id_NC2-1-progress"' in page
    assert "Mine." in page
    assert "Mine too." in page
    assert action_row(quarter).progress == "Theirs."
    assert action_row(quarter, "NC2-2").progress == ""


def test_two_people_who_report_on_different_actions_both_succeed(commissioner, quarter):
    report_action(quarter, PlanSection.objects.get().actions.first(), progress="Theirs.")

    commissioner.post(PAGE, of_first(progress="") | {"NC2-2-progress": "Mine."})

    assert action_row(quarter).progress == "Theirs."
    assert action_row(quarter, "NC2-2").progress == "Mine."


def test_what_cannot_be_printed_is_named_at_its_box(commissioner):
    page = words(commissioner.post(PAGE, of_first(progress="a\x0bb")))

    assert page.count("Progress of NC2-1 must not contain the character U+000B") == 2


def test_who_only_reads_sees_words_and_no_box(client, quarter):
    client.force_login(make_user(quarter.board, Role.CLERK))

    page = words(client.get(PAGE))

    assert "Status not provided" in page
    assert "<textarea" not in page
    assert client.post(PAGE, of_first(status="DELAYED")).status_code == 403


def test_a_section_without_actions_says_so(commissioner, quarter):
    make_section(quarter, "nc4", number=4)

    page = words(commissioner.get(QUARTER + "plan/nc4/actions/"))
    assert "There is nothing to report." in page
    assert "Save</button>" not in page


def test_five_hundred_actions_take_as_many_queries_as_five(commissioner):
    section = PlanSection.objects.get()
    make_actions(section, 5)
    few = [count_queries(commissioner, page) for page in (PAGE, QUARTER + "plan/")]

    make_actions(section, 495)

    assert [count_queries(commissioner, page) for page in (PAGE, QUARTER + "plan/")] == few
    assert max(few) <= 14
