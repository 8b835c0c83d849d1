import pytest

from metrics.models import Metric, Result
from metrics.queries import metric_report
from metrics.tables import notes
from tests.builders import make_metric, make_quarter, make_user, report_metric
from tests.metrics.measure_builders import FALLS, FIGURE, words

pytestmark = pytest.mark.django_db
TYPED = FIGURE | {"actual": "9,950", "comment": "Kept"}
REASON = {"asked": "yes", "reason-actual": "Two years were counted together"}


@pytest.fixture
def quarter():
    """A quarter whose report before gave 995 for April to September."""
    before = make_quarter(quarter=2)
    quarter = make_quarter(before.board)
    report_metric(before, make_metric(quarter, "falls", annual="2097.8"), actual="995")
    return quarter


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board))
    return client


def held(quarter):
    return Result.objects.filter(quarter=quarter).first()


def test_a_figure_ten_times_the_last_one_is_asked_about_before_it_is_saved(commissioner, quarter):
    answer = commissioner.post(FALLS, TYPED)

    assert "Is the falls figure correct?" in words(answer)
    assert "You entered 9,950. Last report it was 995. That is 10 times higher." in words(answer)
    assert held(quarter) is None


def test_yes_needs_a_reason(commissioner, quarter):
    answer = commissioner.post(FALLS, TYPED | {"asked": "yes"})

    assert words(answer).count("Enter why the falls figure is correct") == 2
    assert held(quarter) is None


def test_the_reason_is_kept_shown_and_printed_for_those_who_sign(commissioner, quarter):
    commissioner.post(FALLS, TYPED | REASON)

    assert held(quarter).unlikely_because == "Two years were counted together"
    page, note = words(commissioner.get(FALLS)), dict(notes(metric_report(quarter)))["Falls"]
    assert "Two years were counted together" in page
    assert "far from the last figure: Two years were counted together." in note


def test_no_leads_back_to_everything_typed(commissioner, quarter):
    answer = commissioner.post(FALLS, TYPED | {"asked": "yes", "change": "yes"})

    assert 'value="9,950"' in words(answer)
    assert "Kept" in words(answer)
    assert held(quarter) is None


def test_a_figure_once_confirmed_is_not_asked_about_again(commissioner, quarter):
    commissioner.post(FALLS, TYPED | REASON)
    stamps = dict(commissioner.get(FALLS).context["form"].shown_stamps())

    commissioner.post(FALLS, TYPED | stamps | {"comment": "More"})

    assert (held(quarter).comment, bool(held(quarter).unlikely_because)) == ("More", True)


def test_a_likely_figure_in_its_place_needs_no_reason_any_more(commissioner, quarter):
    commissioner.post(FALLS, TYPED | REASON)
    stamps = dict(commissioner.get(FALLS).context["form"].shown_stamps())

    commissioner.post(FALLS, TYPED | stamps | {"actual": "1000"})

    assert held(quarter).unlikely_because == ""


def test_a_comment_does_not_take_away_why_somebody_elses_new_figure_is_correct(
    commissioner, quarter
):
    commissioner.post(FALLS, TYPED | REASON)
    shown = TYPED | dict(commissioner.get(FALLS).context["form"].shown_stamps())
    newer = {"actual": "99,500", "asked": "yes", "reason-actual": "Ten years were counted"}
    commissioner.post(FALLS, shown | newer)

    commented = commissioner.post(FALLS, shown | {"comment": "Mine"})

    assert commented.status_code == 302
    assert (held(quarter).comment, held(quarter).actual) == ("Mine", 99_500)
    assert held(quarter).unlikely_because == "Ten years were counted"


def test_how_far_is_far_is_for_the_board_to_say(commissioner, quarter):
    quarter.board.unlikely_times = 20
    quarter.board.save()

    commissioner.post(FALLS, TYPED)

    assert held(quarter) is not None


@pytest.mark.parametrize(
    ("actual", "asked"), [("170", False), ("16", True), ("1700", True)], ids=str
)
def test_a_count_that_began_again_with_the_year_is_compared_by_the_month(client, actual, asked):
    before = make_quarter(year=2022, quarter=4)
    quarter = make_quarter(before.board, quarter=1)
    metric = make_metric(before, "falls", annual="2000")
    report_metric(before, metric, actual="2000", last_month=12)
    client.force_login(make_user(quarter.board))

    page = FALLS.replace("q3", "q1")
    answer = client.post(page, FIGURE | {"actual": actual, "last_month": "1"})

    assert (answer.status_code == 200) is asked
    assert Metric.objects.get().results.filter(quarter=quarter).exists() is not asked
