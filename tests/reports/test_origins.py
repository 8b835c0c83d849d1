"""Behind the check code of a version stands where each of its figures comes from."""

import re
from datetime import timedelta

import pytest

from boards.edits import Edit
from boards.roles import Role
from boards.workflow import Status
from metrics.actions import record_result
from metrics.models import Metric
from reports.actions import take_back
from tests.builders import (
    NOON,
    decimal,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
)
from tests.builders import report_metric as report
from tests.reports.test_pages import words
from tests.signing_builders import walk

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)
ROW = "Falls 995 April to September 2023 Discharge team 12 January 2024 commissioner"


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch):
    """These tests are about what is told of the figures, not about making the paper."""
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: b"%PDF")


@pytest.fixture
def quarter():
    quarter = make_quarter()
    falls = make_metric(quarter, "falls")
    make_metric(quarter, "reablement")
    report(quarter, falls, actual="995", source="Discharge team", as_at=NOON.date())
    report_line(quarter, make_line(quarter), forecast="90000")
    return quarter


def plain(answer):
    """The words of a page without its markup."""
    return " ".join(re.sub("<[^>]+>", " ", words(answer)).split())


def test_everybody_sees_where_the_figures_of_a_published_version_come_from(client, quarter):
    snapshot = walk(quarter, Status.PUBLISHED)

    page = plain(client.get(f"/v/{snapshot.check_code}/"))

    assert ROW in page
    assert "Reablement not entered not provided not provided not provided not provided" in page
    assert "Spending, forecast of the year £90k" in page
    assert "1 of 1 line was reviewed this quarter. 12 January 2024 finance officer" in page
    assert "@" not in page


def test_an_entry_after_the_version_was_sent_is_not_its_origin(client, quarter):
    snapshot = walk(quarter, Status.WITH_SIGNATORIES)
    clerk, officer = (make_user(quarter.board, role) for role in (Role.CLERK, Role.FINANCE_OFFICER))
    take_back(quarter=quarter, by=officer, at=LATER)
    falls = Metric.objects.get(code="falls")
    edit = Edit(falls.pk, "actual", "995", decimal("996"))
    record_result(quarter=quarter, metric=falls.pk, edits=[edit], by=officer, at=LATER)
    client.force_login(clerk)

    page = plain(client.get(f"/northshire/2023-24-q3/versions/{snapshot.number}/"))

    assert ROW in page
