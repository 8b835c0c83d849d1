from datetime import date, timedelta

import pytest
from django.utils import timezone

from boards import kept, subjects
from boards.models import Owner
from boards.roles import Role
from boards.workflow import Status
from finance.models import LineReturn
from reports.models import Paper, PaperSection
from schemes.models import (
    ConditionStatement,
    NationalCondition,
    PlanSection,
    Risk,
    RiskUpdate,
    Scheme,
)
from tests.builders import (
    make_board,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_person_sees_how_much_waits_for_them_and_when_the_first_is_due(client):
    quarter = make_quarter()
    quarter.entry_closes_on = timezone.localdate() + timedelta(days=30)
    quarter.save()
    make_metric(quarter, "falls")
    make_metric(quarter, "reablement")
    client.force_login(make_user(quarter.board))

    page = words(client.get("/"))

    due = f"{quarter.entry_closes_on:%A} {quarter.entry_closes_on.day}"
    assert f"2 things are waiting for you for Quarter 3 2023-24. The first is due on {due}" in page
    assert "2 things waiting" in page


@pytest.mark.parametrize(
    ("stops_on", "waits"),
    [(date(2023, 9, 30), False), (date(2023, 10, 1), True)],
    ids=["before the quarter", "within it"],
)
def test_spending_of_a_scheme_waits_unless_it_stopped_before_the_quarter(client, stops_on, waits):
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, "S1"), forecast="5")
    make_line(quarter, "S2")
    LineReturn.objects.update(reviewed_on=date(2024, 1, 10))
    Scheme.objects.filter(reference="S2").update(stops_on=stops_on, stopped_because="Closed")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    page = words(client.get("/"))

    assert ("1 thing waiting" in page) == waits


def test_one_thing_that_is_past_its_day_was_due(client):
    quarter = make_quarter()
    quarter.meeting_on = date(2024, 2, 8)
    quarter.save()
    make_metric(quarter)
    client.force_login(make_user(quarter.board))

    page = words(client.get("/"))

    assert "1 thing is waiting for you for Quarter 3 2023-24." in page
    assert "It was due on Wednesday 17 January 2024." in page


def test_things_of_several_boards_are_counted_together(client):
    first, second = make_quarter(), make_quarter(make_board("Southborough"))
    make_metric(first)
    user = make_user(first.board)
    user.grants.create(role=Role.COMMISSIONER, board=second.board)
    client.force_login(user)

    page = words(client.get("/"))

    assert "2 things are waiting for you for Quarter 3 2023-24." in page
    assert page.count("1 thing waiting") == 2


def test_a_person_finds_the_reports_of_their_own_boards_alone(client):
    quarter = make_quarter()
    make_quarter(make_board("Southborough"))
    client.force_login(make_user(quarter.board))

    page = words(client.get("/"))

    assert "Northshire, Quarter 3 2023-24" in page
    assert "Southborough" not in page


def test_who_owns_a_part_is_asked_for_that_alone(client):
    quarter = make_quarter()
    make_metric(quarter, "falls")
    make_metric(quarter, "reablement")
    lead = make_user(quarter.board)
    Owner.objects.create(
        board=quarter.board, subject=subjects.metric("falls"), title="Falls lead", user=lead
    )
    client.force_login(lead)

    assert "1 thing is waiting for you" in words(client.get("/"))


@pytest.mark.parametrize(
    ("kind", "waits"), [("COUNCIL", True), ("ICB", False)], ids=["their-line", "another's-line"]
)
def test_spending_waits_for_those_who_may_type_the_open_line(client, kind, waits):
    quarter = make_quarter()
    make_line(quarter, "S1", led_by="COUNCIL")
    report_line(
        quarter,
        make_line(quarter, "S2", led_by="ICB"),
        by=make_user(quarter.board, Role.FINANCE_OFFICER, of="ICB"),
        forecast="5",
    )
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of=kind))

    assert ("1 thing is waiting for you" in words(client.get("/"))) is waits


def test_what_is_not_stated_written_or_rated_waits(client):
    quarter = make_quarter()
    condition = NationalCondition.objects.create(code="nc", number=1, title="A", first_year=2023)
    plan = {"board": quarter.board, "year": quarter.year}
    stated = PlanSection.objects.create(**plan, order=1, code="nc1", condition=condition)
    PlanSection.objects.create(**plan, order=2, code="nc2", condition=condition)
    PlanSection.objects.create(**plan, order=3, code="local")
    ConditionStatement.objects.create(quarter=quarter, section=stated, answer="MET")
    paper = Paper.objects.create(quarter=quarter)
    PaperSection.objects.create(paper=paper, order=1, code="law", heading="Law", is_complete=True)
    PaperSection.objects.create(paper=paper, order=2, code="fund", heading="Fund")
    risks = {"board": quarter.board, "description": "Beds", "owner_role": "Lead"}
    rated = Risk.objects.create(**risks, order=1, reference="r1")
    RiskUpdate.objects.create(quarter=quarter, risk=rated, likelihood=1, impact=1)
    client.force_login(make_user(quarter.board))
    assert "2 things waiting" in words(client.get("/"))

    Risk.objects.create(**risks, order=2, reference="r2")
    kept.forget()
    assert "3 things waiting" in words(client.get("/"))

    Risk.objects.filter(reference="r2").update(closed_in=quarter)
    kept.forget()
    assert "2 things waiting" in words(client.get("/"))


def test_a_clerk_is_not_asked_for_what_others_enter(client):
    quarter = make_quarter()
    make_metric(quarter)
    client.force_login(make_user(quarter.board, Role.CLERK))

    assert "waiting" not in words(client.get("/"))


def test_a_complete_report_waits_for_nobody(client):
    quarter = make_quarter()
    report_line(quarter, make_line(quarter), forecast="5")
    report_metric(quarter, make_metric(quarter), actual="5")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))

    assert "waiting" not in words(client.get("/"))


def test_a_report_with_the_signatories_waits_for_nobody_who_enters(client):
    quarter = make_quarter(status=Status.WITH_SIGNATORIES)
    make_metric(quarter)
    client.force_login(make_user(quarter.board))

    page = words(client.get("/"))

    assert "waiting for you" not in page
    assert ">View<" in page


@pytest.mark.parametrize(
    ("role", "action"), [(Role.COMMISSIONER, ">Continue<"), (Role.CLERK, ">View<")]
)
def test_the_action_says_whether_there_is_something_to_enter(client, role, action):
    quarter = make_quarter()
    client.force_login(make_user(quarter.board, role))

    assert action in words(client.get("/"))


def test_a_viewer_finds_no_draft_in_the_list(client):
    quarter = make_quarter()
    client.force_login(make_user(quarter.board, Role.VIEWER))

    page = words(client.get("/"))

    assert "Northshire" not in page
    assert "A draft is shown only to those who prepare it." in page


def test_a_person_without_a_board_is_told_who_acts_next(client):
    client.force_login(make_user(role=Role.SYSTEM_ADMINISTRATOR))

    page = words(client.get("/"))

    assert "There are no reports for you to read yet. An area administrator opens a quarter" in page


def test_older_quarters_stand_below_and_ask_for_nothing(client):
    quarter = make_quarter()
    make_metric(quarter)
    make_quarter(quarter.board, quarter=2)
    client.force_login(make_user(quarter.board))

    page = words(client.get("/"))

    current, past = page.split("Past quarters")
    assert "Northshire, Quarter 3 2023-24" in current
    assert "Northshire, Quarter 2 2023-24" not in current
    assert "Northshire, Quarter 2 2023-24" in past
    assert "waiting" not in past


def test_an_older_quarter_whose_meeting_is_to_come_is_a_current_one(client):
    quarter = make_quarter()
    quarter.meeting_on = timezone.localdate() + timedelta(days=5)
    quarter.save()
    make_quarter(quarter.board, quarter=4)
    client.force_login(make_user(quarter.board))

    assert "Past quarters" not in words(client.get("/"))


def test_the_list_takes_the_same_queries_for_any_number_of_boards_and_quarters(client):
    quarter = make_quarter()
    make_line(quarter)
    make_metric(quarter)
    user = make_user(quarter.board, Role.FINANCE_OFFICER)
    client.force_login(user)

    one = count_queries(client, "/")
    for name in ("Southborough", "Westshire"):
        board = make_board(name)
        user.grants.create(role=Role.FINANCE_OFFICER, board=board)
        for year in range(2015, 2023):
            make_quarter(board, year=year)

    assert count_queries(client, "/") == one <= 16
