"""Which line each row of a paste is for, and what is asked where that is not clear."""

from decimal import Decimal

import pytest

from boards.roles import Role
from finance.models import LineReturn
from tests.builders import make_board, make_line, make_quarter, make_user
from tests.finance.paste_builders import confirm, copied, forecasts, paste, words

pytestmark = pytest.mark.django_db


def test_headings_totals_and_blank_rows_are_left_out_and_named(officer, quarter):
    for reference in ("S1", "S2"):
        make_line(quarter, reference)
    rows = copied(
        ["Ref", "Scheme", "Forecast"], ["", "", ""], ["NHS minimum"], ["S1", "Scheme S1", "90"],
        ["S2", "Scheme S2", "95"], ["", "BCF subtotal", "185"], ["Grand total", "", "185"],
    )  # fmt: skip

    answer = paste(officer, rows)

    assert "2 rows pasted. 2 match." in words(answer)
    assert "Left out: 2 headings (rows 1 and 3)." in words(answer)
    assert "Left out: 2 totals (rows 6 and 7)." in words(answer)
    assert "Left out: 1 blank row (row 2)." in words(answer)


def test_a_scheme_called_total_something_is_no_total(officer, quarter):
    make_line(quarter, "S1", name="Total mobility")

    answer = paste(officer, copied(["Total mobility", "90"]))

    assert "1 row pasted. 1 matches." in words(answer)


def test_a_name_that_two_schemes_have_is_asked_about(officer, quarter):
    first = make_line(quarter, "S1", name="Dementia support")
    make_line(quarter, "S2", name="Dementia support")
    make_line(quarter, "S3", name="Reablement")
    rows = copied(["Reablement", "90"], ["dementia  SUPPORT ", "95"])

    answer = paste(officer, rows)
    message = "Row 2: “dementia SUPPORT” matches 2 schemes. Select one"
    assert "2 rows pasted. 1 matches. 1 needs your attention." in words(answer)
    assert words(answer).count(message) == 1, "at the row: nothing is wrong yet"

    refused = confirm(officer, answer)
    assert words(refused).count(message) == 2, "in the summary and at the row"
    assert 'href="#row-2"' in words(refused)
    assert forecasts() == {}

    confirm(officer, refused, **{"row-2": str(first.pk)})
    assert forecasts() == {"S1": Decimal(95000), "S3": Decimal(90000)}


def test_a_reference_that_no_scheme_has_is_asked_about_and_may_be_left_out(officer, quarter):
    make_line(quarter, "S1")
    rows = copied(["S1", "90"], ["S99", "95"])

    answer = paste(officer, rows)
    assert "Row 2: “S99” matches no scheme. Select one, or leave it out" in words(answer)

    done = confirm(officer, answer, **{"row-2": "out"})
    assert "1 forecast updated." in words(done)
    assert forecasts() == {"S1": Decimal(90000)}


def test_a_reference_beside_the_name_of_another_scheme_is_asked_about(officer, quarter):
    make_line(quarter, "S1", name="Reablement")
    make_line(quarter, "S2", name="Equipment")
    rows = copied(["S1", "Reablement", "90"], ["S1", "Equipment", "95"])

    answer = paste(officer, rows)

    assert "Row 2: “S1” is not the reference of “Equipment”. Select one" in words(answer)


def test_two_rows_for_one_line_are_asked_about(officer, quarter):
    make_line(quarter, "S1", name="Reablement")
    rows = copied(["S1", "90"], ["S1", "95"])

    answer = paste(officer, rows)
    message = "Rows 1 and 2 are for S1 Reablement. Keep one, and leave the others out"
    assert message in words(answer)
    assert "1 forecast updated." not in words(confirm(officer, answer))

    confirm(officer, answer, **{"row-1": "out"})
    assert forecasts() == {"S1": Decimal(95000)}


def test_a_line_that_another_organisation_leads_is_left_out_and_its_leader_named(client, quarter):
    make_line(quarter, "S1", led_by="COUNCIL")
    make_line(quarter, "S2", led_by="ICB")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))

    answer = paste(client, copied(["S1", "95"], ["S2", "96"]))
    confirm(client, answer)

    assert "Left out: 1 line led by ICB, not yours to enter." in words(answer)
    assert forecasts() == {"S1": Decimal(95000)}


def test_no_choice_leads_to_a_line_that_is_not_the_persons(client, quarter):
    make_line(quarter, "S1", led_by="COUNCIL")
    theirs = make_line(quarter, "S2", led_by="ICB")
    elsewhere = make_line(make_quarter(make_board("Southborough")), "S3")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))
    answer = paste(client, copied(["S1", "95"], ["S99", "96"]))

    for line in (theirs, elsewhere):
        refused = confirm(client, answer, **{"row-2": str(line.pk)})
        assert "“S99” matches no scheme" in words(refused)

    assert not LineReturn.objects.exists()


def test_many_rows_that_match_nothing_are_refused_at_once(officer, quarter):
    make_line(quarter, "S1")
    rows = [["S1", "5"], *([f"X{number}", "5"] for number in range(41))]

    answer = paste(officer, copied(*rows))

    assert "41 of 42 rows match no scheme, or more than one." in words(answer)


def test_one_column_may_hold_references_in_some_rows_and_names_in_others(officer, quarter):
    make_line(quarter, "S1", name="Home care", plan="100000")
    make_line(quarter, "S2", name="Day centres", plan="50000")

    page = words(paste(officer, copied(["S1", "95"], ["Day centres", "48"])))

    assert "2 rows pasted. 2 match. Nothing is saved yet." in page
