import stat
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from boards import subjects
from boards.models import AuditEvent, Board, BoardQuarter, Grant, Owner, User
from boards.roles import Role
from boards.timetable import timetable
from finance.income import income, income_report
from finance.queries import spend_report
from metrics import findings
from metrics.models import Metric
from metrics.queries import metric_report
from reports.board_paper.content import board_paper, paper_outline
from reports.board_paper.html import paper_html
from reports.models import PaperSection
from schemes.models import NationalCondition, PlanSection, Scheme
from schemes.queries import plan_progress
from tests.builders import make_board, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def bromley(demonstration):
    return BoardQuarter.objects.get(board__slug="bromley")


def test_the_three_groups_and_the_grand_total_are_those_printed(bromley):
    report = spend_report(bromley)

    printed = [
        (len(group.rows), group.plan, group.forecast, group.variance) for group in report.groups
    ]
    assert printed == [
        (26, 29_703_000, 29_703_000, 0),
        (1, 2_967_000, 2_149_000, -818_000),
        (8, 7_730_000, 7_730_000, 0),
    ]
    assert (report.plan, report.forecast, report.variance) == (40_400_000, 39_582_000, -818_000)


def test_spent_to_date_is_not_provided_and_blocks_nothing(bromley):
    report = spend_report(bromley)

    assert report.missing("spent") == 35
    assert report.spent is None


def test_the_allocations_with_their_additions_are_the_plan(bromley):
    streams = {item.stream: item for item in income(bromley)}

    assert sum(item.allocation for item in streams.values()) == spend_report(bromley).plan
    assert streams["dfg"].added == Decimal(213_000)
    assert streams["dfg"].allocation == Decimal(2_967_000)
    assert streams["minimum"].uplift == streams["minimum"].uplift_next_year == Decimal("5.66")


def test_discharge_lines_stand_on_discharge_streams_and_are_marked_derived(bromley):
    rows = {row.reference: row for row in spend_report(bromley).rows}

    assert rows["BRO-2324-23"].stream == "Local authority Discharge Fund"
    assert rows["BRO-2324-24"].stream == "ICB Discharge Fund"
    assert all(row.stream_is_derived for row in spend_report(bromley).groups[0].rows)
    assert not rows["BRO-2324-27"].stream_is_derived


@pytest.mark.parametrize(
    ("code", "annual", "target", "actual", "status"),
    [
        ("avoidable-admissions", "440", "220", "273", "Not on target"),
        ("falls", "2,097.8", "1,048.9", "995", "On target"),
        ("discharge-to-usual-place", "93.5%", "93.5%", "93.96%", "On target"),
        ("residential-admissions", "366.1", "244.1", "239.4", "On target"),
        ("reablement", "96.5%", "96.5%", "98.2%", "On target"),
    ],
)
def test_a_measure_has_its_printed_figures_and_a_computed_target(
    bromley, code, annual, target, actual, status
):
    row = next(row for row in metric_report(bromley).rows if row.code == code)

    shown = (findings.annual_text(row), findings.target_text(row), findings.actual_text(row))
    assert shown == (annual, target, actual)
    assert row.status.label == status
    assert row.different_target is None


def test_appendix_a_is_whole(bromley):
    sections = plan_progress(bromley)

    assert [len(section.actions) for section in sections] == [6, 7, 7, 0, 4, 3]
    assert all(action.progress for section in sections for action in section.actions)
    assert NationalCondition.objects.get(code="2023-nc4").note == "Not in the published paper"


def test_every_reference_in_the_paper_names_a_figure(bromley):
    assert paper_outline(bromley).unknown_references == ()
    assert "{" not in paper_html(board_paper(bromley)).partition("</style>")[2]


def test_the_figures_were_entered_by_the_real_actions(bromley):
    assert (
        AuditEvent.objects.filter(kind="finance.forecast.recorded", board="bromley").count() == 35
    )
    assert AuditEvent.objects.filter(kind="metrics.actual.recorded", board="bromley").count() == 5


def test_there_is_an_account_for_every_role_and_both_finance_officers(bromley):
    roles = set(Grant.objects.values_list("role", flat=True))
    officers = Grant.objects.filter(role=Role.FINANCE_OFFICER, board=bromley.board)

    assert roles == set(Role)
    assert set(officers.values_list("organisation__kind", flat=True)) == {"COUNCIL", "ICB"}


def test_the_passwords_are_kept_for_their_owner_alone(bromley, tmp_path):
    file = tmp_path / "accounts.txt"
    email, password = file.read_text().split("\n")[0].split()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert User.objects.get(email=email).check_password(password)


def test_a_second_load_keeps_figures_and_passwords(bromley, tmp_path, capsys):
    Board.objects.update(name="Kept")
    before = (tmp_path / "accounts.txt").read_text()

    call_command("load_demo", accounts=tmp_path / "accounts.txt")

    assert set(Board.objects.values_list("name", flat=True)) == {"Kept"}
    assert before in capsys.readouterr().out


@pytest.mark.parametrize("other", [make_board, make_user])
def test_a_database_that_holds_anything_else_is_refused(other, tmp_path):
    other()

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_demo", accounts=tmp_path / "accounts.txt")

    assert not Board.objects.filter(is_demonstration=True).exists()
    assert not (tmp_path / "accounts.txt").exists()


def test_a_second_board_reports_by_the_rules_of_its_own_years(bromley):
    quarter = BoardQuarter.objects.get(board__slug="barking-dagenham")

    report = income_report(quarter)
    council, nhs = report.groups
    assert (council.this_year, council.next_year) == (8_343_000, 10_566_000)
    assert (nhs.this_year, nhs.next_year) == (13_415_000, 13_670_000)
    assert (report.this_year, report.next_year) == (21_758_000, 24_236_000)
    assert len(metric_report(quarter).rows) == 4
    assert len(spend_report(quarter).rows) == 16
    assert spend_report(quarter).is_empty("plan")


def test_its_funding_stands_on_the_same_page_as_every_board(bromley, client):
    client.force_login(User.objects.get(email="clerk@demonstration.example"))

    page = client.get("/barking-dagenham/2017-18-q2/tables/").content.decode()

    for figure in ("8,343", "10,566", "21,758", "24,236"):
        assert f">{figure}<" in page


@pytest.mark.parametrize("board", ["bromley", "training", "barking-dagenham"])
def test_every_owned_part_is_a_part_of_the_boards_reports(bromley, board):
    owned = set(Owner.objects.filter(board__slug=board).values_list("subject", flat=True))
    sections = PlanSection.objects.filter(board__slug=board).values_list("code", flat=True)
    texts = PaperSection.objects.filter(paper__quarter__board__slug=board)
    schemes = Scheme.objects.filter(board__slug=board, led_by__isnull=False)

    assert owned - {
        subjects.metric(code) for code in Metric.objects.values_list("code", flat=True)
    } == {
        subjects.SPENDING,
        subjects.RISKS,
        *map(subjects.section, sections),
        *map(subjects.text, texts.values_list("code", flat=True)),
        *map(subjects.scheme, schemes.values_list("reference", flat=True)),
    }


def test_measures_are_the_commissioners_and_lines_their_organisations(bromley):
    owners = {item.subject: item for item in Owner.objects.filter(board=bromley.board)}

    assert owners["metric:falls"].title == "Falls lead"
    assert owners["metric:falls"].user.email == "commissioner@demonstration.example"
    assert owners["scheme:BRO-2324-01"].user.email == "finance.icb@demonstration.example"
    assert owners["scheme:BRO-2324-02"].user.email == "finance.council@demonstration.example"


def test_the_dates_of_every_demonstration_quarter_are_in_order(bromley):
    quarters = BoardQuarter.objects.select_related("board", "period")

    assert [quarter for quarter in quarters if timetable(quarter).out_of_order] == []
