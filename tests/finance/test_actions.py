from decimal import Decimal

import pytest

from boards.edits import Edit
from boards.roles import Role
from boards.workflow import ReportLocked, Status
from finance.actions import record_spending
from finance.models import ExpenditureLine, LineReturn
from tests.builders import NOON, make_board, make_line, make_quarter, make_user

pytestmark = pytest.mark.django_db


def record(quarter, line, forecast="5"):
    record_spending(
        quarter=quarter,
        edits=[Edit(line.pk, "forecast", "", Decimal(forecast))],
        by=make_user(quarter.board, Role.FINANCE_OFFICER),
        at=NOON,
    )


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_a_figure_of_a_report_that_is_no_draft_cannot_be_changed(status):
    quarter = make_quarter(status=status)

    with pytest.raises(ReportLocked):
        record(quarter, make_line(quarter))

    assert not LineReturn.objects.exists()


def test_the_state_is_read_from_the_database_and_not_from_the_page():
    quarter = make_quarter()
    line = make_line(quarter)
    type(quarter).objects.filter(pk=quarter.pk).update(status=Status.SIGNED)

    with pytest.raises(ReportLocked):
        record(quarter, line)


def test_a_line_of_another_board_cannot_be_reported_in_this_one():
    theirs = make_line(make_quarter(make_board("Southborough")))

    with pytest.raises(ExpenditureLine.DoesNotExist):
        record(make_quarter(), theirs)


def test_a_line_of_another_year_cannot_be_reported_in_this_one():
    quarter = make_quarter()
    earlier = make_line(make_quarter(quarter.board, year=2022))

    with pytest.raises(ExpenditureLine.DoesNotExist):
        record(quarter, earlier)
