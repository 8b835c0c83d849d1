"""The forms by which a clerk says what became of a version, and a correction is begun."""

from datetime import timedelta

import pytest
from django.utils import timezone

from boards.calendar import working_days_before
from boards.models import AuditEvent, Capacity, Submission
from boards.roles import Role
from boards.workflow import Part, Status
from reports.board_paper.pdf import PaperNotMade
from reports.models import ChangeRequest, DatedFact, Paper, PaperFile, Snapshot
from tests.builders import make_line, make_quarter, make_user, report_line
from tests.signing_builders import make_capacity, send, sign, walk
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"
AGENDA = "https://www.northshire.example/agenda"
Kind = DatedFact.Kind
TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture(autouse=True)
def _quick_paper(monkeypatch):
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: b"%PDF")


@pytest.fixture
def quarter():
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, "S1"), forecast="95000")
    return quarter


@pytest.fixture
def clerk(client, quarter):
    client.force_login(make_user(quarter.board, Role.CLERK))
    return client


def on(day, **typed):
    """A form with a day typed into its three boxes."""
    return {"on_day": day.day, "on_month": day.month, "on_year": day.year} | typed


def today():
    return timezone.localdate()


def words(answer):
    return " ".join(answer.content.decode().split())


def assert_twice(answer, message):
    """The same words in the summary and at the field."""
    assert answer.status_code == 200
    assert words(answer).count(message) == 2, words(answer)


@pytest.mark.parametrize("status", [Status.WITH_SIGNATORIES, Status.SIGNED])
def test_a_paper_is_released_for_the_agenda_before_and_after_it_is_signed(clerk, quarter, status):
    walk(quarter, status)

    answer = clerk.post(QUARTER + "release/", on(today()), follow=True)

    fact = DatedFact.objects.get(kind=Kind.RELEASED)
    assert (fact.on, fact.snapshot.number) == (today(), 1)
    assert "Version 1 was released for the agenda on" in words(answer)
    assert ("says DRAFT" in words(clerk.get(QUARTER + "release/"))) == (
        status == Status.WITH_SIGNATORIES
    )
    assert AuditEvent.objects.filter(kind="version.released").count() == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"on_day": ""}, "Enter the day of release"),
        ({"on_day": "1"}, "Day of release must include a month and year"),
        (on(TOMORROW), "Day of release must be today or in the past"),
        (
            {"on_day": "11", "on_month": "1", "on_year": "2024"},
            "Day of release must be 12 January 2024, when version 1 was sent to the signatories, "
            "or later",
        ),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused_with_what_to_do(clerk, quarter, typed, message):
    walk(quarter, Status.WITH_SIGNATORIES)

    answer = clerk.post(QUARTER + "release/", typed)

    assert_twice(answer, message)
    assert not DatedFact.objects.filter(kind=Kind.RELEASED).exists()


def test_publishing_makes_and_keeps_both_files_before_anybody_can_ask(clerk, quarter):
    walk(quarter, Status.SIGNED)

    answer = clerk.post(QUARTER + "publish/", on(today(), reference=AGENDA), follow=True)

    quarter.refresh_from_db()
    assert quarter.status == Status.PUBLISHED
    assert "Version 1 is published." in words(answer)
    assert set(PaperFile.objects.values_list("kind", flat=True)) == {"PAPER", "WORKBOOK"}
    assert DatedFact.objects.get(kind=Kind.PUBLISHED).reference == AGENDA


@pytest.mark.parametrize("address", ["www.northshire.example", "javascript:alert(1)", "agenda"])
def test_an_address_that_is_none_is_refused(clerk, quarter, address):
    walk(quarter, Status.SIGNED)

    answer = clerk.post(QUARTER + "publish/", on(today(), reference=address))

    assert_twice(answer, "Address must be a full web address, like https://")
    quarter.refresh_from_db()
    assert quarter.status == Status.SIGNED


def test_nothing_is_published_while_the_paper_cannot_be_made(clerk, quarter, monkeypatch):
    walk(quarter, Status.SIGNED)

    def fail(paper):
        raise PaperNotMade("The paper could not be made. Try again.")

    monkeypatch.setattr("reports.kept_files.render_pdf", fail)

    answer = clerk.post(QUARTER + "publish/", on(today(), reference=AGENDA))

    assert answer.status_code == 503
    assert "The paper could not be made. Try again." in words(answer)
    assert "Nothing was published." in words(answer)
    quarter.refresh_from_db()
    assert quarter.status == Status.SIGNED
    assert not DatedFact.objects.filter(kind=Kind.PUBLISHED).exists()
    assert "Show what I typed" in words(clerk.get(QUARTER + "publish/"))


def test_a_withdrawal_asks_for_its_reason(clerk, quarter):
    walk(quarter, Status.PUBLISHED)

    refused = clerk.post(QUARTER + "withdraw/", {"reason": "  "})
    answer = clerk.post(QUARTER + "withdraw/", {"reason": "It named a person."}, follow=True)

    assert_twice(refused, "Enter why the report is withdrawn")
    assert "Version 1 is withdrawn from the public." in words(answer)
    fact = DatedFact.objects.get(kind=Kind.WITHDRAWN)
    assert (fact.on, fact.words) == (today(), "It named a person.")
    assert clerk.get(QUARTER + "withdraw/").status_code == 409


def test_the_boards_decision_is_kept_with_its_day_and_minute(clerk, quarter):
    walk(quarter, Status.SIGNED)
    page = QUARTER + "record/decided/"

    refused = clerk.post(page, on(today()))
    typed = on(today(), outcome="Approved", words="Subject to funding.", reference="minute 12")
    answer = clerk.post(page, typed, follow=True)

    assert_twice(refused, "Select what the Board decided")
    fact = DatedFact.objects.get(kind=Kind.DECIDED)
    assert (fact.words, fact.reference) == ("Approved. Subject to funding.", "minute 12")
    assert "minute 12. Approved. Subject to funding." in words(answer)


def test_a_ratification_is_kept_with_its_minute(clerk, quarter):
    walk(quarter, Status.PUBLISHED)

    clerk.post(QUARTER + "record/ratified/", on(today(), reference="minute 3"))

    fact = DatedFact.objects.get(kind=Kind.RATIFIED)
    assert (fact.on, fact.reference, fact.words) == (today(), "minute 3", "")


def test_what_happens_to_a_version_in_no_form_does_not_exist(clerk, quarter):
    walk(quarter, Status.SIGNED)

    assert clerk.get(QUARTER + "record/signed/").status_code == 404
    assert clerk.post(QUARTER + "record/withdrawn/", on(today())).status_code == 404


def test_the_national_return_goes_out_under_its_own_signatures(clerk, quarter):
    chair = make_capacity(
        quarter.board, "Board chair", of=None, paper=Capacity.Paper.NATIONAL_RETURN
    )
    due = working_days_before(today(), 3)
    quarter.period.national_return_on = due
    quarter.period.save()
    director = make_capacity(quarter.board)
    snapshot = send(quarter)
    sign(snapshot, director)
    page = QUARTER + "record/submitted/"

    refused = clerk.post(page, on(today()))
    sign(snapshot, chair)
    asked = words(clerk.get(page))
    clerk.post(page, on(today()))

    assert refused.status_code == 409
    assert "The national return is not signed yet by: Board chair." in words(refused)
    assert f"The national return is due on {due:%A} {due.day} {due:%B %Y}" in asked
    assert DatedFact.objects.filter(kind=Kind.SUBMITTED).count() == 1
    assert clerk.post(page, on(today())).status_code == 409


def test_a_form_sent_twice_is_answered_as_the_first_time(clerk, quarter):
    walk(quarter, Status.SIGNED)
    for page, typed in (("publish/", on(today())), ("withdraw/", {"reason": "Wrong figures."})):
        form = Form(clerk.get(QUARTER + page)).boxes | typed

        answers = [clerk.post(QUARTER + page, form) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [302, 302]
        assert answers[0].url == answers[1].url == QUARTER + "paper/"
    assert DatedFact.objects.filter(kind=Kind.PUBLISHED).count() == 1
    assert DatedFact.objects.filter(kind=Kind.WITHDRAWN).count() == 1
    assert Submission.objects.count() == 2


@pytest.fixture
def officer(client, quarter):
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))
    return client


def test_a_correction_opens_the_parts_that_are_named_with_their_reasons(officer, quarter):
    walk(quarter, Status.PUBLISHED)
    page = QUARTER + "correct/"

    nothing = officer.post(page, {"performance": ""})
    without = officer.post(page, {"spending": "yes", "spending_reason": " "})
    answer = officer.post(
        page, {"spending": "yes", "spending_reason": "S1 is wrong.", "text_reason": "Not ticked."},
        follow=True,
    )  # fmt: skip

    assert_twice(nothing, "Select what has to be corrected")
    assert_twice(without, "Enter what needs to change in spending")
    quarter.refresh_from_db()
    assert quarter.open_parts == {Part.SPENDING}
    assert [(c.part, c.reason) for c in ChangeRequest.objects.all()] == [
        (Part.SPENDING, "S1 is wrong.")
    ]
    assert "Version 1 can be corrected: spending." in words(answer)


def test_a_correction_says_what_stays_and_who_will_be_asked_again(officer, quarter):
    make_capacity(quarter.board, "Section 151 officer", covers_performance=False, covers_text=False)
    make_capacity(quarter.board, "ICB place executive", of="ICB", covers_spending=False)
    walk(quarter, Status.PUBLISHED)

    page = officer.get(QUARTER + "correct/")

    assert "Version 1 stays as it is and remains public until version 2 is published." in words(
        page
    )
    signed = {part["name"]: part["signed"] for part in page.context["parts"]}
    assert signed == {
        "performance": "the ICB place executive",
        "spending": "the Section 151 officer",
        "text": "the ICB place executive",
    }
    assert "They will be asked again." in words(page)


def late(report_number, shown="", **day):
    boxes = {f"meeting_on_{part}": day.get(part, "") for part in ("day", "month", "year")}
    return {"report_number": report_number, "shown-report_number": shown} | boxes


def test_the_report_number_is_filled_in_late_and_cancels_no_signature(clerk, quarter):
    snapshot = walk(quarter, Status.SIGNED)

    answer = clerk.post(
        QUARTER + "cover/", late("ACH24-008", day="8", month="2", year="2024"), follow=True
    )

    quarter.refresh_from_db()
    assert (quarter.status, str(quarter.meeting_on)) == (Status.SIGNED, "2024-02-08")
    assert snapshot.signatures.count() == 2
    assert "ACH24-008" in words(answer)
    assert "Thursday 8 February 2024" in words(answer)


def test_two_clerks_with_two_report_numbers_are_shown_both(clerk, quarter):
    walk(quarter, Status.SIGNED)
    Paper.objects.update(report_number="ACH24-008")

    answer = clerk.post(QUARTER + "cover/", late("ACH24-009"))

    assert answer.status_code == 409
    theirs = "Report number was changed by somebody else while you were editing. "
    assert words(answer).count(f"{theirs}Theirs: “ACH24-008”.") == 2
    assert 'value="ACH24-009"' in words(answer)
    assert Paper.objects.get().report_number == "ACH24-008"


def test_a_day_of_the_meeting_that_is_none_is_refused(clerk, quarter):
    walk(quarter, Status.SIGNED)

    answer = clerk.post(QUARTER + "cover/", late("A" * 41, day="31", month="2", year="2024"))

    assert_twice(answer, "Day of the meeting must be a real date")
    assert_twice(answer, "Report number must be 40 characters or fewer")


def test_what_was_published_keeps_its_report_number(clerk, quarter):
    send(quarter)
    Paper.objects.update(report_number="ACH24-008")
    sign_and_publish(quarter, clerk)
    first = clerk.get(QUARTER + "versions/1/expenditure.xlsx").content

    answer = clerk.post(QUARTER + "cover/", late("ACH24-999", "ACH24-008"), follow=True)

    assert "Version 1 keeps those that it was published with." in words(
        clerk.get(QUARTER + "cover/")
    )
    assert "ACH24-008" in words(answer)
    assert "ACH24-999" not in words(answer)
    assert clerk.get(QUARTER + "versions/1/expenditure.xlsx").content == first
    assert PaperFile.objects.count() == 2


def sign_and_publish(quarter, clerk):
    for capacity in Capacity.objects.all():
        sign(Snapshot.objects.get(quarter=quarter), capacity)
    clerk.post(QUARTER + "publish/", on(today()))
