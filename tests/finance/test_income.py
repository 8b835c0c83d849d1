from decimal import Decimal

import pytest

from finance.income import income_report
from finance.models import Addition, Allocation, Basis
from schemes.models import FundingStream
from tests.builders import make_quarter

pytestmark = pytest.mark.django_db


def make_allocation(quarter, code, amount, *, payer="NHS", year=2023, **facts):
    stream, _ = FundingStream.objects.get_or_create(
        code=code, defaults={"name": code, "first_year": 2015, "paid_by": payer}
    )
    return Allocation.objects.create(
        board=quarter.board, year=year, stream=stream, amount=amount,
        **{"basis": Basis.PRINTED} | facts,
    )  # fmt: skip


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
