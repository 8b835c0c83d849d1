"""The page of income: what was announced, and the boxes for what came in."""

import pytest

from boards.edits import Edit
from boards.models import AuditEvent, Organisation
from boards.roles import Role
from finance.funding.actions.income import record_income
from finance.models import Addition, Allocation, IncomeReturn
from tests.builders import NOON, decimal, make_board, make_quarter, make_user, organisation
from tests.finance.fund_builders import INCOME, make_allocation, make_stream, posted
from tests.finance.grid_builders import words
from tests.signing_builders import send
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db


def box(allocation):
    return f"received-{allocation.pk}"


def test_minimum_and_additional_contributions_and_capital_are_told_apart(officer, quarter):
    make_allocation(quarter, "minimum", 27_191_000, uplift="5.66")
    make_allocation(quarter, "dfg", 2_754_000, payer="COUNCIL", stream={"is_capital": True})
    make_allocation(quarter, "base", 500_000, payer="COUNCIL", stream={"mandatory": False})

    said = words(officer.get(INCOME))

    assert "Minimum contribution, capital" in said
    assert "5.66%" in said
    for name, amount in (
        ("of which minimum contributions", "29,945"), ("of which additional contributions", "500"),
        ("of which capital", "2,754"), ("of which revenue", "27,691"),
    ):  # fmt: skip
        assert f'<th scope="row">{name}</th> <td class="app-number">{amount}</td>' in said


def test_an_addition_stands_with_its_day_and_source(officer, quarter):
    allocation = make_allocation(quarter, "dfg", 2_754_000)
    Addition.objects.create(
        allocation=allocation, amount=213_000, announced_on="2023-09-07", source="Grant letter"
    )
    Addition.objects.create(
        allocation=allocation, amount=40_000, announced_on="2023-05-02", kind="CARRIED_FORWARD"
    )

    said = words(officer.get(INCOME))

    assert "<td>7 September 2023</td> <td>Added in the year</td> <td>Grant letter</td>" in said
    assert "<td>2 May 2023</td> <td>Carried forward</td> <td>not stated</td>" in said
    assert "3,007" in said


def test_an_amount_that_is_unknown_or_not_confirmed_is_said_to_be_so(officer, quarter):
    make_allocation(quarter, "dfg", 2_967_000, certainty="UNCONFIRMED")
    make_allocation(quarter, "new", None)

    said = words(officer.get(INCOME))

    assert "<strong>Not confirmed</strong>" in said
    assert "No amount is known yet for: new." in said


def test_two_integrated_care_boards_have_a_row_and_a_sum_each(officer, quarter):
    north = organisation(quarter.board, "ICB")
    east = Organisation.objects.create(
        board=quarter.board, kind="ICB", name="NHS East", short_name="East"
    )
    make_allocation(quarter, "minimum", 5_200_000, partner=east)
    make_allocation(quarter, "more", 300_000, partner=east)
    make_allocation(quarter, "minimum", 38_000_000, partner=north)

    answer = officer.get(INCOME)

    sums = {item.name: item.figures[4] for item in answer.context["partners"]}
    assert sums == {"NHS Northshire": "38,000", "NHS East": "5,500"}


def test_the_next_year_stands_beside_this_one_and_says_where_the_two_are_not_alike(
    officer, quarter
):
    grant = make_stream("grant", name="The one grant", payer="COUNCIL")
    make_allocation(quarter, "ibcf", 7_730_000, payer="COUNCIL", stream={"replaced_by": grant})
    make_allocation(
        quarter, "grant", 9_000_000, payer="COUNCIL", year=2024, certainty="APPROXIMATE"
    )

    said = words(officer.get(INCOME))

    assert "2023-24 and 2024-25 side by side" in said
    assert "Replaces ibcf: compare with its amount, 7,730." in said
    assert "9,000 (approximate)" in said
    assert "does not run" in said


def test_what_was_received_is_saved_and_told(officer, quarter):
    allocation = make_allocation(quarter, "minimum", 27_191_000)

    answer = posted(officer, INCOME, **{box(allocation): "20,393.25"})

    assert answer.status_code == 302
    assert IncomeReturn.objects.get().received == 20_393_250
    event = AuditEvent.objects.get()
    assert (event.kind, event.subject) == ("finance.received.recorded", "minimum")
    assert "1 figure saved" in words(officer.get(INCOME))
    assert ">20,393<" in officer.get(INCOME).content.decode().replace('value="', ">").replace(
        '" inputmode', "<"
    )


def test_a_figure_that_is_none_is_said_at_its_box_and_in_the_summary(officer, quarter):
    allocation = make_allocation(quarter, "minimum", 27_191_000)

    answer = posted(officer, INCOME, **{box(allocation): "-5"})

    assert (
        words(answer).count("Received to date for Minimum NHS contribution must be 0 or more") == 2
    )
    assert Form(answer).boxes[box(allocation)] == "-5"
    assert not IncomeReturn.objects.exists()


def test_of_two_who_type_one_figure_the_second_is_shown_the_first(officer, quarter, client):
    allocation = make_allocation(quarter, "minimum", 27_191_000)
    page = Form(officer.get(INCOME)).boxes
    officer.post(INCOME, page | {box(allocation): "20000"})

    answer = officer.post(INCOME, page | {box(allocation): "21000", "form-mark": "another"})

    assert answer.status_code == 409
    assert "Theirs: 20,000." in words(answer)
    assert IncomeReturn.objects.get().received == 20_000_000
    assert Form(answer).boxes[box(allocation)] == "21000"


def test_more_than_the_allocation_is_asked_about_once_and_the_reason_kept(officer, quarter):
    allocation = make_allocation(quarter, "dfg", 2_967_000)

    asked = posted(officer, INCOME, **{box(allocation): "3000"})
    form = Form(asked).boxes | {f"reason-{box(allocation)}": "Paid a month\nearly."}
    answer = officer.post(INCOME, form)

    assert "Received to date (3,000) is more than the allocation (2,967)." in words(asked)
    assert answer.status_code == 302
    held = IncomeReturn.objects.get()
    assert (held.received, held.note) == (3_000_000, "Paid a month early.")
    assert "Unusual, and checked. Paid a month early." in words(officer.get(INCOME))


def test_less_than_last_quarter_is_asked_about(client):
    earlier = make_quarter(quarter=2)
    quarter = make_quarter(earlier.board)
    allocation = make_allocation(quarter, "dfg", 2_967_000)
    IncomeReturn.objects.create(quarter=earlier, allocation=allocation, received=2_000_000)
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    asked = posted(client, INCOME, **{box(allocation): "1900"})

    assert "Received to date (1,900) is less than last quarter (2,000)." in words(asked)


def test_who_commissions_reads_income_and_types_none(commissioner, quarter):
    allocation = make_allocation(quarter, "dfg", 2_967_000)

    page = commissioner.get(INCOME)
    answer = commissioner.post(INCOME, {box(allocation): "5"})

    assert box(allocation) not in page.content.decode()
    assert answer.status_code == 403
    assert not IncomeReturn.objects.exists()


def test_an_allocation_of_another_board_has_no_box(officer, quarter):
    make_allocation(quarter, "dfg", 2_967_000)
    other = make_allocation(quarter, "minimum", 5, year=2022)

    answer = posted(officer, INCOME, **{box(other): "5"})

    assert answer.status_code == 302
    assert not IncomeReturn.objects.exists()


@pytest.mark.parametrize("year", [2022, 2023])
def test_income_of_another_board_or_year_is_not_recorded(quarter, year):
    of = quarter if year == 2022 else make_quarter(make_board("Southborough"))
    other = make_allocation(of, "dfg", 5, year=year)
    edit = Edit(other.pk, "received", "", decimal("5"))

    with pytest.raises(Allocation.DoesNotExist):
        record_income(quarter=quarter, edits=[edit], by="test", at=NOON)


def test_income_of_a_report_that_was_sent_stays_as_it_is(officer, quarter):
    allocation = make_allocation(quarter, "dfg", 2_967_000)
    send(quarter)

    answer = officer.post(INCOME, {box(allocation): "5"})

    assert answer.status_code == 409
    assert not IncomeReturn.objects.exists()


def test_a_hostile_name_stands_on_the_page_as_it_is(officer, quarter):
    make_allocation(quarter, "dfg", 5, stream={"name": "<script>alert(1)</script>"})

    page = officer.get(INCOME).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("count", [5, 200])
def test_the_page_costs_the_same_however_many_streams_there_are(
    officer, quarter, count, django_assert_num_queries
):
    for number in range(count):
        allocation = make_allocation(quarter, f"stream-{number}", 5)
        Addition.objects.create(allocation=allocation, amount=1, announced_on="2023-09-07")
        IncomeReturn.objects.create(quarter=quarter, allocation=allocation, received=3)

    with django_assert_num_queries(8):
        officer.get(INCOME)


def test_income_says_there_is_none_where_no_allocation_was_entered(officer, quarter):
    assert "No income is in the plan for 2023-24." in words(officer.get(INCOME))
