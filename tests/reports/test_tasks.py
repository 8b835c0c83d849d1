"""The task list: what there is to do in a quarter, how far it is, and whom it waits for."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from boards import subjects
from boards.models import Owner
from boards.roles import Role
from boards.timetable import Entry
from boards.workflow import Status as QuarterStatus
from reports.tasks.task import Status, Task, due, progress, waiting_for
from tests.builders import (
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.signing_builders import make_quarter_at

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"


def words(answer):
    return " ".join(answer.content.decode().split())


def make_task(name, status=Status.NOT_STARTED, *titles):
    return Task(key=name, name=name, status=status, waits_for=titles)


def make_owner(board, subject, title, user=None):
    return Owner.objects.create(board=board, subject=subject, title=title, user=user)


def test_the_list_says_how_far_every_task_is(client):
    quarter = make_quarter()
    make_line(quarter)
    report_metric(quarter, make_metric(quarter, annual="10"), actual="9")
    client.force_login(make_user(quarter.board))

    page = words(client.get(QUARTER))

    assert "Not on target: 9, which is 4.0 (80%) above the target of 5.0" in page
    assert "Enter why the falls figure is off target." in page
    assert "1 line without a forecast." in page
    assert "No line has both a plan and a forecast yet." in page
    assert "1 of 6 tasks complete." in page


def test_variances_cannot_be_explained_before_there_is_a_forecast(client):
    quarter = make_quarter()
    line = make_line(quarter)
    client.force_login(make_user(quarter.board))
    assert status_of("variances", client) == "Cannot start yet"

    report_line(quarter, line, forecast="5")
    assert status_of("variances", client) == "Not started"

    report_line(quarter, line, main_reason="DEMAND", explanation="Fewer people came.")
    assert status_of("variances", client) == "Completed"


def test_what_is_still_open_is_said_at_sign_off_and_stops_nobody(client):
    quarter = make_quarter()
    metric, line = make_metric(quarter), make_line(quarter)
    client.force_login(make_user(quarter.board))
    report_line(quarter, line, forecast="100000")
    assert status_of("sign-off", client) == "Not started"
    assert "1 task is not complete." in at_sign_off(client)

    report_metric(quarter, metric, actual="1")
    assert "not complete" not in at_sign_off(client)


def at_sign_off(client):
    return words(client.get(QUARTER)).split('id="sign-off-note">')[1].split("</div>")[0]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (QuarterStatus.WITH_SIGNATORIES, "In progress"),
        (QuarterStatus.SIGNED, "Completed"),
        (QuarterStatus.PUBLISHED, "Completed"),
    ],
)
def test_sign_off_follows_the_state_of_the_report(client, status, said):
    quarter = make_quarter_at(status)
    client.force_login(make_user(quarter.board))

    assert status_of("sign-off", client) == said
    key = '<dt class="govuk-summary-list__key">'
    waits = f"{key}ICB place executive</dt>" in words(client.get(QUARTER))
    assert waits is (status == QuarterStatus.WITH_SIGNATORIES)


def test_a_person_who_owns_a_task_sees_their_own_first_and_all_on_request(client):
    quarter = make_quarter()
    make_line(quarter)
    make_metric(quarter, "falls")
    make_metric(quarter, "reablement")
    lead = make_user(quarter.board)
    make_owner(quarter.board, subjects.metric("falls"), "Falls lead", lead)
    client.force_login(lead)

    own, every = words(client.get(QUARTER)), words(client.get(QUARTER + "?mine=no"))

    assert "Owner: Falls lead." in own
    assert "You have completed 0 of your 1 task." in own
    assert "Show all 7 tasks" in own
    assert "Check your answers</a>" in own
    assert 'id="metric-reablement-note"' not in own
    assert "Spending by scheme</a>" not in own
    assert "Show only my tasks" in every
    assert 'id="metric-reablement-note"' in every
    assert "Spending by scheme</a>" in every


def test_a_person_who_owns_nothing_sees_every_task(client):
    quarter = make_quarter()
    make_metric(quarter, "falls")
    make_owner(quarter.board, subjects.metric("falls"), "Falls lead")
    client.force_login(make_user(quarter.board))

    page = words(client.get(QUARTER + "?mine=yes"))

    assert 'id="metric-falls-note"' in page
    assert "Show only my tasks" not in page


def test_the_list_names_by_role_who_is_waited_for(client):
    quarter = make_quarter()
    make_metric(quarter, "falls")
    make_line(quarter, "S1")
    make_line(quarter, "S2")
    lead = make_user(quarter.board, email="someone@council.example")
    make_owner(quarter.board, subjects.metric("falls"), "Falls lead", lead)
    make_owner(quarter.board, subjects.scheme("S1"), "Equipment finance lead")
    client.force_login(make_user(quarter.board))

    page = words(client.get(QUARTER))

    for title, tasks in (
        ("Falls lead", "1 task: Falls"),
        ("Equipment finance lead", "1 task: Spending by scheme"),
        ("Finance officer", "1 task: Spending by scheme"),
    ):
        assert f'key">{title}</dt> <dd class="govuk-summary-list__value app-lines">{tasks}' in page
    assert "someone@council.example" not in page


def test_a_completed_task_waits_for_nobody():
    tasks = [make_task("Falls", Status.COMPLETED, "Falls lead")]

    assert waiting_for(tasks) == []


def test_many_tasks_of_one_role_are_counted_and_not_named():
    tasks = [make_task(f"Text {number}", Status.IN_PROGRESS, "Author") for number in range(4)]

    assert waiting_for(tasks) == [("Author", "4 tasks")]
    assert waiting_for(tasks[:2]) == [("Author", "2 tasks: Text 0 and Text 1")]


def test_progress_counts_completed_tasks_alone():
    tasks = [make_task(status.label, status) for status in Status]

    assert progress(tasks) == "1 of 6 tasks complete."


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2024, 1, 18), "Your 2 tasks are due tomorrow."),
        (date(2024, 1, 19), "Your 2 tasks are due today."),
        (date(2024, 1, 12), "Your 2 tasks are due in 5 working days."),
        (date(2024, 1, 22), "Your 2 tasks are 3 days late."),
        (date(2024, 6, 1), "Your 2 tasks were due on Friday 19 January 2024."),
    ],
)
def test_what_a_person_owes_is_told_with_its_day(today, said):
    entry = Entry("entry_closes", "Entry closes", date(2024, 1, 19), "", is_owed=True)
    tasks = [make_task("Falls"), make_task("Reablement"), make_task("Old", Status.COMPLETED)]

    assert due(tasks, entry, today) == said
    assert due(tasks[2:], entry, today) == ""
    assert due(tasks, None, today) == ""


def test_the_days_of_the_quarter_stand_above_the_list_with_the_time_left(client):
    quarter = make_quarter()
    quarter.entry_closes_on = timezone.localdate() + timedelta(days=1)
    quarter.save()
    make_metric(quarter, "falls")
    lead = make_user(quarter.board)
    make_owner(quarter.board, subjects.metric("falls"), "Falls lead", lead)
    client.force_login(lead)

    page = words(client.get(QUARTER))

    assert '<span class="app-time-left">tomorrow</span>' in page
    assert "Your task is due tomorrow." in page


@pytest.mark.parametrize(
    ("role", "told"),
    [(Role.COMMISSIONER, False), (Role.FINANCE_OFFICER, False), (Role.CLERK, True)],
)
def test_who_only_reads_is_told_so(client, role, told):
    quarter = make_quarter()
    client.force_login(make_user(quarter.board, role))

    page = words(client.get(QUARTER))

    assert ("You do not have a task in this report. You can read it." in page) is told


def status_of(key, client):
    page = words(client.get(QUARTER))
    cell = page.split(f'id="{key}-status">')[1].split("</div>")[0]
    return cell.split("<strong", 1)[-1].split(">", 1)[-1].split("</strong")[0].strip()
