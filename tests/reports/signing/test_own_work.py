"""Nobody signs for a part of a report that they changed."""

import pytest

from boards.models import Grant
from boards.roles import Role
from boards.workflow import Part
from reports.models import Signature
from tests.builders import (
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.reports.signing.answers import SIGN, answer, capacity_of, words
from tests.reports.text_builders import write
from tests.signing_builders import (
    make_capacities,
    make_capacity,
    send,
    sign_in,
)

pytestmark = pytest.mark.django_db


CHANGING = {
    Part.PERFORMANCE: lambda quarter, by: report_metric(
        quarter, make_metric(quarter), actual="9", by=by
    ),
    Part.SPENDING: lambda quarter, by: report_line(
        quarter, make_line(quarter), forecast="5", by=by
    ),
    Part.TEXT: lambda quarter, by: write(quarter, body="Written.", by=by),
}


@pytest.mark.check(14)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM_ADMINISTRATOR])
@pytest.mark.parametrize("part", Part)
def test_who_changed_a_part_cannot_sign_for_it_whatever_they_are(client, quarter, part, role):
    person = make_user(quarter.board, Role.FINANCE_OFFICER)
    CHANGING[part](quarter, person)
    person.grants.all().delete()
    for held in {Role.SIGNATORY, role}:
        Grant.objects.create(user=person, role=held, board=quarter.board)
    version = send(quarter)
    sign_in(client, person)

    page, said = words(client.get(SIGN)), answer(client, version)

    assert f"You entered figures or text of {part.label.lower()}" in page
    assert "Do you sign this report?" not in page
    assert said.status_code == 403
    assert "so somebody else has to sign" in words(said)
    assert not Signature.objects.exists()
    assert "waits for your signature" not in words(client.get("/"))


@pytest.mark.check(14)
def test_a_part_that_they_did_not_change_can_be_signed_by_who_changed_another(client, quarter):
    make_capacities(quarter.board)
    make_capacity(quarter.board, "Finance clearance", covers_performance=False, covers_text=False)
    person = make_user(quarter.board, Role.SIGNATORY)
    Grant.objects.create(user=person, role=Role.COMMISSIONER, board=quarter.board)
    CHANGING[Part.TEXT](quarter, person)
    version = send(quarter)
    sign_in(client, person)

    answer(client, version, capacity=capacity_of("Finance clearance").pk)

    assert Signature.objects.get().title == "Finance clearance"


def test_what_somebody_changed_in_another_report_does_not_stop_them(client, quarter):
    earlier = make_quarter(quarter.board, quarter=2)
    person = make_user(quarter.board, Role.SIGNATORY, of="COUNCIL")
    Grant.objects.create(user=person, role=Role.FINANCE_OFFICER, board=quarter.board)
    report_metric(earlier, make_metric(earlier), actual="9", by=person)
    version = send(quarter)
    sign_in(client, person)

    answer(client, version)

    assert Signature.objects.get().by == person
