from decimal import Decimal

import pytest

from boards import formats
from boards.models import BoardQuarter, Organisation
from finance.income import income, income_report
from finance.income_report import compared
from finance.models import Addition, Basis
from tests.builders import make_quarter, organisation
from tests.finance.fund_builders import make_allocation, make_stream

pytestmark = pytest.mark.django_db


def test_income_is_summed_by_who_pays_it_and_for_two_years():
    quarter = make_quarter()
    make_allocation(quarter, "grant", 1391, payer="COUNCIL")
    make_allocation(quarter, "grant", 1517, payer="COUNCIL", year=2024)
    make_allocation(quarter, "minimum", 13415)

    report = income_report(quarter)

    assert [(g.short_name, g.this_year, g.next_year) for g in report.groups] == [
        ("Local authority", 1391, 1517), ("NHS", 13415, 0),
    ]  # fmt: skip
    assert (report.this_year, report.next_year) == (1391 + 13415, 1517)
    assert report.has_next_year


def test_an_addition_of_the_year_is_part_of_the_allocation_and_is_told():
    quarter = make_quarter()
    allocation = make_allocation(quarter, "dfg", 2754, payer="COUNCIL", basis=Basis.DERIVED)
    Addition.objects.create(
        allocation=allocation, amount=213, announced_on="2023-09-07", note="Share of £50m."
    )

    report = income_report(quarter)

    assert report.this_year == Decimal(2967)
    assert report.notes == (("dfg", "Share of £50m. Derived, not printed."),)
    assert not report.has_next_year


def test_an_unknown_amount_withholds_the_total_and_a_stream_that_does_not_run_does_not():
    quarter = make_quarter()
    make_allocation(quarter, "minimum", None)
    make_allocation(quarter, "minimum", 13670, year=2024)
    make_allocation(quarter, "new", 500, year=2024)

    report = income_report(quarter)

    assert report.this_year is None
    assert report.next_year == Decimal(14170)


@pytest.mark.parametrize(("other_rises", "told"), [("5.66", Decimal("5.66")), ("4", None)])
def test_a_rise_of_what_several_pay_is_told_where_it_is_the_same_for_all(other_rises, told):
    quarter = make_quarter()
    for kind, uplift in (("ICB", "5.66"), ("COUNCIL", other_rises)):
        partner = organisation(quarter.board, kind)
        make_allocation(quarter, "minimum", 5200, partner=partner, uplift=uplift)

    assert income(quarter)[0].uplift == told


def test_a_stream_that_several_partners_pay_is_told_of_each_and_reckoned_as_one():
    quarter = make_quarter()
    north = organisation(quarter.board, "ICB")
    east = Organisation.objects.create(
        board=quarter.board, kind="ICB", name="NHS East", short_name="East"
    )
    make_allocation(quarter, "minimum", 5200, partner=east, uplift="5.66")
    make_allocation(quarter, "minimum", 38000, partner=north)

    make_allocation(quarter, "minimum", 100)

    (one,) = income(quarter)
    rows = income_report(quarter).rows

    assert (one.allocation, one.uplift) == (43300, None)
    assert [(row.name, row.this_year) for row in rows] == [
        ("Minimum NHS contribution", 100),
        ("Minimum NHS contribution (NHS Northshire)", 38000),
        ("Minimum NHS contribution (NHS East)", 5200),
    ]


def test_what_is_carried_forward_is_told_apart_from_what_was_added_in_the_year():
    quarter = make_quarter()
    allocation = make_allocation(quarter, "dfg", 2754)
    Addition.objects.create(allocation=allocation, amount=213, announced_on="2023-09-07")
    Addition.objects.create(
        allocation=allocation, amount=40, announced_on="2023-05-02", kind="CARRIED_FORWARD"
    )

    (row,) = income_report(quarter).rows

    assert (row.initial, row.added, row.carried, row.this_year) == (2754, 213, 40, 3007)


def test_capital_is_summed_apart_from_revenue():
    quarter = make_quarter()
    make_allocation(quarter, "dfg", 2967, stream={"is_capital": True})
    make_allocation(quarter, "minimum", 27191)

    report = income_report(quarter)

    assert report.total("this_year", is_wanted=lambda row: row.is_capital) == 2967
    assert report.total("this_year", is_wanted=lambda row: not row.is_capital) == 27191


def test_an_amount_that_is_not_confirmed_is_said_to_be_so_in_the_notes_of_the_paper():
    quarter = make_quarter()
    make_allocation(quarter, "dfg", 2967, certainty="APPROXIMATE", note="By letter.")

    report = income_report(quarter)

    assert report.notes == (("dfg", "Approximate. By letter."),)


def test_a_stream_is_compared_with_the_sum_of_those_that_it_replaced():
    quarter = make_quarter()
    grant = make_stream("grant", name="The one grant", payer="COUNCIL", first_year=2024)
    for code, amount in (("ibcf", 7730), ("la-discharge", 1001)):
        make_allocation(quarter, code, amount, payer="COUNCIL", stream={"replaced_by": grant})
    make_allocation(quarter, "grant", 9000, year=2024)
    make_allocation(quarter, "winter", 240)
    for year, amount in ((2023, 27191), (2024, 28000)):
        make_allocation(quarter, "minimum", amount, year=year)

    found = {item.name: item for item in compared(income_report(quarter), formats.number)}

    sum_of_both = "Replaces ibcf and la-discharge: compare with their sum, 8,731.00."
    assert found["The one grant"].note == sum_of_both
    assert found["ibcf"].note == "Replaced by The one grant."
    assert found["winter"].note == "Only in 2023-24: not like for like."
    minimum = found["Minimum NHS contribution"]
    assert (minimum.note, minimum.change) == ("", 809)
    assert found["ibcf"].change is None


def test_a_carry_forward_alone_makes_no_second_year():
    quarter = make_quarter()
    make_allocation(quarter, "dfg", 2967)
    make_allocation(quarter, "dfg", None, year=2024)

    assert not income_report(quarter).has_next_year


@pytest.mark.usefixtures("demonstration")
def test_the_income_of_bromley_adds_up_as_printed():
    quarter = BoardQuarter.objects.get(board__slug="bromley", period__quarter=3)
    report = income_report(quarter)

    dfg = next(row for row in report.rows if row.stream == "dfg")

    assert report.this_year == Decimal("40400000")
    assert sum(group.this_year for group in report.groups) == Decimal("40400000")
    assert (dfg.initial, dfg.added, dfg.this_year) == (2754000, 213000, 2967000)
    assert dfg.is_capital
