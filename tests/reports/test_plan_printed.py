"""A plan as its papers print it: what is read, what is asked, and what does not add up."""

import pytest

from boards.edits import Edit
from boards.models import AuditEvent
from boards.roles import Role
from finance.funding.actions.milestones import record_milestones
from finance.funding.actions.printed import record_printed
from finance.models import ExpenditureLine
from metrics.actions import record_effects
from metrics.effects import scheme_effects
from metrics.models import SchemeEffect
from reports.board_paper.content import board_paper
from reports.board_paper.html import paper_html
from reports.plan_printed import printed_plan
from schemes.milestones import QUARTERS, milestones
from schemes.models import ReportGroup, Scheme
from tests.builders import (
    NOON,
    make_board,
    make_line,
    make_lines,
    make_metric,
    make_quarter,
    make_user,
)
from tests.finance.statement_builders import make_statement
from tests.queries import count_queries
from tests.reports.text_builders import make_sections
from tests.signing_builders import send

pytestmark = pytest.mark.django_db
PLAN, SPENDING = "/northshire/2023-24-q3/plan-money/", "/northshire/2023-24-q3/spending/"


@pytest.fixture
def quarter():
    return make_quarter()


@pytest.fixture
def reader(client, quarter):
    client.force_login(make_user(quarter.board, Role.CLERK))
    return client


BY_NOW = {"by": "test", "at": NOON}


def print_amount(quarter, printed, *, kind="AGREED_POOL", group="", source=None):
    key = f"new-{quarter.year}-{kind}-{group}"
    facts = {"printed": printed, "source": source or f"{kind} sheet"}
    edits = [Edit(key, field, "", text) for field, text in facts.items()]
    record_printed(quarter=quarter, edits=edits, **BY_NOW)


def print_milestones(quarter, *rows, measure="Admissions avoided"):
    edits = [
        Edit(f"new-{number}", field, "", value)
        for number, (name, quarters, printed) in enumerate(rows, 1)
        for field, value in zip(
            ("measure", "name", *QUARTERS, "printed_total"),
            (measure, name, *quarters, printed),
            strict=True,
        )
        if value is not None
    ]
    record_milestones(quarter=quarter, edits=edits, **BY_NOW)


def print_effect(quarter, line, metric, said="YES"):
    edits = [Edit(metric.code, "effect", "", said)]
    record_effects(quarter=quarter, scheme=line.scheme.reference, edits=edits, **BY_NOW)


def shown(client, page=PLAN):
    return " ".join(client.get(page).content.decode().split())


def test_a_printed_total_is_shown_beside_its_lines_with_the_difference(reader, quarter):
    make_line(quarter, "S1", plan="4352000")
    make_line(quarter, "S2", plan="16486000")
    print_amount(quarter, "£20.837m")

    (amount,) = printed_plan(quarter).amounts
    page = shown(reader)

    assert (amount.read, amount.lines, amount.difference) == (20_837_000, 20_838_000, -1000)
    assert ">1 less than the lines<" in page
    assert "£20.837m" in page


def test_an_amount_that_may_mean_two_things_is_asked_about_and_not_read(reader, quarter):
    make_line(quarter, plan="20838000")
    print_amount(quarter, "£19,232m", kind="MINIMUM_POOL")

    (amount,) = printed_plan(quarter).amounts
    page = shown(reader)

    assert (amount.read, amount.difference) == (None, None)
    assert "£19,232m: is this £19.232m or £19,232 million?" in page
    assert "not read" in page


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("£19.232m", "The lines are 1,606 above the minimum"),
        ("£21m", "The lines are 162 below the minimum"),
        ("20,838", "None"),
    ],
)
def test_a_minimum_is_no_total_that_the_lines_have_to_meet(reader, quarter, printed, words):
    make_line(quarter, plan="20838000")
    print_amount(quarter, printed, kind="MINIMUM_POOL")

    assert f">{words}<" in shown(reader)


def test_a_group_is_compared_with_its_own_lines(quarter):
    other = ReportGroup.objects.create(
        board=quarter.board, year=2023, order=2, code="other", name="Other", short_name="Other"
    )
    make_line(quarter, "S1", plan="4352000")
    line = make_line(quarter, "S2", plan="11816000")
    Scheme.objects.filter(pk=line.scheme_id).update(report_group=other)
    print_amount(quarter, "11,815", kind="GROUP", group="other")

    (amount,) = printed_plan(quarter).amounts

    assert (amount.read, amount.lines) == (11_815_000, 11_816_000)


def test_the_pool_of_the_year_before_is_shown_with_nothing_to_compare_it_with(reader, quarter):
    make_line(quarter)
    before = make_quarter(quarter.board, year=2022)
    print_amount(before, "£8.760m")
    print_amount(before, "9,999", kind="PLAN")

    amounts = printed_plan(quarter).amounts
    page = shown(reader)

    assert [(item.year, item.read, item.lines) for item in amounts] == [(2022, 8_760_000, None)]
    assert "2022-23" in page
    assert "Nothing to compare it with" in page


def test_lines_without_a_plan_leave_a_printed_total_without_a_difference(quarter):
    make_line(quarter, "S1", plan="100")
    make_line(quarter, "S2", plan=None)
    print_amount(quarter, "£1m")

    (amount,) = printed_plan(quarter).amounts

    assert (amount.read, amount.lines, amount.difference) == (1_000_000, None, None)


def test_milestones_show_the_quarters_together_beside_the_printed_total(reader, quarter):
    print_milestones(
        quarter,
        ("Beds", [0, 31, 63, 63], 157),
        ("Care homes", [None, 17, 33, 33], 84),
        ("End of life", [46, 46, 46, 46], 185),
        ("Total", [None] * 4, 426),
    )

    (held,) = milestones(quarter)

    assert [(row.summed, row.printed, row.difference) for row in held.rows] == [
        (157, 157, 0), (83, 84, 1), (184, 185, 1),
    ]  # fmt: skip
    assert (held.total.summed, held.total.printed, held.total.difference) == (424, 426, 2)
    assert held.total.quarters == (46, 94, 142, 142)
    assert "not printed" in shown(reader)


def test_milestones_of_each_measure_have_a_total_of_their_own(quarter):
    print_milestones(quarter, ("Beds", [1, 2, 3, 4], None))
    print_milestones(quarter, ("Home", [5, None, None, None], None), measure="Delays")

    first, second = milestones(quarter)

    assert (first.total.summed, second.total.summed) == (10, 5)
    assert (first.total.printed, first.total.difference) == (None, None)


def test_a_quarter_in_which_nought_is_planned_has_a_figure(quarter):
    print_milestones(quarter, ("Beds", [0, None, None, None], 0))

    (held,) = milestones(quarter)

    assert (held.rows[0].summed, held.rows[0].difference, held.printed) == (0, 0, None)
    assert held.total.quarters == (0, None, None, None)


def test_what_the_plan_says_of_a_scheme_and_a_measure_stands_in_words(reader, quarter):
    beds, carers, _ = (
        make_line(quarter, reference, name=name)
        for reference, name in (("S1", "Beds"), ("S2", "Carers"), ("S3", "Grant"))
    )
    falls, delays = make_metric(quarter, "falls"), make_metric(quarter, "delays")
    make_metric(quarter, "experience")
    print_effect(quarter, beds, falls)
    print_effect(quarter, beds, delays, "PARTIAL")
    print_effect(quarter, carers, falls, "PARTIAL LONGER")

    effects = scheme_effects(quarter)
    page = shown(reader)

    assert effects.measures == ("Falls", "Delays")
    assert [(row.name, row.effects) for row in effects.rows] == [
        ("Beds", ("yes", "partial")),
        ("Carers", ("partial, longer term", "says nothing")),
    ]
    assert "Partial, longer term" in page
    assert "Says nothing" in page
    assert "The plan says nothing of the effects of: Grant." in page


def test_an_effect_of_a_scheme_of_another_board_is_not_kept(quarter):
    theirs = make_line(make_quarter(make_board("Southborough")))
    falls = make_metric(quarter, "falls")

    with pytest.raises(Scheme.DoesNotExist):
        print_effect(quarter, theirs, falls)

    assert not SchemeEffect.objects.exists()


ENTERED_AT = (
    "/northshire/2023-24-q3/plan-changes/printed/",
    "/northshire/2023-24-q3/plan-changes/milestones/",
    "/northshire/2023-24-q3/metrics/effects/S1/",
)


def led_to(page):
    return [place for place in ENTERED_AT if f'href="{place}"' in page]


def test_where_nothing_was_printed_the_page_says_who_enters_it(reader, quarter):
    make_line(quarter)

    page = shown(reader)

    assert "Nothing of the plan for 2023-24 was entered as printed." in page
    assert "Finance officers enter it while a report of the year is a draft." in page
    assert led_to(page) == []


@pytest.mark.parametrize("is_printed", [False, True])
def test_finance_officers_are_led_to_where_they_enter_it(client, quarter, is_printed):
    make_line(quarter)
    if is_printed:
        print_amount(quarter, "£1m")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))

    page, changes = shown(client), shown(client, "/northshire/2023-24-q3/plan-changes/")

    assert led_to(page) == list(ENTERED_AT)
    assert led_to(changes) == [ENTERED_AT[0]]
    assert f'href="{PLAN}"' in changes


def test_each_scheme_leads_finance_officers_to_its_effects(client, reader, quarter):
    beds, falls = make_line(quarter, "S1"), make_metric(quarter, "falls")
    make_line(quarter, "S2")
    print_effect(quarter, beds, falls)
    assert "metrics/effects/" not in shown(reader)

    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))
    page = shown(client)

    for reference in ("S1", "S2"):
        assert f'metrics/effects/{reference}/">Scheme {reference}</a>' in page


def test_nobody_is_led_to_enter_what_can_no_longer_be_changed(client, quarter):
    make_line(quarter)
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))
    send(quarter)

    assert led_to(shown(client)) == []
    assert led_to(shown(client, "/northshire/2023-24-q3/plan-changes/")) == []


def test_effects_are_entered_from_the_first_scheme_of_the_plan_on(client, quarter):
    ExpenditureLine.objects.filter(pk=make_line(quarter, "S1").pk).update(stream=None)
    make_line(quarter, "S2")
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))

    page = shown(client)

    assert [row.reference for row in printed_plan(quarter).spending.rows] == ["S2", "S1"]
    assert 'href="/northshire/2023-24-q3/metrics/effects/S1/"' in page


def test_the_spending_page_leads_there(reader, quarter):
    make_line(quarter)

    assert f'href="{PLAN}"' in shown(reader, SPENDING)


def test_all_that_is_printed_stands_in_the_trail_with_what_it_belongs_to(quarter):
    falls = make_metric(quarter, "falls")
    print_amount(quarter, "£19,232m", source="Front sheet")
    print_milestones(quarter, ("Beds", [1, None, None, None], None))
    print_effect(quarter, make_line(quarter), falls, "YES LONGER")

    pool, beds = (
        "Agreed value of the pooled budget, 2023-24 (Front sheet)",
        "Admissions avoided: Beds",
    )
    assert [(event.kind, event.subject, event.after) for event in AuditEvent.objects.all()] == [
        ("finance.printed.recorded", pool, "£19,232m"),
        ("finance.printed.source.recorded", pool, "Front sheet"),
        ("finance.milestone.measure.recorded", beds, "Admissions avoided"),
        ("finance.milestone.name.recorded", beds, "Beds"),
        ("finance.milestone.quarter_1.recorded", beds, "1"),
        ("finance.scheme_effect.recorded", "S1 falls", "YES LONGER"),
    ]


def test_the_history_tells_all_that_is_printed_in_words(client, quarter):
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))
    print_amount(quarter, "£19,232m", source="Front sheet")
    print_milestones(quarter, ("Beds", [1, None, None, None], None))
    print_effect(quarter, make_line(quarter), make_metric(quarter, "falls"), "YES LONGER")

    page = shown(client, "/northshire/2023-24-q3/history/")

    pool = "Agreed value of the pooled budget, 2023-24 (Front sheet)"
    for told in (
        f"Printed total “{pool}” entered: “£19,232m”",
        f"Place of the printed total “{pool}” entered: “Front sheet”",
        "Name of the milestone “Admissions avoided: Beds” entered: “Beds”",
        "Quarter 1 of the milestone “Admissions avoided: Beds” entered: 1",
        "Effect of Scheme S1 on Falls entered: “Yes, longer term”",
    ):
        assert told in page


def test_what_another_board_prints_is_not_shown(reader, quarter):
    make_line(quarter)
    other = make_quarter(make_board("Southborough"))
    line, falls = make_line(other, name="Canary scheme"), make_metric(other, "falls")
    print_amount(other, "£77m", source="Canary pool")
    print_milestones(other, ("Canary milestone", [1, 2, 3, 4], 10))
    print_effect(other, line, falls)

    assert reader.get(PLAN.replace("northshire", "southborough")).status_code == 404
    page = shown(reader)
    assert "Canary" not in page
    assert "Nothing of the plan for 2023-24 was entered as printed." in page


def test_hostile_texts_are_shown_as_they_are_and_do_nothing(reader, quarter):
    nasty = "<script>alert(1)</script>"
    print_amount(quarter, nasty, source=nasty)
    print_milestones(quarter, (nasty, [1, 2, 3, 4], 10), measure=nasty)
    print_effect(quarter, make_line(quarter, name=nasty), make_metric(quarter, name=nasty))

    page = shown(reader)

    assert nasty not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 6


def test_the_page_takes_as_many_queries_for_many_rows_as_for_few(reader, quarter):
    falls = make_metric(quarter, "falls")
    print_amount(quarter, "£1m")
    print_milestones(quarter, ("Beds", [1, 2, 3, 4], 10))
    print_effect(quarter, make_line(quarter), falls)
    few = count_queries(reader, PLAN)
    SchemeEffect.objects.bulk_create(
        SchemeEffect(scheme=line.scheme, metric=falls, strength="PARTIAL")
        for line in make_lines(quarter, 500)
    )
    for kind in ("PLAN", "MINIMUM_POOL"):
        print_amount(quarter, "£1m", kind=kind)

    assert count_queries(reader, PLAN) == few


def test_the_board_paper_is_the_same_with_and_without_what_is_printed(quarter):
    line, falls = make_line(quarter), make_metric(quarter, "falls")
    make_sections(quarter)
    paper = paper_html(board_paper(quarter))

    make_statement(quarter)
    print_amount(quarter, "£20.837m")
    print_milestones(quarter, ("Beds", [1, 2, 3, 4], 10))
    print_effect(quarter, line, falls)

    assert paper_html(board_paper(quarter)) == paper
