"""A paste can be taken back until spending is next saved."""

from datetime import timedelta
from decimal import Decimal

import pytest

from boards import audit
from boards.edits import Edit
from boards.models import AuditEvent, Grant
from boards.roles import Role
from boards.workflow import ReportLocked, Status
from finance.actions import CannotUndo, record_paste, undo_paste
from finance.models import LineReturn, Paste
from tests.builders import NOON, make_line, make_quarter, make_user, organisation, report_line
from tests.finance.paste_builders import PAGE, SPENDING, confirm, copied, paste, words

pytestmark = pytest.mark.django_db
UNDO = PAGE + "undo/"


@pytest.fixture
def person(quarter):
    return make_user(quarter.board, Role.FINANCE_OFFICER)


@pytest.fixture
def officer(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def line(quarter):
    """A line with everything that a paste can change."""
    line = make_line(quarter, "S1")
    report_line(quarter, line, forecast="90000.45", spent="5000", explanation="As it was")
    held = LineReturn.objects.filter(line=line)
    held.update(unlikely_because="Forecast: " + "Because of the ward. " * 5, reviewed_by="Clerk")
    return line


def state():
    fields = ("spent", "forecast", "explanation", "unlikely_because", "reviewed_on", "reviewed_by")
    return list(LineReturn.objects.order_by("line").values_list(*fields))


def paste_and_confirm(officer):
    return confirm(officer, paste(officer, copied(["S1", "95"]), unit="THOUSANDS"))


def undo(officer):
    return officer.post(UNDO, {"paste": Paste.objects.latest("pk").pk}, follow=True)


def test_undo_restores_every_field_exactly(officer, line):
    before = state()
    pasted = paste_and_confirm(officer)
    assert state() != before

    answer = undo(officer)

    assert "1 forecast updated." in words(pasted)
    assert "The paste was undone. Every figure is as it was before." in words(answer)
    assert "1 forecast updated." not in words(answer)
    assert state() == before


def test_undo_takes_away_what_was_not_there_before(officer, quarter):
    make_line(quarter, "S1")
    paste_and_confirm(officer)

    undo(officer)

    assert state() == [(None, None, "", "", None, "")]


def test_undo_is_told_in_the_trail(officer, line):
    paste_and_confirm(officer)

    undo(officer)

    kinds = list(AuditEvent.objects.filter(reason="paste undone").values_list("kind", "after"))
    assert ("finance.forecast.recorded", "90000.45") in kinds
    assert AuditEvent.objects.last().kind == "finance.paste.undone"


def test_undo_is_offered_again_whenever_the_page_is_opened(officer, line):
    paste_and_confirm(officer)

    page = words(officer.get(SPENDING))

    assert "1 forecast updated." in page
    assert f'action="{UNDO}"' in page


def is_refused(answer, officer):
    assert answer.status_code == 409
    assert "This paste can no longer be undone" in words(answer)
    assert "Nothing was changed." in words(answer)
    assert f'action="{UNDO}"' not in words(officer.get(SPENDING))
    return True


def test_a_paste_is_undone_once(officer, line):
    paste_and_confirm(officer)
    undo(officer)
    after = state()

    assert is_refused(undo(officer), officer)
    assert state() == after


@pytest.mark.parametrize("changed", ["forecast", "spent", "explanation"])
def test_a_later_save_of_spending_ends_the_time_to_undo(officer, quarter, line, changed):
    other = make_line(quarter, "S2")
    paste_and_confirm(officer)
    report_line(quarter, other, **{changed: "7"})
    after = state()

    assert is_refused(undo(officer), officer)
    assert state() == after


def test_a_later_paste_is_undone_and_the_one_before_is_not(officer, line):
    paste_and_confirm(officer)
    first = Paste.objects.get()
    confirm(officer, paste(officer, copied(["S1", "96"]), unit="THOUSANDS"))

    undo(officer)

    assert LineReturn.objects.get().forecast == Decimal(95000)
    assert is_refused(officer.post(UNDO, {"paste": first.pk}), officer)


def test_a_move_of_the_report_ends_the_time_to_undo(officer, person, quarter, line):
    paste_and_confirm(officer)
    audit.record(audit.Change("quarter.sent", "1"), quarter=quarter, by=person, at=NOON)

    assert is_refused(undo(officer), officer)


def test_a_comment_does_not_end_the_time_to_undo(officer, person, quarter, line):
    paste_and_confirm(officer)
    audit.record(audit.Change("comment.added", "S1"), quarter=quarter, by=person, at=NOON)

    assert "The paste was undone." in words(undo(officer))


def test_a_report_that_is_no_draft_is_not_undone(officer, quarter, line):
    paste_and_confirm(officer)
    after = state()
    type(quarter).objects.update(status=Status.SIGNED)

    assert undo(officer).status_code == 409
    assert f'action="{UNDO}"' not in words(officer.get(SPENDING))
    assert state() == after


def test_nobody_undoes_the_paste_of_somebody_else(client, officer, quarter, line):
    paste_and_confirm(officer)
    after = state()
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER))

    assert is_refused(undo(client), client)
    assert state() == after


def test_who_may_no_longer_type_a_line_does_not_undo_its_paste(officer, person, quarter, line):
    paste_and_confirm(officer)
    after = state()
    Grant.objects.filter(user=person).update(organisation=organisation(quarter.board, "ICB"))

    assert undo(officer).status_code == 403
    assert state() == after


def test_a_paste_of_another_quarter_is_not_undone_in_this_one(officer, person, quarter, line):
    paste_and_confirm(officer)
    other = make_quarter(quarter.board, quarter=4)

    with pytest.raises(CannotUndo):
        undo_paste(quarter=other, paste=Paste.objects.get().pk, by=person, at=NOON)


@pytest.mark.parametrize("given", ["", "x", "٣", "999"])
def test_a_paste_that_never_was_is_refused(officer, quarter, given):
    assert officer.post(UNDO, {"paste": given}).status_code == 409


def test_the_address_of_undo_opens_a_page_with_the_button(officer, quarter, line):
    assert "There is no paste to undo" in words(officer.get(UNDO))
    paste_and_confirm(officer)

    assert "1 forecast updated. You can undo this until spending is next saved." in words(
        officer.get(UNDO)
    )


def test_the_state_is_read_from_the_database_before_a_paste_is_stored(quarter, person, line):
    type(quarter).objects.update(status=Status.WITH_SIGNATORIES)
    before = state()

    with pytest.raises(ReportLocked):
        record_paste(
            quarter=quarter, column="forecast", reasons={}, by=person, at=NOON,
            edits=[Edit(line.pk, "forecast", "90000.45", Decimal(5))],
        )  # fmt: skip

    assert state() == before


def test_a_paste_that_changes_nothing_leaves_nothing_to_undo(quarter, person, line):
    assert (
        record_paste(
            quarter=quarter, column="spent", edits=[], reasons={}, by=person,
            at=NOON + timedelta(hours=1),
        )
        is None
    )  # fmt: skip
    assert not Paste.objects.exists()
