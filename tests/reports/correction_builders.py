"""Reports that were out and are put right, by the people who do so."""

from boards.roles import Role
from boards.workflow import Part, Status
from metrics.models import Metric
from reports import actions
from reports.models import Snapshot
from tests.builders import (
    NOON,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.reports.text_builders import make_sections, write
from tests.signing_builders import make_capacities, walk

WRONG_MONTH = "The figure was that of another month."


def make_report(board=None, *, status=Status.PUBLISHED, **facts):
    """A report with a measure, a line and two sections, walked to a state."""
    quarter = make_quarter(board, **facts)
    report_metric(quarter, make_metric(quarter), actual="500.0", comment="As planned.")
    report_line(quarter, make_line(quarter), forecast="98000")
    make_sections(quarter, "recommendations", "money")
    write(quarter, "recommendations", body="The Board is asked to note this.\n\nAll is well.")
    write(quarter, "money", body="The forecast is {forecast.total}.")
    make_capacities(quarter.board)
    walk(quarter, status)
    return quarter


def correct(quarter, **reasons):
    """Open a signed report again; `reasons` by the name of the part."""
    by = make_user(quarter.board, Role.FINANCE_OFFICER)
    asked = {Part[name.upper()]: reason for name, reason in reasons.items()}
    actions.correct(quarter=quarter, reasons=asked, by=by, at=NOON)
    quarter.refresh_from_db()


def put_right(quarter, actual="450.0", *, status=Status.PUBLISHED, because=WRONG_MONTH):
    """Correct the measure of a report, and walk it to a state again; its new Snapshot."""
    correct(quarter, performance=because)
    report_metric(quarter, Metric.objects.get(code="falls"), actual=actual)
    walk(quarter, status)
    quarter.refresh_from_db()
    return Snapshot.objects.of(quarter, quarter.versions)
