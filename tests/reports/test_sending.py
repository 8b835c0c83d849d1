"""Sending a report for sign-off, how far that is, and taking it back."""

import pytest

from boards.models import AuditEvent, Capacity
from boards.roles import Role
from boards.workflow import Part, Status
from reports import actions
from reports.models import Snapshot
from tests.builders import NOON, make_metric, make_quarter, make_user, report_metric
from tests.reports.text_builders import make_sections
from tests.signing_builders import (
    make_capacities,
    make_capacity,
    make_quarter_at,
    make_signatory,
    queries,
    send,
    sign,
)

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"
SEND, SIGN_OFF, TAKE_BACK = QUARTER + "send/", QUARTER + "sign-off/", QUARTER + "take-back/"


def words(answer):
    return " ".join(answer.content.decode().split())


def events(kind):
    return AuditEvent.objects.filter(kind=kind)


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_sections(quarter)
    make_capacities(quarter.board)
    return quarter


@pytest.fixture
def lead(quarter, client):
    lead = make_user(quarter.board)
    client.force_login(lead)
    return lead


def send_by_form(client, after=0, **more):
    return client.post(SEND, {"after": after, "form-mark": "one", **more}, follow=True)


def test_the_page_says_who_will_be_asked_and_how_many_could_sign(client, quarter, lead):
    make_signatory(Capacity.objects.get(title="ICB place executive"))
    make_capacity(quarter.board, "Finance clearance", covers_performance=False, covers_text=False)

    page = words(client.get(SEND))

    assert "Send Quarter 3 to" in page
    assert "NHS Northshire</span></dt> <dd" in page
    assert "Signs the whole report" in page
    assert "Signs spending" in page
    assert "1 person could sign" in page
    assert page.count("Nobody could sign as this yet") == 2
    assert "You will not be able to change it while it is awaiting sign off." in page


def test_what_is_still_to_settle_is_listed_and_stops_nobody(client, quarter, lead):
    make_metric(quarter, "falls")

    assert "Still to settle" in words(client.get(SEND))
    send_by_form(client)

    quarter.refresh_from_db()
    assert quarter.status == Status.WITH_SIGNATORIES


def test_the_confirmation_gives_reference_check_code_and_who_has_it(client, quarter, lead):
    page = words(send_by_form(client))

    version = Snapshot.objects.get()
    assert "Sent for sign-off" in page
    assert "<strong>NORTHSHI-2324Q3-v1</strong>" in page
    assert f"<strong>{version.check_code}</strong>" in page
    assert page.count("Waiting") == 2
    assert "take the report back" in page


def test_without_a_paper_it_cannot_be_sent_and_the_page_says_why(client):
    quarter = make_quarter()
    make_capacities(quarter.board)
    client.force_login(make_user(quarter.board))

    page, answer = client.get(SEND), send_by_form(client)

    assert "has no board paper yet. Begin its cover sheet first." in words(page)
    assert 'name="after"' not in words(page)
    assert answer.status_code == 409
    assert "has no board paper yet" in words(answer)


def test_with_nobody_asked_to_sign_it_cannot_be_sent(client, quarter, lead):
    Capacity.objects.all().delete()

    page, answer = client.get(SEND), send_by_form(client)

    assert "Nobody is asked to sign this report." in words(page)
    assert answer.status_code == 409
    assert not Snapshot.objects.exists()


def test_a_page_left_open_while_the_report_came_back_sends_nothing(client, quarter, lead):
    send(quarter)
    client.post(TAKE_BACK, {"digest": Snapshot.objects.get().digest})

    answer = send_by_form(client, after=0)

    assert answer.status_code == 409
    assert "The report was sent and came back since you opened the page." in words(answer)
    assert Snapshot.objects.count() == 1


def test_a_form_sent_twice_sends_once_and_is_answered_as_before(client, quarter, lead):
    first, second = send_by_form(client), send_by_form(client)

    assert first.redirect_chain == second.redirect_chain
    assert "Sent for sign-off" in words(second)
    assert events("quarter.sent").count() == 1


def test_fields_that_nobody_asked_for_have_no_effect(client, quarter, lead):
    send_by_form(client, status="PUBLISHED", number=9, digest="0" * 64, versions=7, by=1)

    quarter.refresh_from_db()
    assert (quarter.status, quarter.versions) == (Status.WITH_SIGNATORIES, 1)
    assert Snapshot.objects.get().sent_by == lead


def test_what_cannot_be_done_in_this_state_is_refused_by_its_name(client, quarter, lead):
    refused = client.get(TAKE_BACK)
    send(quarter)
    again = client.get(SEND)

    assert (refused.status_code, again.status_code) == (409, 409)
    assert "This report is a draft, so it cannot be taken back." in words(refused)
    assert "This report is with the signatories, so it cannot be sent" in words(again)


def test_a_report_taken_back_is_a_draft_in_which_all_can_be_changed(client, quarter, lead):
    version = send(quarter)
    assert "Version 1 becomes a draft again" in words(client.get(TAKE_BACK))

    page = words(client.post(TAKE_BACK, {"digest": version.digest}, follow=True))

    quarter.refresh_from_db()
    assert "Version 1 taken back. The report is a draft again." in page
    assert (quarter.status, quarter.asked_for) == (Status.DRAFT, "")
    assert "Taken back" in words(client.get(SIGN_OFF))


def test_a_newer_version_than_the_one_shown_is_not_taken_back(client, quarter, lead):
    older = send(quarter)
    client.post(TAKE_BACK, {"digest": older.digest})
    send(quarter)

    answer = client.post(TAKE_BACK, {"digest": older.digest})

    quarter.refresh_from_db()
    assert answer.status_code == 409
    assert "The report has changed since you opened it." in words(answer)
    assert quarter.status == Status.WITH_SIGNATORIES


def test_what_stands_of_the_last_version_is_told_before_sending(client, quarter, lead):
    spending = make_capacity(
        quarter.board, "Finance clearance", covers_performance=False, covers_text=False
    )
    whole = Capacity.objects.get(title="ICB place executive")
    metric = make_metric(quarter, "falls")
    version = send(quarter)
    sign(version, spending)
    sign(version, whole)
    client.post(TAKE_BACK, {"digest": version.digest})
    report_metric(quarter, metric, actual="5")

    before, page = words(client.get(SIGN_OFF)), words(client.get(SEND))

    assert "Cancelled by a change. Will be asked again" in before
    assert "The sign-off of version 1 stands, so they are not asked again" in page
    assert "What the ICB place executive signed has changed. They will be asked again." in page


def test_a_carried_signature_keeps_its_day_and_names_its_version(client, quarter, lead):
    version = send(quarter)
    sign(version, Capacity.objects.get(title="ICB place executive"))
    client.post(TAKE_BACK, {"digest": version.digest})
    send_by_form(client, after=1)

    page = words(client.get(SIGN_OFF))

    assert "Signed on 12 January 2024, carried over from version 1" in page
    assert "Waiting" in page


def test_where_every_signature_stands_it_is_signed_as_soon_as_it_is_sent(client):
    quarter = make_quarter_at(Status.SIGNED)
    signatory = make_user(quarter.board, Role.SIGNATORY)
    reasons = {Part.SPENDING: "A line is wrong"}
    actions.correct(quarter=quarter, reasons=reasons, by=signatory, at=NOON)
    client.force_login(make_user(quarter.board))

    page, answer = words(client.get(SEND)), words(send_by_form(client, after=1))

    assert "the report is signed as soon as it is sent" in page
    assert "Nothing that was signed has changed" in answer
    quarter.refresh_from_db()
    assert quarter.status == Status.SIGNED


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.COMMISSIONER, "take-back"),
        (Role.SIGNATORY, "sign"),
        (Role.AREA_ADMINISTRATOR, "changes"),
        (Role.CLERK, None),
        (Role.VIEWER, None),
    ],
)
def test_everybody_is_offered_only_what_they_may_do_now(client, quarter, role, offered):
    send(quarter)
    client.force_login(make_user(quarter.board, role))

    page = words(client.get(SIGN_OFF)).split("<main")[1]

    ways = {"send", "take-back", "sign", "changes"}
    found = {way for way in ways if f'href="{QUARTER}{way}/"' in page}
    allowed = {offered, "changes"} if role == Role.SIGNATORY else {offered} - {None}
    assert found == allowed


def test_the_task_list_names_those_who_are_waited_for(client, quarter, lead):
    version = send(quarter)
    sign(version, Capacity.objects.get(title="ICB place executive"))

    page = words(client.get(QUARTER))

    assert "Waiting for Director of Adult Social Care." in page
    assert f'href="{SIGN_OFF}"' in page
    assert '<dt class="govuk-summary-list__key">Director of Adult Social Care</dt>' in page


def test_the_task_list_leads_to_sending_while_it_is_a_draft(client, quarter, lead):
    assert f'href="{SEND}"' in words(client.get(QUARTER))

    client.force_login(make_user(quarter.board, Role.CLERK))
    assert f'href="{SIGN_OFF}"' in words(client.get(QUARTER))


def test_more_versions_cost_no_more_queries(client, quarter, lead):
    send(quarter)
    quarter.refresh_from_db()
    few = queries(client, SIGN_OFF)
    for _ in range(2):
        client.post(TAKE_BACK, {"digest": Snapshot.objects.newest(quarter).digest})
        send(quarter)
        quarter.refresh_from_db()

    assert queries(client, SIGN_OFF) == few <= 10


def test_opening_the_page_that_sends_costs_few_queries(client, quarter, lead):
    assert queries(client, SEND) <= 10
