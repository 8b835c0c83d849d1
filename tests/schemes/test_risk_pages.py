from decimal import Decimal

import pytest

from boards.models import AuditEvent, Board
from boards.roles import Role
from boards.workflow import Status
from schemes.actions import close_risk
from schemes.models import Mitigation, Risk, RiskUpdate
from schemes.queries import risk_register
from tests.builders import NOON, make_board, make_quarter, make_user
from tests.queries import count_queries
from tests.schemes.plan_builders import make_risk, make_risks, rate, risk_row

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"
PAGE, REGISTER, NEW = QUARTER + "risks/R1/", QUARTER + "risks/", QUARTER + "risks/new/"
WORDING = {
    "description": "Posts stay vacant", "owner_role": "ICB",
    "shown-description": "Posts stay vacant", "shown-owner_role": "ICB",
}  # fmt: skip


@pytest.fixture
def before():
    """The quarter before, which rates one risk 2 × 4 and does one thing about it."""
    before = make_quarter(quarter=2)
    make_risk(before, rating=(2, 4), money="1410250", done=[("Advertise again", "Begun")])
    return before


@pytest.fixture
def quarter(before):
    return make_quarter(before.board)


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board, Role.COMMISSIONER))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def as_shown(**typed):
    """What a browser posts from the page of a risk not checked yet, with boxes changed."""
    boxes = WORDING | {
        "likelihood": "2", "impact": "4", "money_at_risk": "1,410", "comment": "",
        "mitigation-1-status": "Begun",
    }  # fmt: skip
    return boxes | {name.replace("__", "-"): value for name, value in typed.items()}


def test_the_score_is_likelihood_times_impact_and_says_how_it_moved(commissioner):
    answer = commissioner.post(PAGE, as_shown(likelihood="3"), follow=True)

    assert "Score 12: 3 Possible × 4 High. Up from 8." in words(answer)
    assert RiskUpdate.objects.latest("pk").likelihood == 3


def test_money_left_as_shown_is_kept_to_the_penny(commissioner):
    commissioner.post(PAGE, as_shown(likelihood="3"))

    assert RiskUpdate.objects.latest("pk").money_at_risk == Decimal("1410250.00")


def test_money_is_typed_in_the_unit_of_the_board(commissioner, quarter):
    commissioner.post(PAGE, as_shown(money_at_risk="850"))

    assert risk_row(quarter).money_at_risk == 850_000


@pytest.mark.parametrize(
    ("likelihood", "impact", "movement"),
    [(4, 2, "Unchanged"), (3, 3, "Up from 8"), (1, 4, "Down from 8")],
)
def test_movement_is_told_in_words(quarter, likelihood, impact, movement):
    rate(quarter, Risk.objects.get(), likelihood, impact)

    assert risk_row(quarter).movement == movement


def test_a_risk_is_new_in_the_quarter_that_first_rates_it(before, quarter):
    assert risk_row(before).movement == "New"
    assert risk_row(quarter).movement == "Not checked yet"


def test_a_rating_is_held_against_the_last_there_is_when_a_quarter_gave_none(before, quarter):
    later = make_quarter(quarter.board, quarter=4)
    rate(later, Risk.objects.get(), 1, 1)

    assert risk_row(later).movement == "Down from 8"


def test_a_risk_left_as_it_was_is_not_checked_without_the_tick(commissioner, quarter):
    answer = commissioner.post(PAGE, as_shown(), follow=True)
    unticked = risk_row(quarter)

    commissioner.post(PAGE, as_shown(checked="yes"))

    assert "Nothing was changed, so nothing was saved." in words(answer)
    assert not unticked.is_reviewed
    ticked = risk_row(quarter)
    assert (ticked.is_reviewed, ticked.movement) == (True, "Unchanged")
    assert ticked.mitigations[0].status == "Begun"


def test_risks_are_confirmed_in_the_register_all_at_once(commissioner, before, quarter):
    make_risk(before, "Data are poor", rating=(3, 3))
    make_risk(before, "Money runs out", rating=(1, 4))

    answer = commissioner.post(REGISTER, {"checked": ["R1", "R3"]}, follow=True)

    assert "2 risks without change saved." in words(answer)
    assert "2 of 3 open risks checked this quarter." in words(answer)
    assert [row.score for row in risk_register(quarter).rows] == [8, None, 4]
    assert risk_row(quarter).money_at_risk == Decimal("1410250.00")
    assert risk_row(quarter).mitigations[0].status == "Begun"


def test_confirming_does_not_undo_a_rating_made_meanwhile(commissioner, quarter):
    rate(quarter, Risk.objects.get(), 5, 5)

    commissioner.post(REGISTER, {"checked": "R1"})

    assert risk_row(quarter).score == 25


def test_confirming_nothing_is_said_at_the_register(commissioner):
    answer = commissioner.post(REGISTER, {})

    assert "Select the risks that you have checked" in words(answer)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"description": ""}, "Enter what the risk is"),
        ({"owner_role": " "}, "Enter the role of the person who owns the risk"),
        ({"likelihood": ""}, "Select how likely the risk is"),
        ({"impact": ""}, "Select what its impact would be"),
        ({"money_at_risk": "1.4m"}, "Money at risk must be in £ thousands, like 11,284"),
        ({"money_at_risk": "-5"}, "Money at risk must be 0 or more"),
        ({"owner_role": "a" * 101}, "Owner must be 100 characters or fewer"),
        ({"mitigation__1__status": "a" * 301}, "Status of mitigation 1 must be 300 characters"),
        ({"added__status": "Begun"}, "Enter what is done about the risk"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_saved(commissioner, quarter, typed, message):
    answer = commissioner.post(PAGE, as_shown(comment="Kept", **typed))

    assert words(answer).count(message) == 2, "in the summary and at the field"
    assert "Kept" in words(answer)
    assert not RiskUpdate.objects.filter(quarter=quarter).exists()


def test_a_rating_cannot_be_taken_away(commissioner, quarter):
    rate(quarter, Risk.objects.get(), 2, 4)
    blank = {"likelihood": "", "impact": "", "money_at_risk": "", "shown-likelihood": "2"}

    answer = commissioner.post(PAGE, WORDING | blank | {"shown-impact": "4"})

    assert "Select how likely the risk is" in words(answer)
    assert risk_row(quarter).score == 8


def test_a_mitigation_is_added_and_gets_its_status(commissioner, quarter):
    commissioner.post(PAGE, as_shown(added__action="Raise pay", added__status="Agreed"))
    commissioner.post(PAGE, as_shown(mitigation__1__status="Done", mitigation__2__status="Agreed",
                                     **{"shown-mitigation-2-status": "Agreed"}))  # fmt: skip

    statuses = [(item.action, item.status) for item in risk_row(quarter).mitigations]
    assert statuses == [("Advertise again", "Done"), ("Raise pay", "Agreed")]
    assert Mitigation.objects.count() == 2
    assert not risk_row(quarter).is_reviewed


def test_a_new_risk_gets_the_next_reference_and_a_first_rating(commissioner, quarter):
    typed = {"description": "Data are poor", "owner_role": "Council", "likelihood": "3",
             "impact": "3", "money_at_risk": "1,410"}  # fmt: skip

    answer = commissioner.post(NEW, typed)

    assert answer.url == QUARTER + "risks/R2/"
    row = risk_row(quarter, "R2")
    assert (row.score, row.movement, row.money_at_risk) == (9, "New", 1_410_000)


def test_a_new_risk_without_its_facts_is_refused(commissioner):
    answer = commissioner.post(NEW, {"comment": "Kept as typed"})

    for message in (
        "Enter what the risk is",
        "Enter the role of the person who owns the risk",
        "Select how likely the risk is",
        "Select what its impact would be",
    ):
        assert words(answer).count(message) == 2
    assert "Kept as typed" in words(answer)
    assert Risk.objects.count() == 1


def test_the_reference_of_a_closed_risk_is_never_used_again(commissioner, quarter):
    close_risk(quarter=quarter, risk="R1", by="x", at=NOON)

    assert make_risk(quarter, "Another").reference == "R2"
    assert make_risk(make_quarter(make_board("Southborough")), "Theirs").reference == "R1"


def test_a_closed_risk_is_kept_below_and_was_open_before(commissioner, before, quarter):
    answer = commissioner.post(PAGE, as_shown(likelihood="1", close="yes"), follow=True)

    assert "R1 is closed. It stays in the register." in words(answer)
    report = risk_register(quarter)
    assert (report.open_rows, [row.score for row in report.closed_rows]) == ((), [4])
    assert risk_register(before).closed_rows == ()
    page = words(commissioner.get(PAGE))
    assert "Closed. Last score 4." in page
    assert "<textarea" not in page


def test_closing_with_a_mistake_in_a_box_closes_nothing(commissioner, quarter):
    commissioner.post(PAGE, as_shown(likelihood="", close="yes"))

    assert risk_register(quarter).closed_rows == ()


def test_a_risk_closed_by_mistake_is_opened_in_the_same_quarter_only(commissioner, quarter):
    close_risk(quarter=quarter, risk="R1", by="x", at=NOON)
    later = make_quarter(quarter.board, quarter=4)

    commissioner.post(PAGE.replace("q3", "q4"), {"reopen": "yes"})
    still_closed = risk_register(later).closed_rows
    commissioner.post(PAGE, {"reopen": "yes"})

    assert len(still_closed) == 1
    assert len(risk_register(later).open_rows) == 1
    assert "Open this risk again" not in words(commissioner.get(PAGE))


def test_a_risk_of_a_later_quarter_does_not_stand_in_an_earlier_one(before, quarter):
    make_risk(quarter, "Seen later")

    assert len(risk_register(before).rows) == 1
    assert len(risk_register(quarter).rows) == 2


def test_each_change_is_one_event(commissioner):
    commissioner.post(PAGE, as_shown(likelihood="3", added__action="Raise pay"))

    events = AuditEvent.objects.filter(period="2023-24-q3").order_by("pk")
    assert list(events.values_list("kind", "subject", "before", "after")) == [
        ("schemes.risk.likelihood.recorded", "R1", "", "3"),
        ("schemes.risk.impact.recorded", "R1", "", "4"),
        ("schemes.risk.money_at_risk.recorded", "R1", "", "1410250.00"),
        ("schemes.risk.mitigation.status.recorded", "R1 mitigation 1", "", "Begun"),
        ("schemes.risk.mitigation.added", "R1 mitigation 2", "", "Raise pay"),
    ]


def test_the_second_to_rate_reads_both_ratings(commissioner, quarter):
    rate(quarter, Risk.objects.get(), 5, 4)

    answer = commissioner.post(PAGE, as_shown(likelihood="3"))
    page = words(answer)

    assert answer.status_code == 409
    assert page.count("Likelihood was changed by somebody else while you were editing.") == 2
    assert page.count("Theirs: “5 Almost certain”") == 2
    assert '<option value="3" selected>' in page
    assert risk_row(quarter).score == 20


def test_a_board_that_keeps_no_register_has_no_such_pages(commissioner):
    Board.objects.update(keeps_risks=False)

    for page in (REGISTER, PAGE, NEW):
        assert commissioner.get(page).status_code == 404
        assert commissioner.post(page, {"x": "y"}).status_code == 404
        assert page not in words(commissioner.get(QUARTER + "plan/"))
    assert risk_register(make_quarter(Board.objects.get(), quarter=4)).rows == ()


def test_who_only_reads_sees_the_register_and_no_box(client, quarter):
    client.force_login(make_user(quarter.board, Role.CLERK))

    for page in (REGISTER, PAGE, NEW):
        seen = words(client.get(page))
        assert "<textarea" not in seen
        assert 'type="checkbox"' not in seen
        assert client.post(page, as_shown(likelihood="5", checked="R1")).status_code == 403
    assert not risk_row(quarter).is_reviewed


def test_a_report_with_the_signatories_cannot_be_changed(commissioner, quarter):
    quarter.status = Status.WITH_SIGNATORIES
    quarter.save()

    typed = as_shown(likelihood="5", checked="R1")
    assert [commissioner.post(page, typed).status_code for page in (REGISTER, PAGE, NEW)] == [
        409
    ] * 3
    assert not risk_row(quarter).is_reviewed


def test_an_empty_register_says_who_acts(client):
    quarter = make_quarter()
    client.force_login(make_user(quarter.board))

    assert "No risk is open. Add one" in words(client.get(REGISTER))
    assert client.get(PAGE).status_code == 404


def test_five_hundred_risks_take_as_many_queries_as_five(commissioner, quarter):
    make_risks(quarter, 5)
    few = [count_queries(commissioner, page) for page in (REGISTER, PAGE)]

    make_risks(quarter, 495)

    assert [count_queries(commissioner, page) for page in (REGISTER, PAGE)] == few
    assert max(few) <= 12
