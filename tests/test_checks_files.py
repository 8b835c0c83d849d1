"""Files that go out: what they must keep whole, must not hold, and must not do."""

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pypdf
import pytest

from boards.models import BoardQuarter, User
from boards.workflow import Status
from reports.board_paper import pdf
from reports.board_paper.child import Limits
from reports.models import PaperSection
from tests.builders import make_line, make_metric, make_quarter, make_user, report_line
from tests.reports.paper_builders import make_paper, texts
from tests.reports.test_pdf_child import ENDLESS, attached, listener, nobody_knocked
from tests.reports.test_workbook_text import PAYLOADS, formulas_in
from tests.reports.workbook_builders import bromley_report, make_facts, opened, values_of, written
from tests.signing_builders import walk
from tests.test_checks_saving import Form

__all__ = ["listener"]

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]
QUARTER = "/bromley/2023-24-q3/"
LONG = " ".join(f"word{number:05}" for number in range(2_000)) + "."


@pytest.fixture
def clerk(client, demonstration):
    client.force_login(User.objects.get(email="clerk@demonstration.example"))
    return client


def commissioner(client):
    """Signed in where one line differs from plan and one measure has no figure yet."""
    quarter = make_quarter()
    make_metric(quarter, "falls")
    line = make_line(quarter)
    report_line(quarter, line, forecast="5")
    client.force_login(make_user(quarter.board))
    return line


def contents(client, file, quarter=QUARTER):
    answer = client.get(quarter + file)
    assert answer.status_code == 200
    return io.BytesIO(answer.content)


def paper(client):
    return pypdf.PdfReader(contents(client, "paper.pdf"))


def workbook(client, quarter=QUARTER):
    return openpyxl.load_workbook(contents(client, "expenditure.xlsx", quarter), data_only=True)


@pytest.mark.check(40)
def test_the_longest_text_comes_back_whole_from_page_and_workbook(client):
    line = commissioner(client)
    page = "/northshire/2023-24-q3/spending/differences/"

    client.post(page, {f"explanation-{line.pk}": LONG})

    assert len(LONG) == 20_000
    assert Form(client.get(page)).boxes[f"explanation-{line.pk}"] == LONG
    assert values_of(workbook(client, "/northshire/2023-24-q3/"), "Explanation") == [LONG]


@pytest.mark.check(40)
def test_the_longest_text_comes_back_whole_from_the_paper(clerk):
    section = PaperSection.objects.filter(paper__quarter__board__slug="bromley").first()
    section.body = LONG
    section.save()

    printed = " ".join(page.extract_text() for page in paper(clerk).pages)

    assert re.findall(r"word\d{5}", printed) == LONG[:-1].split()


@pytest.mark.check(49)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_name_of_an_authority_becomes_no_formula(payload):
    contents = written(bromley_report(), replace(make_facts(), authority=payload))

    assert formulas_in(contents) == formulas_in(written(bromley_report()))
    assert [row[1].value for row in opened(contents)["Cover"]].count(payload) == 1


@pytest.mark.check(50)
@pytest.mark.parametrize("status", Status)
def test_files_say_draft_until_the_report_is_signed(clerk, status):
    quarter = BoardQuarter.objects.get(board__slug="bromley")
    walk(quarter, status)
    expected = status in {Status.DRAFT, Status.WITH_SIGNATORIES}

    pages = [page.extract_text() for page in paper(clerk).pages]
    sheets = [f"{sheet['A3'].value} {sheet.oddFooter.left.text}" for sheet in workbook(clerk)]

    assert {"DRAFT" in page for page in pages} == {expected}
    assert {sheet.count("DRAFT") for sheet in sheets} == {2 if expected else 0}


@pytest.mark.check(50)
def test_no_account_is_named_in_the_properties_of_a_file(clerk):
    names = {email.split("@")[0] for email in User.objects.values_list("email", flat=True)}
    made, parts = paper(clerk), zipfile.ZipFile(contents(clerk, "expenditure.xlsx"))

    named = f"{dict(made.metadata)} {made.xmp_metadata and made.xmp_metadata.stream.get_data()}"
    named += " ".join(parts.read(f"docProps/{name}.xml").decode() for name in ("app", "core"))
    assert "London Borough of Bromley" in named
    assert not [name for name in names | {"demonstration.example"} if name in named]
    assert not [part for part in parts.namelist() if "comment" in part]
    assert not workbook(clerk).defined_names


@pytest.mark.check(51)
def test_markup_typed_as_entities_or_led_elsewhere_is_only_printed(listener, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary in the file")
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/go?to={secret.as_uri()}"
    hostile = [f'&lt;img src="{secret.as_uri()}"&gt;', f'<img alt="x" src="{address}">', "{{7*7}}"]

    made = pdf.render_pdf(make_paper("\n\n".join(hostile)))

    printed = "".join("".join(texts(made)).split())
    assert all("".join(text.split()) in printed for text in hostile)
    assert nobody_knocked(listener)
    assert attached(made) == 0
    assert "canary" not in printed


LIMITS = {"processor": Limits(cpu=1), "clock": Limits(wall=0.5), "memory": Limits(memory=10**8)}


@pytest.mark.check(52)
@pytest.mark.parametrize("limit", LIMITS)
def test_a_request_for_a_paper_over_its_limit_answers_503_and_the_next_one_works(
    clerk, monkeypatch, limit
):
    with monkeypatch.context() as heavy:
        heavy.setattr(pdf, "paper_html", lambda paper: ENDLESS)
        heavy.setattr(pdf.pdf_of, "__defaults__", (LIMITS[limit],))
        refused = clerk.get(QUARTER + "paper.pdf")

    assert refused.status_code == 503
    assert "The paper" in refused.content.decode()
    assert clerk.get(QUARTER + "paper.pdf").content.startswith(b"%PDF")
