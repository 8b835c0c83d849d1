"""Fields that nobody asked for, and fields that come twice."""

import pytest

from boards.models import AuditEvent, Board, BoardQuarter, Draft, Grant, User
from boards.roles import Role
from finance.models import LineReturn
from metrics.models import Result
from tests.builders import make_board, make_line, make_metric, make_quarter, make_user

pytestmark = pytest.mark.django_db
PAGE = "/northshire/2023-24-q3/"
NOT_ASKED_FOR = {
    "status": "SIGNED", "state_of_report": "PUBLISHED", "board": "2", "quarter": "2", "period": "1",
    "year": "2030", "version": "9", "signed_by": "1", "is_staff": "on", "is_superuser": "on",
    "role": "AREA_ADMINISTRATOR", "reviewed_by": "Chief executive", "at": "2001-01-01",
    "annual": "1", "plan": "1", "stream": "1", "leader": "1",
}  # fmt: skip


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_metric(quarter, "falls")
    return quarter


@pytest.fixture
def officer(client, quarter):
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))
    return client


def held(model):
    return list(model.objects.order_by("pk").values())


@pytest.mark.check(9)
@pytest.mark.parametrize("page", ["spending/", "metrics/falls/"])
def test_fields_that_nobody_asked_for_have_no_effect(officer, quarter, page):
    make_quarter(make_board("Southborough"))
    line = make_line(quarter)
    before = [held(model) for model in (Board, BoardQuarter, Grant, User)]
    typed = {f"forecast-{line.pk}": "90", "state": "NOT_APPLICABLE", "comment": "None."}

    answer = officer.post(PAGE + page, typed | NOT_ASKED_FOR)

    assert answer.status_code == 302
    assert [held(model) for model in (Board, BoardQuarter, Grant, User)] == before
    assert LineReturn.objects.count() + Result.objects.count() == 1
    assert not set(AuditEvent.objects.values_list("after", flat=True)) & set(
        NOT_ASKED_FOR.values()
    ) - {"90", ""}
    assert line.plan == type(line).objects.get().plan


@pytest.mark.check(9)
@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("spending/", "forecast-{line}=90&forecast-{line}=80"),
        ("metrics/falls/", "state=NOT_APPLICABLE&state=AVAILABLE"),
        ("metrics/falls/", "state=NOT_APPLICABLE&shown-state=&shown-state=AVAILABLE"),
    ],
)
def test_a_field_that_comes_twice_is_answered_with_400_and_changes_nothing(
    officer, quarter, page, typed
):
    line = make_line(quarter)
    form = "application/x-www-form-urlencoded"

    answer = officer.post(PAGE + page, typed.format(line=line.pk), content_type=form)

    assert answer.status_code == 400
    assert {model.objects.count() for model in (LineReturn, Result, Draft)} == {0}


def test_the_ticks_of_a_list_may_come_together(officer, quarter):
    lines = [make_line(quarter, reference) for reference in ("S1", "S2")]

    answer = officer.post(PAGE + "spending/", {"tick": [line.pk for line in lines]})

    assert answer.status_code == 302
    assert all(f"line={line.pk}" in answer.url for line in lines)
