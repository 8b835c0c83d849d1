"""Boxes about the plan of a year: plans of lines, months, reserves, shares of risk and minima."""

from datetime import date

import pytest

from boards.edits import Conflict, Edit
from boards.models import AuditEvent, BoardQuarter, Organisation
from boards.workflow import ReportLocked
from finance.budgets import budgets
from finance.fund_queries import fund_report
from finance.funding.actions import boxes
from finance.funding.actions.virements import record_virement
from finance.models import (
    ExpenditureLine,
    LineMonth,
    Reserve,
    ReserveBalance,
    RiskShare,
    SpendingMinimum,
)
from tests.builders import (
    NOON,
    decimal,
    make_board,
    make_line,
    make_quarter,
    make_user,
    organisation,
)
from tests.finance.fund_builders import CHANGES, MINIMA, PLANS, RESERVES, SHARES, posted
from tests.finance.grid_builders import words
from tests.signing_builders import send
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db
BY_NOW = {"by": "test", "at": NOON}


def events():
    return list(AuditEvent.objects.values_list("kind", "subject", "before", "after"))


def test_the_plan_of_a_line_is_set_with_its_event(officer, quarter):
    line = make_line(quarter, plan=None)

    posted(officer, PLANS, **{f"plan-{line.pk}": "1,472.5"})

    assert ExpenditureLine.objects.get().plan == 1_472_500
    assert events() == [("finance.plan.recorded", "S1", "", "1472500.00")]
    assert "1 answer saved" in words(officer.get(CHANGES))


def test_a_plan_that_is_shown_rounded_stays_to_the_penny_when_the_page_is_saved(officer, quarter):
    make_line(quarter, plan="1472512.34")

    answer = posted(officer, PLANS)

    assert answer.status_code == 302
    assert ExpenditureLine.objects.get().plan == decimal("1472512.34")
    assert events() == []


def test_a_plan_is_no_less_than_what_was_moved_out_of_its_line(officer, quarter):
    source, target = make_line(quarter, "S1"), make_line(quarter, "S2")
    record_virement(
        quarter=quarter, taken_from=source.pk, given_to=target.pk, amount=decimal("40000"),
        agreed_on=date(2023, 11, 20), reason="More adaptations.", **BY_NOW,
    )  # fmt: skip

    answer = posted(officer, PLANS, **{f"plan-{source.pk}": "39"})

    message = "Plan for Scheme S1 must be no less than what was moved to other lines"
    assert words(answer).count(message) == 2
    assert ExpenditureLine.objects.get(pk=source.pk).plan == 100_000


def test_of_two_who_set_one_plan_the_second_is_shown_the_first(officer, quarter):
    line = make_line(quarter)
    page = Form(officer.get(PLANS)).boxes
    officer.post(PLANS, page | {f"plan-{line.pk}": "110"})

    answer = officer.post(PLANS, page | {f"plan-{line.pk}": "120", "form-mark": "another"})

    assert answer.status_code == 409
    assert "Theirs: 110." in words(answer)
    assert ExpenditureLine.objects.get().plan == 110_000


@pytest.mark.parametrize("year", [2022, 2023])
def test_plans_of_another_board_or_year_are_not_set(quarter, year):
    board = quarter.board if year == 2022 else make_board("Southborough")
    other = make_line(make_quarter(board, year=year), "S9")

    with pytest.raises(ExpenditureLine.DoesNotExist):
        boxes.record_plans(
            quarter=quarter, edits=[Edit(other.pk, "plan", "100000.00", decimal(5))], **BY_NOW
        )


def months(amounts):
    return {f"amount-{month}": amount for month, amount in enumerate(amounts, 1)}


def test_a_plan_is_spread_over_the_months_that_are_typed(officer, quarter):
    line = make_line(quarter, plan="100000")

    answer = posted(officer, f"{PLANS}{line.pk}/", **months(["0"] * 6 + ["10"] * 5 + ["50"]))

    assert answer.status_code == 302
    assert LineMonth.objects.count() == 12
    assert budgets(quarter)[line.pk].to_date(line.plan, 9) == 30_000
    assert "By month." in words(officer.get(PLANS))
    ((kind, subject, before, after),) = events()
    assert (kind, subject, before) == ("finance.plan.months.recorded", "S1", "")
    assert after.endswith("October £10,000, November £10,000, December £10,000, "
                          "January £10,000, February £10,000, March £50,000")  # fmt: skip


def test_months_that_do_not_add_up_are_told_with_the_difference(officer, quarter):
    line = make_line(quarter, plan="100000")

    answer = posted(officer, f"{PLANS}{line.pk}/", **months(["8"] * 12))

    said = words(answer)
    assert "The months add up to 96. The plan is 100. Find the difference of 4" in said
    assert Form(answer).boxes["amount-12"] == "8"
    assert not LineMonth.objects.exists()
    assert events() == []


def test_without_months_a_plan_is_spread_evenly_again(officer, quarter):
    line = make_line(quarter, plan="120000")
    page = f"{PLANS}{line.pk}/"
    posted(officer, page, **months(["10"] * 12))

    posted(officer, page, **months([""] * 12))

    assert not LineMonth.objects.exists()
    assert "Spread evenly." in words(officer.get(PLANS))


def test_a_plan_that_was_changed_says_that_its_months_do_not_add_up(officer, quarter):
    line = make_line(quarter, plan="120000")
    posted(officer, f"{PLANS}{line.pk}/", **months(["10"] * 12))

    posted(officer, PLANS, **{f"plan-{line.pk}": "130"})

    assert "By month: the months do not add up to the plan." in words(officer.get(PLANS))


def test_the_months_of_a_line_of_another_board_do_not_exist(officer, quarter):
    other = make_line(make_quarter(make_board("Southborough")), "S9")

    assert officer.get(f"{PLANS}{other.pk}/").status_code == 404


def test_a_reserve_is_named_and_stands_beside_the_year_before(officer, quarter):
    reserve = Reserve.objects.create(board=quarter.board, name="Transformation Reserve")
    ReserveBalance.objects.create(reserve=reserve, year=2022, amount=5_710_000)

    posted(officer, RESERVES, **{f"amount-{reserve.pk}-2023": "5,171"})
    posted(officer, RESERVES, **{"new_name-new": "Winter", "amount-new": "200"})

    held = {item.name: (item.last_year, item.this_year) for item in fund_report(quarter).reserves}
    assert held == {"Transformation Reserve": (5_710_000, 5_171_000), "Winter": (None, 200_000)}
    said = words(officer.get(CHANGES))
    assert '<td class="app-number">5,710</td> <td class="app-number">5,171</td>' in said
    assert [event[:2] for event in events()] == [
        ("finance.reserve.recorded", "Transformation Reserve, 2023-24"),
        ("finance.reserve.recorded", "Winter, 2023-24"),
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"new_name-new": "Winter", "amount-new": "5"}, "is the name of a reserve that is there"),
        ({"new_name-new": "Summer"}, "Amount for a new reserve, 2023-24 must be given"),
        ({"amount-new": "5"}, "Name for a new reserve, 2023-24 must be given"),
        ({"new_name-new": "x" * 101, "amount-new": "5"}, "must be 100 characters or fewer"),
        ({"new_name-new": "Summer", "amount-new": "-5"}, "must be 0 or more"),
    ],
)
def test_a_new_reserve_that_cannot_stand_is_said_at_its_box(officer, quarter, typed, message):
    Reserve.objects.create(board=quarter.board, name="Winter")

    answer = posted(officer, RESERVES, **typed)

    assert words(answer).count(message) == 2
    assert Reserve.objects.count() == 1
    assert Form(answer).boxes.items() >= typed.items()


def test_an_amount_that_is_taken_out_takes_its_row_with_it(officer, quarter):
    RiskShare.objects.create(
        board=quarter.board, year=2023, partner=organisation(quarter.board, "ICB"), percent=40
    )
    share = organisation(quarter.board, "ICB").pk

    posted(officer, SHARES, **{f"percent-{share}": ""})

    assert not RiskShare.objects.exists()
    assert events() == [("finance.risk_share.recorded", "ICB", "40", "")]


def test_shares_of_risk_that_are_not_the_whole_are_told(officer, quarter):
    council, icb = (organisation(quarter.board, kind).pk for kind in ("COUNCIL", "ICB"))

    posted(officer, SHARES, **{f"percent-{council}": "60", f"percent-{icb}": "35"})

    assert "The shares add up to 95%, 5% less than 100%." in words(officer.get(CHANGES))

    posted(officer, SHARES, **{f"percent-{icb}": "40"})

    assert "The shares add up" not in words(officer.get(CHANGES))


@pytest.mark.parametrize("typed", ["100.5", "-1", "101"])
def test_a_share_of_risk_is_between_nought_and_a_hundred(officer, quarter, typed):
    council = organisation(quarter.board, "COUNCIL").pk

    answer = posted(officer, SHARES, **{f"percent-{council}": typed})

    assert words(answer).count("Per cent for Northshire Council must be ") == 2
    assert not RiskShare.objects.exists()


def test_a_minimum_is_set_with_its_source(officer, quarter):
    assert words(officer.get(CHANGES)).count("no minimum entered") == 2

    posted(
        officer, MINIMA,
        **{"amount-SOCIAL_CARE": "14,200", "source-SOCIAL_CARE": "Guidance of May"},
    )  # fmt: skip

    assert SpendingMinimum.objects.get().amount == 14_200_000
    assert "14,200. Guidance of May" in words(officer.get(CHANGES))
    assert [event[:2] for event in events()] == [
        ("finance.minimum.recorded", "SOCIAL_CARE"),
        ("finance.minimum.source.recorded", "SOCIAL_CARE"),
    ]


def test_a_source_without_its_amount_is_refused(officer, quarter):
    answer = posted(officer, MINIMA, **{"source-SOCIAL_CARE": "Guidance"})

    message = "Amount for Adult social care must be given where something is said of it"
    assert words(answer).count(message) == 2
    assert not SpendingMinimum.objects.exists()
    assert events() == []


def test_a_partner_or_reserve_of_another_board_is_not_touched(quarter):
    other = make_board("Southborough")
    reserve = Reserve.objects.create(board=other, name="Theirs")

    with pytest.raises(Organisation.DoesNotExist):
        boxes.record_risk_shares(
            quarter=quarter,
            edits=[Edit(organisation(other, "ICB").pk, "percent", "", decimal(5))],
            **BY_NOW,
        )
    with pytest.raises(Reserve.DoesNotExist):
        boxes.record_reserves(
            quarter=quarter,
            edits=[Edit(f"{reserve.pk}-2023", "amount", "", decimal(5))],
            **BY_NOW,
        )


def test_a_minimum_that_somebody_else_set_meanwhile_is_a_conflict(quarter):
    SpendingMinimum.objects.create(
        board=quarter.board, year=2023, kind="SOCIAL_CARE", amount=decimal(7)
    )

    with pytest.raises(Conflict):
        boxes.record_minima(
            quarter=quarter, edits=[Edit("SOCIAL_CARE", "amount", "", decimal(5))], **BY_NOW
        )


@pytest.mark.parametrize("page", [PLANS, RESERVES, SHARES, MINIMA])
def test_only_finance_officers_open_the_boxes_and_only_of_a_draft(client, officer, quarter, page):
    send(quarter)

    assert officer.get(page).status_code == 409
    assert officer.post(page, {"x": "1"}).status_code == 409

    BoardQuarter.objects.update(status="DRAFT")
    client.force_login(make_user(quarter.board))

    assert client.get(page).status_code == 403


def test_no_plan_is_set_in_a_report_that_was_sent(quarter):
    line = make_line(quarter)
    send(quarter)

    with pytest.raises(ReportLocked):
        boxes.record_plans(
            quarter=quarter, edits=[Edit(line.pk, "plan", "100000.00", decimal(5))], **BY_NOW
        )


def test_hostile_names_stand_as_they_were_typed(officer, quarter):
    posted(officer, RESERVES, **{"new_name-new": "<i>R</i>", "amount-new": "5"})

    for page in (CHANGES, RESERVES):
        assert "&lt;i&gt;R&lt;/i&gt;" in officer.get(page).content.decode()


@pytest.mark.parametrize("count", [5, 500])
def test_the_boxes_cost_the_same_however_many_lines_there_are(
    officer, quarter, count, django_assert_num_queries
):
    for number in range(count):
        make_line(quarter, f"M{number}")

    with django_assert_num_queries(7):
        officer.get(PLANS)
    with django_assert_num_queries(6):
        officer.get(RESERVES)
