"""Which measures schemes are expected to move, as the plan prints it, a scheme at a time."""

import pytest

from boards.edits import Edit
from boards.models import AuditEvent
from boards.roles import Role
from boards.workflow import ReportLocked
from metrics.actions import record_effects
from metrics.effects import scheme_effects
from metrics.models import Metric, SchemeEffect
from schemes.models import Scheme
from tests.builders import (
    NOON,
    make_board,
    make_line,
    make_lines,
    make_metric,
    make_quarter,
    make_user,
)
from tests.finance.fund_builders import QUARTER, posted
from tests.finance.grid_builders import words
from tests.queries import count_queries
from tests.signing_builders import send
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db
PAGE, NEXT, PLAN = (
    QUARTER + page for page in ("metrics/effects/S1/", "metrics/effects/S2/", "plan-money/")
)
BY_NOW = {"by": "test", "at": NOON}


@pytest.fixture
def quarter():
    quarter = make_quarter()
    for code in ("falls", "delays"):
        make_metric(quarter, code)
    for reference in ("S1", "S2"):
        make_line(quarter, reference)
    return quarter


@pytest.fixture
def officer(client, quarter):
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))
    return client


def record(quarter, said, *, scheme="S1", code="falls", shown=""):
    edits = [Edit(code, "effect", shown, said)]
    record_effects(quarter=quarter, scheme=scheme, edits=edits, **BY_NOW)


def said(quarter):
    return [row.effects for row in scheme_effects(quarter).rows]


def events():
    return list(AuditEvent.objects.values_list("kind", "subject", "before", "after"))


def test_effects_are_kept_in_the_words_of_the_plan_with_their_events(officer, quarter):
    answer = posted(officer, PAGE, **{"falls-effect": "YES", "delays-effect": "PARTIAL LONGER"})

    assert answer.url == PLAN
    assert said(quarter) == [("yes", "partial, longer term")]
    assert events() == [
        ("finance.scheme_effect.recorded", "S1 falls", "", "YES"),
        ("finance.scheme_effect.recorded", "S1 delays", "", "PARTIAL LONGER"),
    ]
    assert "Effects of S1 saved." in words(officer.get(PLAN))


@pytest.mark.parametrize("effect", SchemeEffect.Said.values)
def test_every_effect_is_shown_as_it_was_chosen(officer, quarter, effect):
    record(quarter, effect)

    assert Form(officer.get(PAGE)).boxes["falls-effect"] == effect
    assert posted(officer, PAGE).status_code == 302
    assert len(events()) == 1


def test_an_effect_is_changed_and_taken_out_with_before_and_after(officer, quarter):
    record(quarter, "YES")

    posted(officer, PAGE, **{"falls-effect": "YES LONGER"})
    posted(officer, PAGE, **{"falls-effect": ""})

    assert [event[2:] for event in events()] == [
        ("", "YES"), ("YES", "YES LONGER"), ("YES LONGER", ""),
    ]  # fmt: skip
    assert not SchemeEffect.objects.exists()


def test_one_scheme_after_the_other_is_entered_without_a_way_back(officer, quarter):
    answer = posted(officer, PAGE, **{"falls-effect": "YES", "next": "yes"})

    assert answer.url == NEXT
    assert "Save and go to" not in words(officer.get(NEXT))
    assert posted(officer, NEXT, next="yes").url == PLAN


def test_an_effect_that_is_not_offered_is_refused_at_its_list(officer, quarter):
    answer = posted(officer, PAGE, **{"falls-effect": "NEVER"})

    assert words(answer).count("Effect on Falls must be in the list") == 2
    assert not SchemeEffect.objects.exists()


def test_of_two_who_change_one_effect_the_second_is_shown_the_first(officer, quarter):
    page = Form(officer.get(PAGE)).boxes
    officer.post(PAGE, page | {"falls-effect": "YES"})

    theirs = page | {"falls-effect": "PARTIAL", "form-mark": "another"}
    answer = officer.post(PAGE, theirs)

    assert answer.status_code == 409
    assert "Effect on Falls was changed by somebody else" in words(answer)
    assert "Theirs: “Yes”" in words(answer)
    assert said(quarter) == [("yes",)]


def test_two_who_change_two_effects_both_succeed(officer, quarter):
    page = Form(officer.get(PAGE)).boxes
    officer.post(PAGE, page | {"falls-effect": "YES"})

    officer.post(PAGE, page | {"delays-effect": "PARTIAL", "form-mark": "another"})

    assert said(quarter) == [("yes", "partial")]


def test_a_form_sent_twice_is_saved_once(officer, quarter):
    form = Form(officer.get(PAGE)).boxes | {"falls-effect": "YES"}

    officer.post(PAGE, form)
    record(quarter, "PARTIAL", shown="YES")
    again = officer.post(PAGE, form)

    assert (again.status_code, again.url) == (302, PLAN)
    assert said(quarter) == [("partial",)]


@pytest.mark.parametrize("of", ["another board", "another year"])
def test_a_scheme_of_another_board_or_year_does_not_exist(officer, quarter, of):
    board = make_board("Southborough") if of == "another board" else quarter.board
    make_line(make_quarter(board, year=2023 if of == "another board" else 2024), "S9")

    assert officer.get(QUARTER + "metrics/effects/S9/").status_code == 404
    with pytest.raises(Scheme.DoesNotExist):
        record(quarter, "YES", scheme="S9")


def test_the_next_scheme_is_of_the_same_board_and_year(officer, quarter):
    for other in (make_quarter(make_board("Southborough")), make_quarter(quarter.board, year=2024)):
        for number in range(3):
            make_line(other, f"{other.board.code[0]}{other.year}{number}")

    assert posted(officer, NEXT, next="yes").url == PLAN


def test_a_measure_that_no_longer_runs_is_offered_where_the_plan_speaks_of_it(officer, quarter):
    record(quarter, "YES")
    Metric.objects.update(last_year=2022)

    boxes = Form(officer.get(PAGE)).boxes

    assert "falls-effect" in boxes
    assert "delays-effect" not in boxes


def test_no_effect_is_recorded_in_a_report_that_was_sent(quarter):
    send(quarter)

    with pytest.raises(ReportLocked):
        record(quarter, "YES")


def test_the_page_costs_the_same_however_many_schemes_there_are(officer, quarter):
    few = count_queries(officer, PAGE)
    make_lines(quarter, 500)

    assert count_queries(officer, PAGE) == few
