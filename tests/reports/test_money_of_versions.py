"""What signatories and the public read of the money beside the lines of a version."""

import re
from datetime import date

import pytest

from boards.models import Organisation
from boards.roles import Role
from boards.workflow import Status
from finance.models import Reserve, ReserveBalance, RiskShare, SpendingMinimum, Virement
from reports.board_paper.content import board_paper
from reports.board_paper.html import paper_html
from tests.builders import decimal, make_line, make_lines, make_quarter, make_user, report_line
from tests.finance.fund_builders import CHANGES, make_proposal
from tests.reports.test_money_parts import rows_of
from tests.reports.text_builders import make_sections
from tests.signing_builders import make_capacities, make_signatory, queries, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]
QUARTER = "/northshire/2023-24-q3/"
FIRST, PUBLIC = QUARTER + "versions/1/", "/public/northshire/2023-24-q3/"
CHECKS, MOVEMENT = QUARTER + "spending/checks/", QUARTER + "spending/movement/"
HEADINGS = (
    "Changes to the plan", "Reserves", "Risk share", "Minimum spending",
    "Movement since Quarter 2 2023-24, version 1",
)  # fmt: skip


@pytest.fixture
def quarter():
    """A quarter with everything beside its lines, after one that was signed."""
    earlier = make_quarter(quarter=2)
    lines = [make_line(earlier, name) for name in ("S1", "S2")]
    for line in lines:
        report_line(earlier, line, forecast="90000")
    walk(earlier, Status.SIGNED)
    quarter = make_quarter(earlier.board)
    for line, forecast in zip(lines, ("95000", "90000"), strict=True):
        report_line(quarter, line, forecast=forecast)
    make_sections(quarter)
    add_money(quarter, lines)
    return quarter


def add_money(quarter, lines):
    board, year = quarter.board, quarter.year
    Virement.objects.create(
        taken_from=lines[0], given_to=lines[1], amount=decimal("2000"),
        agreed_on=date(2023, 11, 20), reason="More adaptations.",
    )  # fmt: skip
    make_proposal(lines[1], "10000")
    reserve = Reserve.objects.create(board=board, name="Transformation reserve", note="One-off.")
    for then, amount in ((year - 1, "5710000"), (year, "5171000")):
        ReserveBalance.objects.create(reserve=reserve, year=then, amount=decimal(amount))
    council = Organisation.objects.filter(board=board).first()
    RiskShare.objects.create(
        board=board, year=year, partner=council, percent=decimal("60"), note="Of all lines."
    )
    SpendingMinimum.objects.create(
        board=board, year=year, kind=SpendingMinimum.Kind.SOCIAL_CARE, amount=decimal("14000"),
        source="Guidance.",
    )  # fmt: skip


def html(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def headings(text):
    return re.findall('<h3 class="govuk-heading-m">([^<]*)</h3>', text)


def figures(rows):
    """What stands in some rows, without what tells one row's place in its table."""
    return {cell for row in rows for cell in row if cell}


def test_a_signatory_reads_in_a_version_all_that_its_paper_prints(client, quarter):
    capacity = make_capacities(quarter.board)[0]
    walk(quarter, Status.WITH_SIGNATORIES)
    client.force_login(make_signatory(capacity))

    page = html(client.get(FIRST))

    assert [heading for heading in headings(page) if heading in HEADINGS] == list(HEADINGS)
    printed = paper_html(board_paper(quarter))
    captions = re.findall(r"<caption[^>]*>(Table (?:[4-9]|\d\d): [^<]*)</caption>", page)
    assert len(captions) == 6
    for caption in captions:
        assert rows_of(page, caption) == rows_of(printed, caption)


def test_the_public_reads_it_in_what_was_published(client, quarter):
    walk(quarter, Status.PUBLISHED)

    page = html(client.get(PUBLIC))

    assert [heading for heading in headings(page) if heading in HEADINGS] == list(HEADINGS)
    assert "5,171" in page


def test_a_version_without_such_money_has_none_of_its_headings(client):
    quarter = make_quarter()
    make_line(quarter)
    walk(quarter, Status.WITH_SIGNATORIES)
    client.force_login(make_user(quarter.board))

    assert not set(HEADINGS) & set(headings(html(client.get(FIRST))))


def test_the_paper_prints_the_figures_of_the_pages(client, quarter):
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))
    printed = paper_html(board_paper(quarter))
    changes, checks, movement = (html(client.get(page)) for page in (CHANGES, CHECKS, MOVEMENT))

    moved = rows_of(printed, "plan money moved between lines in 2023-24, in £ thousands")
    reserves = rows_of(printed, "money held outside the plan of any year, in £ thousands")
    minima = rows_of(printed, "minimum NHS contribution, in £ thousands")
    since = "ince Quarter 2 2023-24, version 1, in £ thousands"

    assert figures(moved[1:]) == figures(rows_of(changes, "between lines in 2023-24")[1:])
    assert reserves[1] == rows_of(changes, "outside the plan of any year")[1]
    assert minima[1][0] in checks
    assert minima[1][3] in checks
    assert rows_of(printed, since)[1:] == rows_of(movement, since)[1:]


@pytest.mark.parametrize("count", [5, 500])
def test_a_version_takes_the_same_queries_for_any_number_of_lines(client, count):
    quarter = make_quarter()
    add_money(quarter, make_lines(quarter, count))
    walk(quarter, Status.WITH_SIGNATORIES)
    client.force_login(make_user(quarter.board))

    assert queries(client, FIRST) == 17


@pytest.mark.parametrize("count", [5, 500])
def test_a_paper_takes_the_same_queries_for_any_number_of_lines(count, django_assert_num_queries):
    quarter = make_quarter()
    make_sections(quarter)
    add_money(quarter, make_lines(quarter, count))

    with django_assert_num_queries(25):
        paper_html(board_paper(quarter))
