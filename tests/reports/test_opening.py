"""Opening a quarter: what people are asked, what is carried, and what never is."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from boards.converters import PeriodKey
from boards.models import AuditEvent, Board, BoardQuarter, Owner, ReportingPeriod
from boards.roles import Role
from reports.opening import actions
from schemes.models import Scheme, SchemeType
from tests.builders import make_board, make_line, make_quarter, make_user
from tests.signing_builders import make_capacities
from tests.test_checks_saving import Form, at_once

pytestmark = pytest.mark.django_db
PAGE = "/northshire/quarters/open/"


@pytest.fixture
def third():
    """Quarter 3 of 2023-24, the board's last one."""
    return make_quarter()


@pytest.fixture
def fourth():
    return make_quarter(quarter=4)


def administrator_of(quarter):
    client = Client()
    client.force_login(make_user(quarter.board, Role.AREA_ADMINISTRATOR))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def day(name, text):
    parts = zip(("day", "month", "year"), text.split(), strict=True)
    return {f"{name}_{part}": number for part, number in parts}


def send(client, **typed):
    """Open the next quarter as the page asks for it."""
    boxes = Form(client.get(PAGE)).boxes
    return client.post(PAGE, boxes | {"same_owners": "yes"} | typed, follow=True)


def open_next(quarter, *, same_owners=True):
    """The quarter after one, by the action itself."""
    by = make_user(quarter.board, Role.AREA_ADMINISTRATOR)
    return actions.open_quarter(
        board=quarter.board, key=quarter.key.following, meeting_on=None, national_return_on=None,
        same_owners=same_owners, by=by, at=timezone.now(),
    ).quarter  # fmt: skip


def test_three_answers_open_the_next_quarter(third):
    answer = send(
        administrator_of(third),
        **day("meeting_on", "13 6 2024"),
        **day("national_return_on", "23 5 2024"),
    )

    assert answer.redirect_chain == [("/northshire/2023-24-q4/", 302)]
    assert "Quarter 4 2023-24 is open." in words(answer)
    quarter = BoardQuarter.objects.get(period__quarter=4)
    assert (quarter.status, quarter.opens_on) == ("DRAFT", timezone.localdate())
    assert quarter.meeting_on == date(2024, 6, 13)
    assert quarter.period.national_return_on == date(2024, 5, 23)
    event = AuditEvent.objects.get()
    assert (event.kind, event.period) == ("quarter.opened", "2023-24-q4")


@pytest.mark.parametrize("keeps_risks", [True, False])
def test_a_board_without_a_risk_register_is_not_told_of_one(third, keeps_risks):
    Board.objects.update(keeps_risks=keeps_risks)

    page = words(administrator_of(third).get(PAGE))

    assert "Carried over:" in page
    assert ("the risks, to be rated again" in page) == keeps_risks


def test_the_date_of_the_national_return_is_asked_for_once_in_all_boards(third):
    ReportingPeriod.objects.create(year=2023, quarter=4, national_return_on=date(2024, 5, 23))
    client = administrator_of(third)

    shown = words(client.get(PAGE))
    answer = send(client, **day("national_return_on", "1 1 2025"))

    assert "Thursday 23 May 2024, the date set for all boards" in shown
    assert "national_return_on" not in shown
    assert answer.status_code == 200
    assert ReportingPeriod.objects.get(quarter=4).national_return_on == date(2024, 5, 23)


def test_a_date_that_another_board_gave_meanwhile_stays_and_that_is_said(third):
    client = administrator_of(third)
    form = Form(client.get(PAGE)).boxes | {"same_owners": "yes"}
    open_next(make_quarter(make_board("Southborough")))
    ReportingPeriod.objects.filter(quarter=4).update(national_return_on=date(2024, 5, 23))

    answer = client.post(PAGE, form | day("national_return_on", "24 5 2024"), follow=True)

    assert ReportingPeriod.objects.get(quarter=4).national_return_on == date(2024, 5, 23)
    said = "The national return is due on 23 May 2024: another board gave that date first."
    assert said in words(answer)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"same_owners": ""}, "Select whether everybody has the same tasks as last time"),
        (day("meeting_on", "31 2 2024"), "Date of the board meeting must be a real date"),
        (
            day("meeting_on", "31 12 2023"),
            "Date of the board meeting must be 1 January 2024, when the quarter begins, or later",
        ),
        (
            day("national_return_on", "1 1 2023"),
            "Date of the national return must be 1 January 2024, when the quarter begins, or later",
        ),
    ],
)
def test_a_mistake_is_named_and_no_quarter_is_opened(third, typed, message):
    answer = send(administrator_of(third), **typed)

    assert words(answer).count(message) == 2, "in the summary and at the field"
    assert BoardQuarter.objects.count() == 1


def test_a_board_without_a_quarter_chooses_its_first(client):
    board = make_board()
    client.force_login(make_user(board, Role.AREA_ADMINISTRATOR))
    year = timezone.localdate().year
    form = {"year": year, "quarter": "2", "form-mark": client.get(PAGE).context["form_mark"]}

    answers = [client.post(PAGE, form) for _ in range(2)]

    assert BoardQuarter.objects.get().key == PeriodKey(year, 2)
    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_quarter_that_is_not_the_next_is_refused(third):
    client = administrator_of(third)

    answers = [
        client.post(PAGE, {"period": period, "same_owners": "yes"})
        for period in ("2024-25-q1", "2023-25-q4", "x", "")
    ]

    assert [answer.status_code for answer in answers] == [409, 200, 200, 200]
    assert "Quarter 4 2023-24 is the next quarter of Northshire." in words(answers[0])
    assert BoardQuarter.objects.count() == 1


def test_the_form_sent_twice_opens_one_quarter(third):
    client = administrator_of(third)
    form = Form(client.get(PAGE)).boxes | {"same_owners": "yes"}

    answers = [client.post(PAGE, form) for _ in range(2)]

    assert {answer.url for answer in answers} == {"/northshire/2023-24-q4/"}
    assert BoardQuarter.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_open_a_quarter_at_once_open_one():
    quarter = make_quarter(quarter=4)
    make_line(quarter, "NORTHSHI-2324-01")
    by = make_user(quarter.board, Role.AREA_ADMINISTRATOR)

    def open_it():
        return actions.open_quarter(
            board=quarter.board, key=PeriodKey(2024, 1), meeting_on=None,
            national_return_on=None, same_owners=True, by=by, at=timezone.now(),
        ).is_new  # fmt: skip

    results = at_once(*[open_it] * 4)

    assert sorted(results) == [False, False, False, True]
    assert BoardQuarter.objects.count() == 2
    assert Scheme.objects.filter(year=2024).count() == 1
    assert AuditEvent.objects.filter(kind="quarter.opened").count() == 1


@pytest.mark.parametrize(("answer", "left"), [("yes", 1), ("no", 0)])
def test_owners_are_kept_or_cleared_as_answered(third, answer, left):
    Owner.objects.create(board=third.board, subject="metric:falls", title="Falls lead")
    elsewhere = make_board("Southborough")
    Owner.objects.create(board=elsewhere, subject="metric:falls", title="Falls lead")

    send(administrator_of(third), same_owners=answer)

    assert Owner.objects.filter(board=third.board).count() == left
    assert Owner.objects.filter(board=elsewhere).count() == 1
    assert AuditEvent.objects.filter(kind="owners.cleared").count() == 1 - left


def test_roles_that_nobody_holds_are_named(third):
    make_user(third.board, Role.COMMISSIONER)
    make_user(make_board("Southborough"), Role.SIGNATORY)

    said = words(administrator_of(third).get(PAGE))

    assert "<li>Finance officer</li><li>Signatory</li>" in said
    assert "<li>Commissioner</li>" not in said


def test_a_system_administrator_opens_a_quarter_and_sees_no_figure_of_it(client, third):
    client.force_login(make_user(role=Role.SYSTEM_ADMINISTRATOR))

    answer = send(client)

    assert answer.redirect_chain == [("/northshire/people/", 302)]
    assert "Quarter 4 2023-24 is open." in words(answer)
    assert client.get("/northshire/2023-24-q4/").status_code == 404


def test_the_home_page_leads_administrators_to_their_boards(third):
    make_board("Southborough")

    administrator = words(administrator_of(third).get("/"))
    finance = Client()
    finance.force_login(make_user(third.board, Role.FINANCE_OFFICER))

    assert 'href="/northshire/people/"' in administrator
    assert "Southborough" not in administrator
    assert "Administration" not in words(finance.get("/"))


@pytest.mark.parametrize("lines", [5, 500])
def test_the_page_takes_few_queries(third, django_assert_num_queries, lines):
    kind, board = SchemeType.objects.get(), third.board
    Scheme.objects.bulk_create(
        Scheme(board=board, year=2023, order=n, reference=f"M{n}", name=f"M{n}", scheme_type=kind)
        for n in range(lines)
    )
    client = administrator_of(third)

    with django_assert_num_queries(9):
        client.get(PAGE)


def test_the_page_warns_when_nobody_could_sign_what_is_opened(client):
    last = make_quarter(quarter=2)
    make_capacities(last.board)
    make_user(last.board, Role.SIGNATORY, of="COUNCIL")
    client.force_login(make_user(last.board, Role.AREA_ADMINISTRATOR))

    page = words(client.get(PAGE))

    assert "Nobody could sign this report as:" in page
    assert "<li>ICB place executive</li>" in page
    assert "<li>Director of Adult Social Care</li>" not in page


def test_the_page_warns_when_nobody_is_asked_to_sign_that_kind_of_paper(client):
    last = make_quarter(quarter=3)
    make_capacities(last.board)
    client.force_login(make_user(last.board, Role.AREA_ADMINISTRATOR))

    assert "Nobody is asked to sign this report yet" in words(client.get(PAGE))
