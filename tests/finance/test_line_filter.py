import pytest

from boards.models import Owner
from boards.roles import Role
from finance.models import LineReturn
from tests.builders import make_line, make_lines, make_user, report_line
from tests.finance.grid_builders import PAGE, names_of, page_as_posted, pay_from, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(quarter):
    return make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL")


@pytest.fixture
def officer(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def plan(quarter):
    """Four lines: of the council, of the ICB, joint, and of another stream."""
    lines = {
        "S1": make_line(quarter, "S1", name="Carers’ breaks", plan="10000"),
        "S2": make_line(quarter, "S2", name="Nursing", plan="20000", led_by="ICB"),
        "S3": make_line(quarter, "S3", name="Commissioning", plan="40000", led_by=None),
        "S4": make_line(quarter, "S4", name="Adaptations", plan="80000"),
    }
    pay_from(lines["S4"], "dfg", "Grants")
    report_line(quarter, lines["S1"], forecast="10000")
    return lines


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("led_by=ICB", ["S2"], id="led-by"),
        pytest.param("led_by=Joint", ["S3"], id="joint"),
        pytest.param("stream=dfg", ["S4"], id="stream"),
        pytest.param("not_reviewed=yes", ["S2", "S3", "S4"], id="not-reviewed"),
        pytest.param("text=nURS", ["S2"], id="name"),
        pytest.param("text=s3", ["S3"], id="reference"),
        pytest.param("text=carers+services", ["S1", "S2", "S3", "S4"], id="type"),
        pytest.param("led_by=Council&not_reviewed=yes", ["S4"], id="two-at-once"),
        pytest.param("mine=yes", ["S1", "S3", "S4"], id="mine-may-be-typed"),
        pytest.param("text=+", ["S1", "S2", "S3", "S4"], id="nothing-asked"),
    ],
)
def test_a_filter_shows_the_lines_that_match(officer, plan, query, found):
    assert names_of(officer.get(f"{PAGE}?{query}")) == found


def test_mine_are_the_lines_i_own_once_lines_have_owners(officer, person, quarter, plan):
    Owner.objects.create(board=quarter.board, subject="scheme:S2", title="Lead", user=person)
    Owner.objects.create(board=quarter.board, subject="scheme:S1", title="Lead")

    assert names_of(officer.get(f"{PAGE}?mine=yes")) == ["S2"]


def test_the_totals_are_those_of_the_lines_shown_and_say_so(officer, plan):
    answer = officer.get(f"{PAGE}?led_by=Council")

    assert "Showing 2 of 4 lines. Totals are for these." in words(answer)
    assert answer.context["totals"].revised.text == "90"


def test_without_a_filter_the_totals_are_those_of_all_lines(officer, plan):
    answer = officer.get(PAGE)

    assert "All 4 lines, in £ thousands" in words(answer)
    assert answer.context["totals"].revised.text == "150"


def test_a_filter_that_nothing_matches_can_be_cleared(officer, plan):
    page = words(officer.get(f"{PAGE}?text=zebra"))

    assert "No schemes match." in page
    assert f'<a class="govuk-link" href="{PAGE}">Clear filters</a>' in page


def test_the_filter_stays_in_the_address_after_saving(officer, plan):
    page = f"{PAGE}?led_by=Council&text=s"
    typed = page_as_posted(officer, page) | {f"forecast-{plan['S4'].pk}": "81"}

    answer = officer.post(page, typed)

    assert answer.url == page
    assert f"forecast-{plan['S2'].pk}" not in typed


def test_what_was_typed_is_saved_though_the_line_no_longer_matches(officer, quarter, plan):
    page = f"{PAGE}?not_reviewed=yes"
    typed = page_as_posted(officer, page) | {f"spent-{plan['S4'].pk}": "12"}
    report_line(quarter, plan["S4"], forecast="80000")

    officer.post(page, typed)

    assert LineReturn.objects.get(line=plan["S4"]).spent == 12000


def test_up_to_100_lines_stand_on_one_page(officer, quarter):
    make_lines(quarter, 100)

    answer = officer.get(PAGE)

    assert len(names_of(answer)) == 100
    assert "govuk-pagination" not in words(answer)


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [("1", 1, 50), ("2", 51, 100), ("3", 101, 104), ("9", 101, 104), ("x", 1, 50), ("-1", 1, 50)],
)
def test_more_lines_are_drawn_fifty_at_a_time(officer, quarter, page, first, last):
    make_lines(quarter, 104)

    answer = officer.get(f"{PAGE}?page={page}")

    names = names_of(answer)
    assert (names[0], names[-1]) == (f"M{first}", f"M{last}")
    assert f"Lines {first} to {last} of 104. Totals are for all 104." in words(answer)
    assert answer.context["totals"].forecast.text == "10,400"


def test_a_subtotal_stands_where_the_last_line_of_its_group_does(officer, quarter):
    make_lines(quarter, 104)

    assert "BCF subtotal" not in words(officer.get(PAGE))
    assert "BCF subtotal" in words(officer.get(f"{PAGE}?page=3"))


def test_the_page_and_the_filter_are_kept_together(officer, quarter):
    make_lines(quarter, 204)
    page = f"{PAGE}?text=m&page=2"

    answer = officer.get(page)
    saved = officer.post(page, page_as_posted(officer, page))

    assert "?text=m&amp;page=3" in words(answer)
    assert saved.url == page
