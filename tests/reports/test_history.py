"""What was done to a report, told in sentences to those who may read its trail."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest

from boards import audit
from boards.actions import add_comment
from boards.edits import Edit
from boards.models import AuditEvent, Grant
from boards.roles import Role
from boards.workflow import Part, Status
from finance.actions import record_paste, undo_paste
from reports import actions
from reports.history.table import harmless
from tests.builders import (
    NOON,
    decimal,
    make_board,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.refusing import without_a_trail
from tests.reports.text_builders import make_sections, write
from tests.schemes.plan_builders import make_action, make_risk, make_section, report_action
from tests.signing_builders import make_quarter_at

pytestmark = pytest.mark.django_db
PAGE = "/northshire/2023-24-q3/history/"
FILE = "/northshire/2023-24-q3/history.csv"
AT = datetime(2026, 7, 3, 13, 2, tzinfo=UTC)


@pytest.fixture
def quarter():
    return make_quarter()


@pytest.fixture
def officer(client, quarter):
    """A finance officer who reads the history; others do what stands in it."""
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, email="ada@council.example"))
    return client


def told(client, query=""):
    """The events of the page, each as one sentence."""
    entries = client.get(PAGE + query).context["entries"]
    return [entry.sentence for entry in entries]


def what(client, query=""):
    return [entry.what for entry in client.get(PAGE + query).context["entries"]]


def pasted(quarter, line, new, *, by, at=AT):
    edit = Edit(line.pk, "forecast", "", decimal(new))
    return record_paste(quarter=quarter, column="forecast", edits=[edit], reasons={}, by=by, at=at)


def test_a_figure_that_changed_is_told_with_both_values_role_time_and_source(officer, quarter):
    line = make_line(quarter, name="Reablement services")
    user = make_user(quarter.board, Role.FINANCE_OFFICER)
    pasted(quarter, line, "2149000", by=user)
    report_line(quarter, line, forecast="2150000.50", by=user)

    assert told(officer)[:1] == [
        "Forecast of Reablement services changed from £2,149k to £2,150.0005k "
        "by the finance officer on 12 January 2024 at 12:00"
    ]
    assert told(officer)[2] == (
        "Forecast of Reablement services entered: £2,149k by the finance officer "
        "on 3 July 2026 at 14:02, pasted from Excel"
    )
    assert told(officer)[1].startswith("A column was pasted: 1 forecast updated by the finance")


def test_an_undone_paste_says_so(officer, quarter):
    line = make_line(quarter, name="Reablement")
    user = make_user(quarter.board, Role.FINANCE_OFFICER)
    paste = pasted(quarter, line, "2149000", by=user)
    undo_paste(quarter=quarter, paste=paste.pk, by=user, at=AT)

    undone, cleared = told(officer)[:2]
    assert undone.startswith("A paste was undone by the finance officer")
    assert cleared.startswith("Forecast of Reablement removed; it was £2,149k by the")
    assert cleared.endswith(", by undoing a paste")


def test_a_board_that_enters_pounds_reads_pounds_and_pence(client):
    quarter = make_quarter(make_board("Northshire", entry_unit="POUNDS"))
    line = make_line(quarter, name="Reablement")
    report_line(quarter, line, spent="1250")
    report_line(quarter, line, spent="1520.75")
    client.force_login(make_user(quarter.board))

    assert what(client)[0] == "Spending to date of Reablement changed from £1,250 to £1,520.75"


def test_measures_months_states_and_days_are_told_in_words(officer, quarter):
    falls = make_metric(quarter, "falls", name="Emergency admissions after falls")
    share = make_metric(quarter, "at-home", name="Discharged to home", percentage=True)
    report_metric(quarter, falls, actual="996.5", comment="Late data.")
    report_metric(quarter, share, actual="93.5", numerator=decimal("2781"))
    report_metric(quarter, falls, state="NOT_YET", actual=None, first_month=None, last_month=None)

    assert {
        "Figure for Emergency admissions after falls entered: 996.5",
        "Figure for Discharged to home entered: 93.5%",
        "Number counted for Discharged to home entered: 2,781",
        "First month covered by Discharged to home entered: April",
        "Comment on Emergency admissions after falls entered: “Late data.”",
        "Whether there is a figure for Emergency admissions after falls changed from “Yes” "
        "to “Not yet available”",
        "Last month covered by Emergency admissions after falls removed; it was September",
    } <= set(what(officer))


def test_a_long_text_stands_below_its_sentence_before_and_after(officer, quarter):
    make_sections(quarter, "summary")
    write(quarter, "summary", body="All is well.\n\nVery well.")
    write(quarter, "summary", body="All is well. " * 30)

    changed, written = officer.get(PAGE).context["entries"]

    assert (written.what, written.after) == (
        "Text of “Summary” written", "All is well.\n\nVery well."
    )  # fmt: skip
    assert (changed.what, changed.before, changed.after) == (
        "Text of “Summary” changed", "All is well.\n\nVery well.", "All is well. " * 30
    )  # fmt: skip
    assert "<h3" in officer.get(PAGE).content.decode()


def test_plan_and_risks_are_called_by_their_names(officer, quarter):
    section = make_section(quarter, "nc2", number=2, title="Right care")
    report_action(quarter, make_action(section), status="COMPLETE", progress="Open.")
    make_risk(quarter, "Posts stay vacant", done=[("Recruit", "Begun")])

    assert {
        "Status of action NC2-1 (Open a clinic) entered: “Complete”",
        "Risk R1 (Posts stay vacant) added",
        "Impact of risk R1 (Posts stay vacant) entered: “High”",
        "Status of “Recruit” against risk R1 entered: “Begun”",
    } <= set(what(officer))


@pytest.fixture
def _quick_paper(monkeypatch):
    """The test is about what is told of a publication, not about the paper."""
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: b"%PDF")


@pytest.mark.usefixtures("_quick_paper")
def test_moves_and_signatures_are_told_with_their_check_code(client):
    quarter = make_quarter_at(Status.SIGNED)
    officer = make_user(quarter.board, Role.FINANCE_OFFICER)
    actions.publish(
        quarter=quarter, on=date(2024, 2, 1), reference="minute 12", by=officer, at=NOON
    )
    reasons = {Part.TEXT: "A wrong date."}
    actions.correct(quarter=quarter, reasons=reasons, by=officer, at=NOON)
    client.force_login(officer)
    code = AuditEvent.objects.get(kind="quarter.sent").after[7:15]

    events = client.get(PAGE + "?part=moves").context["entries"]

    assert [entry.what for entry in events] == [
        "Opened again for a correction of version 1, conditions, risks and commentary",
        "Version 1 published: 1 February 2024, minute 12",
        f"Version 1 signed by all who sign it, check code {code}",
        f"Signed: version 1, ICB place executive, check code {code}",
        f"Signed: version 1, Director of Adult Social Care, check code {code}",
        f"Version 1 sent to the signatories, check code {code}",
    ]
    assert events[0].reason == "A wrong date."


def test_people_are_called_by_their_roles_and_never_by_name(officer, quarter):
    both = make_user(quarter.board, email="grace@council.example")
    Grant.objects.create(user=both, role=Role.CLERK, board=quarter.board)
    gone = make_user(email="gone@council.example")
    line = make_line(quarter)
    for forecast, by in (("1", both), ("2", gone), ("3", "command line")):
        report_line(quarter, line, forecast=forecast, by=by)

    assert [entry.who for entry in officer.get(PAGE).context["entries"]] == [
        "by the command line",
        "by somebody without a role in this board",
        "by the board clerk and commissioner",
    ]
    page = officer.get(PAGE).content.decode()
    assert "@council.example" not in page
    assert "@council.example" not in file_of(client=officer, role=None, quarter=quarter)


def make_events(quarter, count):
    """Changes of the same figure, one after the other."""
    user = make_user(quarter.board)
    changes = [
        audit.Change("finance.forecast.recorded", "S1", str(number), str(number + 1))
        for number in range(count)
    ]
    audit.record(*changes, quarter=quarter, by=user, at=NOON)


def test_fifty_events_stand_on_a_page_newest_first(officer, quarter):
    make_events(quarter, 120)

    assert what(officer)[0] == "Forecast of S1 changed from £0.119k to £0.12k"
    assert [len(told(officer, f"?page={page}")) for page in (1, 2, 3)] == [50, 50, 20]
    assert what(officer, "?page=3")[-1].endswith("£0.001k") is True
    assert told(officer, "?page=99") == told(officer, "?page=3")
    assert told(officer, "?page=x") == told(officer)


def test_the_links_to_pages_keep_what_was_asked_for(officer, quarter):
    make_events(quarter, 500)

    page = officer.get(PAGE + "?q=S1&part=spending&page=4").content.decode()

    assert 'href="?q=S1&amp;part=spending&amp;page=5"' in page
    assert 'value="spending" selected' in page
    assert 'value="S1"' in page
    assert "(page 4 of 10)" in page
    assert "govuk-pagination__item--ellipsis" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=REABLEMENT", {"Reablement"}),
        ("?q=s2", {"Meals"}),
        ("?q=finance+officer", {"Reablement", "Meals"}),
        ("?q=12+January", {"Reablement", "Meals", "measure"}),
        ("?q=nothing+like+it", set()),
        ("?part=performance", {"measure"}),
        ("?part=spending", {"Reablement", "Meals"}),
        ("?part=spending&q=meals", {"Meals"}),
        ("?part=no-such-part", {"Reablement", "Meals", "measure"}),
        ("?subject=scheme:S2", {"Meals"}),
        ("?subject=scheme:S", set()),
        ("?subject=metric:falls", {"measure"}),
        ("?subject=spending", {"Reablement", "Meals"}),
        ("?subject=nonsense", set()),
    ],
)
def test_search_part_and_subject_narrow_the_history(officer, quarter, query, found):
    report_line(quarter, make_line(quarter, "S1", name="Reablement"), spent="5")
    report_line(quarter, make_line(quarter, "S2", name="Meals"), spent="5")
    report_metric(quarter, make_metric(quarter, "falls", name="Falls"), actual="5")
    names = {"Reablement": "Reablement", "Meals": "Meals", "measure": "Falls"}

    said = " ".join(what(officer, query))

    assert {name for name, text in names.items() if text in said} == found


def test_the_history_of_a_part_has_the_comments_on_it(officer, quarter):
    make_metric(quarter, "falls", name="Falls")
    make_metric(quarter, "falls-at-home")
    by = make_user(quarter.board)
    for subject in ("metric:falls", "metric:falls-at-home"):
        add_comment(quarter=quarter, subject=subject, text="Seen.", by=by, at=NOON)

    page = officer.get(PAGE + "?subject=metric:falls")

    assert [entry.what for entry in page.context["entries"]] == [
        "Internal comment added on Measure: Falls"
    ]
    assert "Measure: Falls</h2>" in page.content.decode()


def test_another_boards_events_and_other_quarters_are_not_told(officer, quarter):
    make_events(make_quarter(quarter.board, quarter=2), 1)
    make_events(make_quarter(make_board("Southborough")), 1)

    assert told(officer) == []
    assert "0 events." in officer.get(PAGE).content.decode()


@pytest.mark.parametrize("query", ["", "?q=forecast", "?part=spending", "?subject=scheme:S1"])
@pytest.mark.parametrize("count", [5, 500])
def test_the_history_takes_the_same_queries_for_any_number_of_events(
    officer, quarter, count, query, django_assert_num_queries
):
    make_line(quarter, "S1")
    make_events(quarter, count)
    more = {"": 0, "?q=forecast": -1, "?subject=scheme:S1": 4}

    with django_assert_num_queries(7 + more.get(query, 0)):
        assert officer.get(PAGE + query).status_code == 200


LINKS = {
    "task-list": ("", ""),
    "measure": ("metrics/falls/", "metric%3Afalls"),
    "spending": ("spending/", "spending"),
    "commentary": ("commentary/summary/", "text%3Asummary"),
    "condition": ("plan/nc2/", "section%3Anc2"),
    "risks": ("risks/", "risks"),
    "explanations": ("spending/differences/", "scheme%3AS1"),
}


@pytest.fixture
def full(quarter):
    """A report with a part of each kind."""
    make_metric(quarter, "falls")
    report_line(quarter, make_line(quarter, "S1"), forecast="900000")
    make_sections(quarter, "summary")
    make_section(quarter, "nc2")
    make_risk(quarter)
    return quarter


@pytest.mark.parametrize("name", LINKS)
def test_a_link_leads_from_each_part_to_its_history(officer, full, name):
    page, subject = LINKS[name]
    address = f"{PAGE}?subject={subject}" if subject else PAGE

    assert f'href="{address}"' in officer.get(PAGE[: -len("history/")] + page).content.decode()
    assert told(officer, f"?subject={subject}") or name in {"measure", "commentary", "condition"}


def test_who_only_reads_the_lines_finds_the_history_of_each(client, full):
    client.force_login(make_user(full.board, Role.AREA_ADMINISTRATOR))

    page = client.get(PAGE[: -len("history/")] + "spending/").content.decode()

    assert f'href="{PAGE}?subject=scheme%3AS1"' in page


def test_who_may_not_read_the_history_is_offered_no_link_to_it(client):
    quarter = make_quarter_at(Status.SIGNED)
    make_metric(quarter, "falls")
    client.force_login(make_user(quarter.board, Role.VIEWER))

    pages = [client.get(PAGE[: -len("history/")] + page) for page, _ in LINKS.values()]

    assert not [page for page in pages if "/history/" in page.content.decode()]
    assert client.get(PAGE).status_code == 403


def file_of(client, role, quarter):
    if role:
        client.force_login(make_user(quarter.board, role))
    return client.get(FILE).getvalue().decode("utf-8-sig")


def test_the_whole_history_is_taken_as_a_file_and_that_stands_in_it(client, full):
    content = file_of(client, Role.AREA_ADMINISTRATOR, full)

    rows = list(csv.DictReader(StringIO(content)))
    assert [row["Number"] for row in rows] == [str(n + 1) for n in range(len(rows))]
    assert rows[0]["What"].startswith("Forecast of Scheme S1 entered: £900k by the finance")
    assert rows[0]["After"] == "900000.00"
    assert rows[-1]["What"].startswith(
        "This history downloaded: BCF-Northshire-2023-24-Q3-history.csv by the area administrator"
    )
    assert AuditEvent.objects.last().kind == "reports.history.exported"


def test_no_file_is_given_while_that_it_was_taken_cannot_be_kept(client, full):
    client.force_login(make_user(full.board, Role.AREA_ADMINISTRATOR))
    client.raise_request_exception = False

    with without_a_trail():
        assert client.get(FILE).status_code == 500


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum(a1)", "\t=1", "\r=1", "\n=1", " =1",
                                  "\uff1d1"])  # fmt: skip
def test_no_cell_of_the_file_is_a_formula(text):
    assert harmless(text) == f"'{text}"


def test_what_people_wrote_is_no_formula_in_the_file(client, quarter):
    make_sections(quarter, "summary")
    write(quarter, "summary", body='=HYPERLINK("https://evil.invalid")')

    content = file_of(client, Role.AREA_ADMINISTRATOR, quarter)

    (row,) = list(csv.DictReader(StringIO(content)))[:1]
    assert row["After"] == """'=HYPERLINK("https://evil.invalid")"""
    assert harmless("2,149 = all of it") == "2,149 = all of it"


def test_an_event_that_has_no_words_yet_is_shown_all_the_same(officer, quarter):
    with_no_words = audit.Change("some_thing.new", "of S1", "=1", "2")
    audit.record(with_no_words, quarter=quarter, by=make_user(quarter.board), at=NOON)

    assert what(officer) == ["Some thing new: of S1"]
