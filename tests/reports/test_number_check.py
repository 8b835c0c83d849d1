"""The number check: what it asks about, and above all what it leaves in peace."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.models import Board, BoardQuarter, ReportingPeriod
from finance.income import Income
from finance.income_report import IncomeAddition
from finance.queries import spend_report
from metrics.queries import MetricReport, metric_report
from reports.commentary.checks import typed_texts
from reports.commentary.facts import report_facts
from reports.commentary.known import Fact, Facts
from reports.commentary.number_check import number_findings, settle
from reports.commentary.reading import Kind, Text
from reports.commentary.sections import written_sections
from reports.figures import figures
from tests.reports.paper_builders import make_measure, make_spending
from tests.reports.text_builders import facts_of

ADMISSIONS = Fact(
    "avoidable admissions, April to September", "273", Decimal(273), Kind.PLAIN,
    ("Avoidable admissions",), "metric.avoidable-admissions.actual",
)  # fmt: skip
GRANT = Fact(
    "the forecast of Disabled Facilities Grants", "£2,149k", Decimal(2149312), Kind.MONEY,
    ("Disabled Facilities Grants", "DFG"), "forecast.dfg",
)  # fmt: skip
REABLED = Fact("reablement, April to July", "98.2%", Decimal("98.2"), Kind.PERCENTAGE,
               ("Reablement",), "metric.reablement.actual")  # fmt: skip
FACTS = Facts([ADMISSIONS, GRANT, REABLED])


def messages(text, facts=FACTS, **given):
    return [finding.message for finding in number_findings(text, facts, **given)]


def written(text):
    return [number.text for number in Text(text).numbers]


@pytest.mark.parametrize(
    "text",
    [
        "On 7 September 2023, and from 1 to 31 March, as announced on 07/09/2023 and 2023-09-07.",
        "In 2023-24, 2023/24, 2023 to 2025 and since 2015.",
        "Quarter 3, Q3, quarters 1 and 2, Q3 2023-24, M1 to M6 and M1–M6.",
        "Section 75, sections 223B and 223GA, paragraph 3.8, table 1, conditions 1 to 4.",
        "People aged 60 and over, aged 35 to 55, 65 and over, the over 65s, and 65+.",
        "After 28 days, a 13-week sprint, a 91-day follow-up, 24/7, 12 to 18 months, 24 hours.",
        "NHS 111 and D2A, COVID-19, report ACH23-032, COPD2, the 1st and 22nd, at 9am and 10:30.",
        "A rate per 100,000 people, 1 in 10, and a ratio of 50:50.",
        "The 2 core objectives, 8 processes and 4 calls a day.",
        "See https://example.org/2023/1234 or write to team99@council.example. Ring 0300 123 4567.",
        "{metric.falls.actual} and {uplift.minimum.next}",
        "1. First\n2. Second\n\n12) Twelfth",
    ],
    ids=["dates", "years", "quarters", "parts", "ages", "durations", "names", "ratios", "counts",
         "addresses", "references", "list"],
)  # fmt: skip
def test_what_only_names_dates_or_counts_is_no_figure(text):
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("£818k", "818000", Kind.MONEY),
        ("£40.4m", "40400000", Kind.MONEY),
        ("£1.2 million", "1200000", Kind.MONEY),
        ("£2,149,312.45", "2149312.45", Kind.MONEY),
        ("19%", "19", Kind.PERCENTAGE),
        ("19 per cent", "19", Kind.PERCENTAGE),
        ("2.15 percentage points", "2.15", Kind.POINTS),
        ("1,048.5", "1048.5", Kind.PLAIN),
        ("\u2212273", "273", Kind.PLAIN),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value, kind):
    (number,) = Text(f"It was {text}, as expected.").numbers

    assert (number.number, number.kind) == (Decimal(value), kind)


def test_the_first_number_of_a_range_takes_the_unit_of_the_second():
    assert [n.kind for n in Text("from 60 to 70%").numbers] == [Kind.PERCENTAGE] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Avoidable admissions were 273.",
        "The grant is £2,149k, or £2.1m, or £2.15m, or £2,149,312.",
        "Disabled Facilities Grants are 2,149 in the table.",
        "About £2,200k of the DFG is forecast.",
        "Reablement reached 98.2%, or 98%.",
        "Reablement reached 98.2.",
    ],
)
def test_a_figure_of_the_report_passes_however_it_is_rounded(text):
    assert messages(text) == []


@pytest.mark.parametrize("typed", ["272", "237", "373", "275"])
def test_nearly_the_figure_that_the_sentence_names_is_a_mismatch(typed):
    (message,) = messages(f"Avoidable admissions were {typed}.")

    assert message == (
        f"You wrote {typed}. The table has 273 for avoidable admissions, April to September"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Admissions that could be avoided are avoidable admissions. The rate was 272.",
        "## Avoidable admissions\n\nThe rate was 272.",
    ],
    ids=["paragraph", "heading"],
)
def test_the_paragraph_and_its_heading_name_the_figure_too(text):
    assert messages(text)[0].startswith("You wrote 272. The table has 273")


def test_a_comment_on_a_measure_need_not_repeat_its_name():
    assert messages("The rate was 272.", about="Avoidable admissions")[0].startswith(
        "You wrote 272. The table has 273"
    )


def test_a_number_near_a_figure_that_nobody_names_is_only_unknown():
    assert messages("Bakers sold 272 loaves.") == [
        "You wrote 272. It does not match a figure in this report. Add where it comes from"
    ]


def test_a_missing_k_and_changed_digits_of_an_amount_are_found():
    assert messages("The DFG is £2,149 and then £2,194k.") == [
        "You wrote £2,149. The table has £2,149k for the forecast of Disabled Facilities Grants",
        "You wrote £2,194k. The table has £2,149k for the forecast of Disabled Facilities Grants",
    ]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("A 19% (source: local monitoring) improvement.", 0),
        ("A 19% improvement [source: local monitoring].", 0),
        ("A 19% improvement after 5%. (Source: local monitoring, table 3 (2023))", 0),
        ("A 19% improvement (source: local monitoring). Later 5%.", 1),
        ("A 19% improvement and 5% (source: local monitoring) more.", 1),
        ("A 19% improvement (source: ).", 1),
    ],
)
def test_a_source_written_after_the_number_or_its_sentence_settles_it(text, asked):
    assert len(messages(text)) == asked


def test_the_distance_from_a_target_is_no_change_over_time():
    row = make_measure("falls", actual=Decimal(995), annual=Decimal("2097.8"), decimals=1)
    facts = facts_of_rows(row)

    assert messages("Falls are 5% below target.", facts) == []
    assert messages("Falls beat the target with a 5% improvement.", facts) == [
        "You wrote 5%. It does not match a figure in this report. Add where it comes from"
    ]


def test_a_round_amount_that_is_far_off_does_not_pass():
    assert messages("The DFG is £2m.") == [
        "You wrote £2m. The table has £2,149k for the forecast of Disabled Facilities Grants"
    ]


def test_a_difference_between_percentages_is_in_points():
    row = make_measure("reablement", percentage=True, method="constant", decimals=1,
                       actual=Decimal("98.2"), annual=Decimal("96.5"))  # fmt: skip

    (finding,) = number_findings("Reablement is 1.7% above target.", facts_of_rows(row))

    assert finding.message.endswith("Write 1.7 percentage points")


def facts_of_rows(*rows):
    """Facts of a report with these measures and a few lines."""
    printed = {row.code: row.finding for row in rows}
    return report_facts(printed, MetricReport(rows), make_spending((2,)), ())


def test_answers_replace_the_right_occurrence_and_add_the_source():
    text = "Avoidable admissions: 272, then 272 again, up 19%."
    findings = number_findings(text, FACTS)
    assert [finding.key for finding in findings] == ["272#1", "272#2", "19%#1"]

    settled = settle(text, findings, {"272#2": None, "19%#1": "local data (unpublished"})

    assert settled == (
        "Avoidable admissions: 272, then {metric.avoidable-admissions.actual} again, "
        "up 19% (source: local data unpublished)."
    )
    assert [f.written for f in number_findings(settled, FACTS)] == ["272"]


@pytest.mark.django_db
def test_the_bromley_paper_raises_the_numbers_nobody_can_check(demonstration):
    quarter = BoardQuarter.objects.get(board__slug="bromley")
    facts = facts_of(quarter)

    assert messages("In April to September avoidable admissions were 272.", facts) == [
        "You wrote 272. The table has 273 for avoidable admissions, April to September"
    ]
    assert messages("The Disabled Facilities Grant is £818k under plan.", facts) == []
    unsupported = "A 19% improvement between Q1 and Q2. Falls saw a 5% improvement."
    assert messages(unsupported, facts) == [
        "You wrote 19%. It does not match a figure in this report. Add where it comes from",
        "You wrote 5%. It does not match a figure in this report. Add where it comes from",
    ]
    assert found_in(quarter) == ["19%", "5%", "£50m"]


def found_in(quarter):
    """What the check asks about in every text of a quarter."""
    facts, sections = facts_of(quarter), written_sections(quarter)
    return [
        finding.written
        for item in typed_texts(quarter, sections, metric_report(quarter), spend_report(quarter))
        for finding in number_findings(item.text, facts, about=item.about)
    ]


amounts = st.decimals(0, 90_000_000, places=2)
values = st.decimals(Decimal("0.01"), 100_000, places=2)
shares = st.decimals(Decimal("0.1"), 100, places=2)


@st.composite
def reports(draw):
    """The measures, spending and income of some quarter."""
    rows = [
        make_measure("falls", actual=draw(values), annual=draw(values),
                     decimals=draw(st.integers(0, 2))),
        make_measure("reablement", percentage=True, method="constant", decimals=1,
                     actual=draw(shares), annual=draw(shares)),
    ]  # fmt: skip
    streams = [
        Income("minimum", "Minimum contribution", draw(amounts),
               (IncomeAddition(draw(amounts), date(2023, 9, 7)),), draw(shares), draw(shares)),
    ]  # fmt: skip
    return rows, make_spending((draw(st.integers(1, 4)), 2)), streams


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_every_figure_that_the_report_prints_can_be_typed_as_it_is_printed(report):
    rows, spending, streams = report
    metrics = type("Report", (), {"rows": tuple(rows), "summary": ""})
    metrics.with_status = lambda *statuses: [row for row in rows if row.status in statuses]
    quarter = BoardQuarter(
        board=Board(name="Northshire"), period=ReportingPeriod(year=2023, quarter=3)
    )
    printed = figures(quarter, metrics, spending, streams)
    facts = report_facts(printed, metrics, spending, streams)

    for text in printed.values():
        assert messages(f"We note {text} here.", facts) == []


@pytest.mark.parametrize(
    "text",
    [
        "Avoidable admissions were 273 and Reablement 98.2%, with £2,149k for the grant. " * 240,
        "Scheme 7 of Stream 00 rose by 4,321 to £12,345k, about 19%. " * 330,
        "12345 " * 3333,
        "(source: " * 2222,
        "1" * 20_000,
        "a.b@" * 5000,
        "£1,234,567 in April and 5% (" * 700,
        "about 4321 " * 1800,
        "5% (source: a) 6% " * 1100,
    ],
    ids=["true", "false", "digits", "brackets", "long", "addresses", "mixed", "roughly", "sources"],
)
def test_the_longest_text_is_checked_in_a_moment(text):
    metrics, spending = MetricReport((make_measure("falls"),)), make_spending((100,) * 5)
    facts = report_facts({}, metrics, spending, ())
    number_findings("Warm 12 up.", facts)

    begun = time.process_time()
    number_findings(text[:20_000], facts, about="Scheme 7 of Stream 00")
    taken = time.process_time() - begun

    assert taken < 0.3  # Less than a tenth, with room for a busy machine.


def test_a_text_of_nothing_but_numbers_gets_no_endless_list():
    assert len(messages("12345 " * 300)) == 50
