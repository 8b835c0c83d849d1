"""Every box for words has a most: more is refused in plain words, and stays in the box."""

import re
from dataclasses import dataclass, field

import pytest
from django.conf import settings

from boards.models import Board, BoardQuarter
from boards.roles import Role
from boards.workflow import Status
from reports.signing_forms import LONGEST_REASON
from tests.builders import (
    make_line,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.finance.fund_builders import make_allocation
from tests.reports.text_builders import make_sections
from tests.schemes.plan_builders import make_action, make_risk, make_section
from tests.signing_builders import walk
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db
QUARTER = "/northshire/2023-24-q3/"
FALLS, RISK, LINES = "metrics/falls/", "risks/R1/", "spending/"
OF_THE_PAPER, OF_A_REASON, MOST_LINES = 20_000, 500, 400


@dataclass(frozen=True)
class Box:
    """A box for words: where it stands, its most characters, and what is posted beside it.

    `written` is how its template names it, where that is not its name; {line} and {before} stand
    for the ids of the line and of the report before. The report is in `state`.
    """

    page: str
    name: str
    most: int = OF_THE_PAPER
    others: dict = field(default_factory=dict)
    written: str = ""
    state: Status = Status.DRAFT


AVAILABLE, NOT_YET = {"state": "AVAILABLE"}, {"state": "NOT_YET"}
UNMET, RATED = {"answer": "NOT_MET"}, {"likelihood": "2", "impact": "3"}
NUMBER = {"body": "Up 19%.", "finding-1": "19%#1", "answer-1": "keep", "is_complete": "no"}
CREDIT = {"spent-{line}": "-5", "credit-spent-{line}": "yes"}
RESTATED = {"report": "{before}", "after": "273", "kind": "NATIONAL"}
DECIDED = {"outcome": "Noted", "on_0": "20", "on_1": "1", "on_2": "2024"}
OF_SENDING_BACK, OF_A_VERSION = LONGEST_REASON, 2000
PASTED = {"column": "spent", "unit": "THOUSANDS", "text": "S1\t-5\r\n", "asked": "yes"}
STATEMENT = {"month": "6", "rows": "Acute,1,1,0,1,1,0"}
BOXES = (
    Box(FALLS, "comment", others=AVAILABLE),
    Box(FALLS, "off_target_because", others=AVAILABLE),
    Box(FALLS, "mitigation", others=AVAILABLE),
    Box(FALLS, "national_differs_because", others=AVAILABLE),
    Box(FALLS, "different_target_reason", others=AVAILABLE),
    Box(FALLS, "unavailable_because", others=NOT_YET),
    Box(FALLS, "reason-actual", OF_A_REASON, AVAILABLE | {"actual": "9999", "asked": "yes"}),
    Box(FALLS + "revisions/", "because", OF_A_REASON, RESTATED),
    Box("spending/differences/", "explanation-{line}", written="cells.explanation.name"),
    Box("spending/differences/", "effect-{line}", written="cells.effect.name"),
    Box(LINES, "note-spent-{line}", OF_A_REASON, CREDIT),
    Box(LINES, "reason-spent-{line}", OF_A_REASON, {"spent-{line}": "900", "asked": "yes"}),
    Box(LINES + "paste/", "reason-spent-{line}", OF_A_REASON, PASTED),
    Box("statements/add/", "title", 200, STATEMENT),
    Box("statements/add/", "source", 200, STATEMENT | {"title": "Month 6"}),
    Box("plan-changes/virement/", "reason", 1000),
    Box("plan-changes/carry-forward/", "reason", 1000),
    Box("income/", "reason-received-{allocation}", OF_A_REASON,
        {"received-{allocation}": "900", "asked": "yes"}),
    Box("plan/nc2/", "because", others=UNMET),
    Box("plan/nc2/", "summary"),
    Box("plan/nc2/actions/", "NC2-1-progress", written="row.progress.html_name"),
    Box(RISK, "description", 1000, RATED),
    Box(RISK, "comment", others=RATED),
    Box(RISK, "mitigation-1-status", 300, RATED),
    Box(RISK, "added-action", 1000, RATED, written="page.added.action.html_name"),
    Box(RISK, "added-status", 300, RATED | {"added-action": "A bank of staff"}),
    Box("risks/new/", "description", 1000, RATED),
    Box("risks/new/", "comment", others=RATED),
    Box("commentary/recommendations/", "body", others={"is_complete": "no"}),
    Box("commentary/recommendations/", "source-1", 300, NUMBER, written="choice.source_name"),
    Box("comments/spending/", "text", 4000),
    Box("/northshire/schemes/2023-24/S1/stop/", "stopped_because", 1000),
    Box("changes/", "reason-SPENDING", OF_SENDING_BACK, {"part-SPENDING": "yes"},
        written="reason.html_name", state=Status.WITH_SIGNATORIES),
    Box("correct/", "spending_reason", OF_A_VERSION, {"spending": "yes"},
        written="part.reason.html_name", state=Status.SIGNED),
    Box("record/decided/", "words", OF_A_VERSION, DECIDED, state=Status.SIGNED),
    Box("withdraw/", "reason", OF_A_VERSION, state=Status.PUBLISHED),
)  # fmt: skip
NAMES = [f"{box.name} of {box.page}" for box in BOXES]
# A paste holds figures and no text of the report: its own most are in its own tests.
NO_TEXT_OF_THE_REPORT = {("finance/paste.html", "text"), ("finance/paste_preview.html", "text")}


@pytest.fixture
def ids():
    """A report with something to say in every box; the ids that names and values hold."""
    before = make_quarter(quarter=2)
    falls = make_metric(before, "falls")
    report_metric(before, falls, actual="260")
    quarter = make_quarter(before.board)
    report_metric(quarter, falls, actual="280")
    make_action(make_section(quarter, "nc2"))
    make_risk(quarter, done=[("Agency staff", "Found")])
    make_sections(quarter)
    line = make_line(quarter)
    report_line(quarter, line, forecast="30000")
    allocation = make_allocation(quarter, "minimum", 100_000)
    return {"line": line.pk, "before": before.pk, "allocation": allocation.pk}


@pytest.fixture(autouse=True)
def _quick(quick_paper):
    """These tests are about boxes; a published report has its paper made."""


@pytest.fixture
def browser(client, ids):
    """Signed in as one who may do everything that the boxes are for."""
    board = Board.objects.get()
    user = make_user(board, Role.FINANCE_OFFICER, of="COUNCIL")
    for role in (Role.COMMISSIONER, Role.AREA_ADMINISTRATOR, Role.CLERK):
        user.grants.create(role=role, board=board)
    client.force_login(user)
    return client


def filled(fields, ids):
    return {name.format(**ids): value.format(**ids) for name, value in fields.items()}


def address(box):
    return box.page if box.page.startswith("/") else QUARTER + box.page


def send(browser, box, ids, text):
    """The answer to the form of the page with a text in the box."""
    walk(BoardQuarter.objects.get(period__quarter=3), box.state)
    shown = Form(browser.get(address(box))).boxes
    return browser.post(
        address(box), shown | filled(box.others, ids) | {box.name.format(**ids): text}
    )


def longer(box):
    return "a" * (box.most + 1), f"must be {box.most:,} characters or fewer. You have 1 too many"


def more_lines(box):
    return "a" + "\n" * MOST_LINES + "b", "must be 400 lines or fewer"


@pytest.mark.check(40)
@pytest.mark.parametrize(
    ("box", "refused"),
    [
        pytest.param(box, refused, id=f"{name}: {refused.__name__}")
        for box, name in zip(BOXES, NAMES, strict=True)
        for refused in (longer, more_lines)
        if refused is longer or box.most > MOST_LINES
    ],
)
def test_more_than_the_most_is_refused_and_stays_in_its_box(browser, ids, box, refused):
    text, message = refused(box)

    answer = send(browser, box, ids, text)

    said = answer.content.decode()
    assert answer.status_code == 200
    assert said.count(message) == 2, "in the summary and at the box"
    kept = Form(answer).boxes[box.name.format(**ids)].replace("\r\n", "\n")
    assert kept == text
    assert text not in browser.get(address(box)).content.decode()


@pytest.mark.parametrize("box", BOXES, ids=NAMES)
def test_the_most_itself_is_not_refused(browser, ids, box):
    answer = send(browser, box, ids, "a" * box.most)

    assert "characters or fewer" not in answer.content.decode()


def test_every_textarea_is_among_the_boxes():
    pattern = re.compile(r'textarea\.html" with [^%]*?\bname="?([\w.]+)')
    folder = settings.BASE_DIR / "templates"
    found = {
        (str(path.relative_to(folder)), name)
        for path in folder.rglob("*.html")
        for name in pattern.findall(path.read_text())
    }

    assert len(found) > 20
    tested = {box.written or box.name for box in BOXES}
    assert {place for place in found - NO_TEXT_OF_THE_REPORT if place[1] not in tested} == set()
