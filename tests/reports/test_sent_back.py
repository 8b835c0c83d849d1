"""A report that came back: who asked for what, what stays closed, and which signatures go."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.matrix import PART_CHANGED
from boards.models import AuditEvent, Capacity
from boards.roles import Role
from boards.workflow import Part, Status
from finance.models import ExpenditureLine
from metrics.models import Metric
from reports import actions
from reports.models import ChangeRequest
from reports.notices import part_of
from tests.builders import (
    NOON,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.reports.text_builders import make_sections
from tests.signing_builders import (
    make_capacities,
    make_capacity,
    queries,
    send,
    sign,
    sign_all,
    walk,
)
from tests.test_checks_permissions import RULES

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"
CHANGES = QUARTER + "changes/"
SPENDING, FALLS, TEXT = QUARTER + "spending/", QUARTER + "metrics/falls/", QUARTER + "commentary/x/"
PAGES = {Part.PERFORMANCE: FALLS, Part.SPENDING: SPENDING, Part.TEXT: TEXT}
REASON = "December is missing.\nAsk the ICB for its ledger."
WHOLE = "This change removes the ICB place executive’s sign-off of the whole report."
FINANCE = "This change removes the Finance clearance’s sign-off of spending."


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_sections(quarter, "x")
    make_metric(quarter, "falls")
    make_line(quarter)
    make_capacities(quarter.board)
    return quarter


@pytest.fixture
def officer(quarter, client):
    officer = make_user(quarter.board, Role.FINANCE_OFFICER)
    client.force_login(officer)
    return officer


def ask_for(quarter, *parts, by=None):
    by = by or make_user(quarter.board, Role.SIGNATORY)
    actions.request_changes(quarter=quarter, reasons=dict.fromkeys(parts, REASON), by=by, at=NOON)


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.AREA_ADMINISTRATOR])
def test_changes_are_asked_for_with_a_reason_for_each_part(client, quarter, role):
    version = send(quarter)
    client.force_login(make_user(quarter.board, role))
    asked = {"digest": version.digest, "part-SPENDING": "yes", "reason-SPENDING": REASON}

    nothing = words(client.post(CHANGES, {"digest": version.digest}))
    done = words(client.post(CHANGES, asked | {"part-TEXT": "yes", "reason-TEXT": "Too long"},
                             follow=True))  # fmt: skip

    assert nothing.count("Select what has to be changed") == 2
    assert "Version 1 sent back. Those who prepare it see your reasons." in done
    found = {request.part: request.reason for request in ChangeRequest.objects.all()}
    assert found == {Part.SPENDING: REASON, Part.TEXT: "Too long"}


def test_a_newer_version_than_the_one_shown_is_not_sent_back(client, quarter):
    older = send(quarter)
    quarter.refresh_from_db()
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)
    send(quarter)
    client.force_login(make_user(quarter.board, Role.AREA_ADMINISTRATOR))

    typed = {"digest": older.digest, "part-SPENDING": "yes", "reason-SPENDING": REASON}
    answer = client.post(CHANGES, typed)

    assert answer.status_code == 409
    assert "Read version 2" in words(answer)
    assert not ChangeRequest.objects.exists()


def test_a_form_sent_twice_asks_once(client, quarter):
    version = send(quarter)
    client.force_login(make_user(quarter.board, Role.AREA_ADMINISTRATOR))
    typed = {"digest": version.digest, "part-SPENDING": "yes", "reason-SPENDING": REASON}

    answers = [client.post(CHANGES, typed | {"form-mark": "one"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert AuditEvent.objects.filter(kind="quarter.changes_requested").count() == 1


def test_the_task_list_and_open_pages_say_who_asked_for_what_and_why(client, quarter, officer):
    send(quarter)
    ask_for(quarter, Part.SPENDING)

    for page in (QUARTER, SPENDING, SPENDING + "differences/"):
        said = words(client.get(page))
        assert "Changes requested" in said
        assert "December is missing. Ask the ICB for its ledger." in said
        assert "Signatory, 12 January 2024 at 12:00" in said


def test_a_part_to_which_no_changes_were_asked_for_stays_closed_and_says_so(
    client, quarter, officer
):
    send(quarter)
    ask_for(quarter, Part.SPENDING)

    performance, text = words(client.get(FALLS)), words(client.get(TEXT))

    assert (
        "No changes were asked for to performance, so nothing here can be changed." in performance
    )
    assert "No changes were asked for to conditions, risks and commentary" in text
    for page in (performance, text):
        assert ">Save</button>" not in page
        assert "Changes requested" not in page
    assert ">Save</button>" in words(client.get(SPENDING))


@pytest.mark.parametrize("open_part", Part)
def test_a_closed_part_refuses_a_post_with_409(client, quarter, officer, open_part):
    send(quarter)
    ask_for(quarter, open_part)

    answers = {part: client.post(page, {"x": "y"}) for part, page in PAGES.items()}

    refused = {part for part, answer in answers.items() if answer.status_code == 409}
    assert refused == set(Part) - {open_part}
    for part in refused:
        assert f"no changes were asked for to {part.label.lower()}" in words(answers[part])


def test_a_report_taken_back_says_none_of_this(client, quarter, officer):
    send(quarter)
    quarter.refresh_from_db()
    actions.take_back(quarter=quarter, by=officer, at=NOON)

    for page in (QUARTER, *PAGES.values()):
        said = words(client.get(page))
        assert "Changes requested" not in said
        assert "were asked for to" not in said


@pytest.mark.parametrize("status", [Status.WITH_SIGNATORIES, Status.SIGNED])
def test_what_is_no_draft_says_none_of_this(client, quarter, officer, status):
    walk(quarter, status)

    for page in (QUARTER, *PAGES.values()):
        said = words(client.get(page))
        assert "Changes requested" not in said
        assert "were asked for to" not in said


def test_a_correction_is_called_so(client, quarter, officer):
    sign_all(send(quarter))
    actions.correct(quarter=quarter, reasons={Part.SPENDING: REASON}, by=officer, at=NOON)

    said = words(client.get(SPENDING))

    assert ">Correction</h2>" in said
    assert "Finance officer, 12 January 2024" in said


# Signatures that a change cancels


def signed_for_both(quarter):
    """A draft whose last version was signed for spending and for the whole."""
    finance = make_capacity(
        quarter.board, "Finance clearance", covers_performance=False, covers_text=False
    )
    version = send(quarter)
    sign(version, finance)
    sign(version, Capacity.objects.get(title="ICB place executive"))
    quarter.refresh_from_db()
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)


def test_before_it_is_saved_a_page_names_the_signatures_that_a_change_removes(
    client, quarter, officer
):
    signed_for_both(quarter)

    spending, performance = words(client.get(SPENDING)), words(client.get(FALLS))

    assert f"{FINANCE} They will be asked again." in spending
    assert f"{WHOLE} They will be asked again." in spending
    assert WHOLE in performance
    assert FINANCE not in performance
    assert "This change removes" not in words(client.get(QUARTER))


def test_what_is_cancelled_already_is_not_named_again(client, quarter, officer):
    signed_for_both(quarter)
    report_metric(quarter, falls(), actual="5", by=officer)

    assert "This change removes" not in words(client.get(FALLS))
    assert WHOLE not in words(client.get(SPENDING))
    assert FINANCE in words(client.get(SPENDING))


def test_a_signature_stands_again_when_a_change_is_undone(client, quarter, officer):
    report_metric(quarter, falls(), actual="5", by=officer)
    signed_for_both(quarter)
    report_metric(quarter, falls(), actual="6", by=officer)
    assert WHOLE not in words(client.get(FALLS))

    report_metric(quarter, falls(), actual="5", by=officer)

    assert WHOLE in words(client.get(FALLS))


def falls():
    return Metric.objects.get(code="falls")


def test_who_can_change_nothing_on_a_page_is_told_nothing_of_signatures(client, quarter):
    signed_for_both(quarter)
    client.force_login(make_user(quarter.board, Role.CLERK))

    for page in PAGES.values():
        assert "This change removes" not in words(client.get(page))


# Place statements are kept beside the reports; nobody signs them.
NO_PART_OF_A_REPORT = {"statements:add", "statements:change"}


def test_every_page_that_changes_a_part_is_known_by_its_name():
    changing = {
        name: PART_CHANGED.get(post)
        for name, (_, post) in RULES.items()
        if name not in NO_PART_OF_A_REPORT
    }

    assert {name: part_of(name) for name, part in changing.items() if part} == {
        name: part for name, part in changing.items() if part
    }
    others = [name for name, part in changing.items() if part is None and part_of(name)]
    assert others == ["schemes:plan"]


def test_a_report_that_was_never_sent_costs_no_query_for_this(client, quarter, officer):
    with CaptureQueriesContext(connection) as found:
        client.get(SPENDING)

    assert not [query for query in found if "reports_snapshot" in query["sql"]]
    assert not [query for query in found if "reports_changerequest" in query["sql"]]


def test_the_second_look_at_a_report_that_came_back_costs_one_query_more(client, quarter, officer):
    report_line(quarter, ExpenditureLine.objects.get(), forecast="5", by=officer)
    never_sent = queries(client, SPENDING)
    signed_for_both(quarter)
    actions.send(quarter=quarter, by=officer, at=NOON)
    ask_for(quarter, Part.SPENDING)

    assert queries(client, SPENDING) == never_sent + 1
    assert FINANCE in words(client.get(SPENDING))
