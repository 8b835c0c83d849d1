"""The list of schemes of a year: added, changed and stopped, never deleted."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from boards.models import AuditEvent, Board
from boards.roles import Role
from finance.models import ExpenditureLine
from finance.plan.actions import add_scheme
from finance.queries import left_out, spend_report
from schemes.models import AreaOfSpend, FundingStream, Scheme, SchemeType
from tests.builders import make_board, make_line, make_quarter, make_user, report_line
from tests.test_checks_saving import Form, at_once

pytestmark = pytest.mark.django_db
LIST = "/northshire/schemes/2023-24/"
NEW = {"name": "Community beds", "scheme_type": "carers", "led_by": "ICB", "streams": ["minimum"]}


@pytest.fixture
def quarter():
    quarter = make_quarter()
    FundingStream.objects.create(code="dfg", name="Disabled Facilities Grant", first_year=2015)
    return quarter


@pytest.fixture
def browser(quarter):
    client = Client()
    client.force_login(make_user(quarter.board, Role.AREA_ADMINISTRATOR))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def references():
    return list(Scheme.objects.order_by("pk").values_list("reference", flat=True))


def events():
    return list(AuditEvent.objects.values_list("kind", "subject", "before", "after"))


def filled(browser, page, **typed):
    """The form of a page as a browser sends it, with some boxes typed over."""
    return Form(browser.get(page)).boxes | typed


def stop_on(browser, reference, day, because="The provider closed."):
    parts = dict(zip(("day", "month", "year"), day.split(), strict=True))
    typed = {f"stops_on_{part}": number for part, number in parts.items()}
    page = f"{LIST}{reference}/stop/"
    return browser.post(page, filled(browser, page, stopped_because=because, **typed))


def test_a_new_scheme_gets_the_next_reference_and_a_line_for_each_stream(browser):
    answer = browser.post(LIST + "add/", NEW | {"streams": ["minimum", "dfg"]})

    assert answer.url == LIST
    scheme = Scheme.objects.get()
    assert (scheme.reference, scheme.order) == ("NORTHSHI-2324-01", 1)
    assert scheme.led_by.short_name == "ICB"
    lines = ExpenditureLine.objects.filter(scheme=scheme)
    assert set(lines.values_list("stream__code", "plan")) == {("minimum", None), ("dfg", None)}
    assert events() == [("scheme.added", scheme.reference, "", "Community beds")]


def test_a_reference_is_never_given_twice_even_when_its_scheme_is_gone(browser):
    browser.post(LIST + "add/", NEW)
    browser.post(LIST + "add/", NEW)
    stop_on(browser, "NORTHSHI-2324-02", "30 9 2023")
    browser.post(LIST + "add/", NEW)
    Scheme.objects.get(reference="NORTHSHI-2324-03").delete()

    browser.post(LIST + "add/", NEW)

    assert references() == ["NORTHSHI-2324-01", "NORTHSHI-2324-02", "NORTHSHI-2324-04"]


def test_references_go_on_in_the_shape_that_the_board_uses(browser, quarter):
    make_line(quarter, "NORTHSHI-2324-119")

    browser.post(LIST + "add/", NEW)

    assert references()[-1] == "NORTHSHI-2324-120"


@pytest.mark.django_db(transaction=True)
def test_two_schemes_added_at_once_get_two_references(quarter):
    by = make_user(quarter.board, Role.AREA_ADMINISTRATOR)
    values = NEW | {"streams": "minimum"}

    def add():
        return add_scheme(
            board=quarter.board, year=2023, values=values, by=by, at=timezone.now()
        ).reference

    assert sorted(at_once(*[add] * 4)) == [f"NORTHSHI-2324-0{number}" for number in range(1, 5)]


def test_a_scheme_sent_twice_is_added_once(browser):
    form = NEW | {"form-mark": browser.get(LIST + "add/").context["form_mark"]}

    answers = [browser.post(LIST + "add/", form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(references()) == 1


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"name": " "}, "Enter the name of the scheme"),
        ({"scheme_type": ""}, "Select a national scheme type, or enter a heading of your own"),
        (
            {"local_heading": "Ours"},
            "Select a national scheme type or enter a heading of your own, not both",
        ),
        ({"streams": []}, "Select at least one funding stream"),
        ({"planned_outputs": "many"}, "Planned outputs must be a number"),
        ({"planned_outputs": "-1"}, "Planned outputs must be 0 or more"),
        ({"starts_on_day": "1"}, "First day must include a month and year"),
    ],
)
def test_a_mistake_is_named_and_no_scheme_is_added(browser, mistake, message):
    said = words(browser.post(LIST + "add/", NEW | mistake))

    assert said.count(message) == 2, "in the summary and at the field"
    assert references() == []


def test_each_change_of_a_scheme_is_kept_in_the_trail(browser, quarter):
    make_line(quarter, "S1", name="Beds")
    page = f"{LIST}S1/"

    browser.post(
        page,
        filled(browser, page, name="Step-down beds", led_by="Joint", streams=["minimum", "dfg"]),
    )

    scheme = Scheme.objects.get()
    assert (scheme.reference, scheme.name, scheme.is_joint) == ("S1", "Step-down beds", True)
    assert sorted(events()) == [
        ("scheme.led_by.changed", "S1", "Council", "Joint"),
        ("scheme.name.changed", "S1", "Beds", "Step-down beds"),
        ("scheme.streams.changed", "S1", "minimum", "dfg,minimum"),
    ]


def test_an_area_of_spend_is_chosen_from_those_of_the_year(browser, quarter):
    make_line(quarter, "S1")
    AreaOfSpend.objects.create(code="mental-health", name="Mental health", first_year=2015)
    AreaOfSpend.objects.create(code="old", name="Old", first_year=2015, last_year=2022)
    page = LIST + "S1/"

    browser.post(page, filled(browser, page, area_of_spend="mental-health"))
    refused = browser.post(page, filled(browser, page, area_of_spend="old"))

    assert Scheme.objects.get().area_of_spend.code == "mental-health"
    assert refused.status_code == 200
    assert events() == [("scheme.area_of_spend.changed", "S1", "", "mental-health")]
    assert "Area of spend" in words(browser.get(page))


def test_saving_what_is_shown_changes_nothing(browser, quarter):
    make_line(quarter, "S1")
    page = f"{LIST}S1/"

    answer = browser.post(page, filled(browser, page), follow=True)

    assert "Nothing was changed, so nothing was saved." in words(answer)
    assert events() == []


@pytest.mark.check(22)
def test_a_name_that_somebody_else_changed_meanwhile_is_not_overwritten(browser, quarter):
    make_line(quarter, "S1", name="Beds")
    mine = filled(browser, f"{LIST}S1/", name="My beds")
    Scheme.objects.update(name="Their beds")

    answer = browser.post(f"{LIST}S1/", mine)

    assert answer.status_code == 409
    assert "Theirs: “Their beds”" in words(answer)
    assert Form(answer).boxes["name"] == "My beds"
    assert Scheme.objects.get().name == "Their beds"


@pytest.mark.parametrize("plan", ["90000", None])
def test_a_stream_with_a_plan_or_figures_stays(browser, quarter, plan):
    line = make_line(quarter, "S1", plan=plan)
    if plan is None:
        report_line(quarter, line, forecast="5")

    page = f"{LIST}S1/"
    said = words(browser.post(page, filled(browser, page, streams=["dfg"])))

    assert said.count("Minimum NHS contribution has a plan or figures") == 2
    assert ExpenditureLine.objects.get() == line


def test_a_stream_without_plan_and_figures_can_be_replaced(browser, quarter):
    make_line(quarter, "S1", plan=None)
    page = f"{LIST}S1/"

    browser.post(page, filled(browser, page, streams=["dfg"]))

    assert ExpenditureLine.objects.get().stream.code == "dfg"


def test_a_type_that_held_when_the_scheme_was_made_can_be_kept(browser, quarter):
    make_line(quarter, "S1")
    SchemeType.objects.update(last_year=2020)
    page = f"{LIST}S1/"

    answer = browser.post(page, filled(browser, page, name="Renamed"))

    assert answer.status_code == 302
    assert Scheme.objects.get().scheme_type.code == "carers"


def test_a_scheme_is_stopped_with_its_last_day_and_a_reason(browser, quarter):
    make_line(quarter, "S1")

    stop_on(browser, "S1", "30 9 2023")

    assert Scheme.objects.get().stops_on == date(2023, 9, 30)
    event = AuditEvent.objects.get()
    assert (event.kind, event.after) == ("scheme.stopped", "2023-09-30")
    assert event.reason == "The provider closed."
    assert "30 September 2023<br>The provider closed." in words(browser.get(LIST))


def test_a_scheme_that_was_stopped_by_mistake_goes_on(browser, quarter):
    make_line(quarter, "S1")
    stop_on(browser, "S1", "30 9 2023")
    page = f"{LIST}S1/stop/"

    gone = {f"stops_on_{part}": "" for part in ("day", "month", "year")}
    browser.post(page, filled(browser, page, stopped_because="", **gone))

    assert Scheme.objects.get().stops_on is None
    assert AuditEvent.objects.last().kind == "scheme.resumed"


@pytest.mark.parametrize(
    ("day", "because", "message"),
    [
        ("  ", "Closed", "Enter the last day of the scheme"),
        ("30 9 2023", "", "Enter why the scheme stops"),
        ("1 4 2024", "Closed", "Last day must be 31 March 2024, the end of the year, or earlier"),
        ("31 5 2023", "Closed", "Last day must be 1 June 2023, the first day, or later"),
    ],
)
def test_a_stop_with_a_mistake_is_refused(browser, quarter, day, because, message):
    make_line(quarter, "S1")
    Scheme.objects.update(starts_on=date(2023, 6, 1))
    parts = zip(("day", "month", "year"), day.split(" "), strict=True)
    typed = {f"stops_on_{part}": number for part, number in parts}

    said = words(browser.post(f"{LIST}S1/stop/", typed | {"stopped_because": because}))

    assert said.count(message) == 2
    assert Scheme.objects.get().stops_on is None


def asked_in(quarter):
    """The lines of the report, as many as the counts across reports say."""
    found = [row.reference for row in spend_report(quarter).rows]
    planned = ExpenditureLine.objects.filter(scheme__board=quarter.board_id).count()
    assert len(found) == planned - left_out([quarter]).total()
    return found


def test_a_scheme_that_stopped_before_a_quarter_is_not_asked_about_in_it(quarter):
    first, second = (make_quarter(quarter.board, quarter=number) for number in (1, 2))
    make_line(quarter, "S1")
    make_line(quarter, "S2")

    Scheme.objects.filter(reference="S1").update(
        stops_on=date(2023, 6, 30), stopped_because="Closed"
    )

    assert asked_in(first) == ["S1", "S2"]
    assert asked_in(second) == ["S2"]
    assert asked_in(quarter) == ["S2"]


def test_a_scheme_runs_in_the_quarter_of_its_last_day(quarter):
    make_line(quarter, "S1")

    Scheme.objects.update(stops_on=date(2023, 10, 1), stopped_because="Closed")

    assert asked_in(quarter) == ["S1"]


def test_money_that_was_spent_before_a_scheme_stopped_stays_in_the_totals(quarter):
    second = make_quarter(quarter.board, quarter=2)
    line = make_line(quarter, "S1")
    report_line(second, line, spent="40000")

    Scheme.objects.update(stops_on=date(2023, 9, 30), stopped_because="Closed")

    assert asked_in(quarter) == ["S1"]
    assert asked_in(make_quarter(quarter.board, quarter=1)) == ["S1"]


def test_a_line_without_figures_in_its_return_is_not_kept_by_it(quarter):
    line = make_line(quarter, "S1")
    report_line(quarter, line, explanation="We wait for the bill.")

    Scheme.objects.update(stops_on=date(2023, 6, 30), stopped_because="Closed")

    assert asked_in(quarter) == []


def test_schemes_of_another_year_or_board_are_not_there(browser, quarter):
    make_line(quarter, "S1")
    make_line(make_quarter(make_board("Southborough")), "T1")
    make_quarter(quarter.board, year=2024, quarter=1)

    assert browser.get(LIST + "T1/").status_code == 404
    assert browser.get("/northshire/schemes/2024-25/S1/").status_code == 404
    assert browser.get("/northshire/schemes/2031-32/").status_code == 404
    assert browser.get("/northshire/schemes/2023-25/").status_code == 404
    assert "T1" not in words(browser.get(LIST))


def test_the_list_without_a_year_is_that_of_the_last_one(browser, quarter):
    make_quarter(quarter.board, year=2024, quarter=1)

    assert "Schemes 2024-25" in words(browser.get("/northshire/schemes/"))


def test_a_board_without_a_quarter_is_told_to_open_one(client):
    client.force_login(make_user(make_board(), Role.AREA_ADMINISTRATOR))

    assert "Open the first quarter" in words(client.get("/northshire/schemes/"))


@pytest.mark.parametrize("count", [5, 500])
def test_the_list_of_schemes_takes_few_queries(browser, quarter, django_assert_num_queries, count):
    board, kind = Board.objects.get(), SchemeType.objects.get()
    stream = FundingStream.objects.get(code="minimum")
    schemes = Scheme.objects.bulk_create(
        Scheme(board=board, year=2023, order=n, reference=f"M{n}", name=f"M{n}", scheme_type=kind)
        for n in range(count)
    )
    ExpenditureLine.objects.bulk_create(
        ExpenditureLine(scheme=scheme, stream=stream) for scheme in schemes
    )

    with django_assert_num_queries(8):
        browser.get(LIST)
