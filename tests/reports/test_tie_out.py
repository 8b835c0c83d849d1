"""Do the papers of a version agree: read back from the files that go out, and from nothing else."""

import re
import zipfile
from io import BytesIO

import pytest
from weasyprint import HTML

from boards import seals
from boards.roles import Role
from boards.workflow import Status
from reports.models import PaperFile
from reports.tie_out.comparing import headlines, in_words
from reports.tie_out.printed import Printed
from reports.tie_out.reading import of_paper
from reports.workbook.reading import of_workbook
from tests.builders import make_line, make_lines, make_quarter, make_user, report_line
from tests.queries import count_queries
from tests.reports.text_builders import make_sections, write
from tests.signing_builders import walk

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]
PAGE = "/northshire/2023-24-q3/versions/1/agree/"
PAPER = "%PDF-1.7 that nobody can read"


@pytest.fixture
def quarter():
    """Two lines, of which one is forecast below its plan, in a report whose text prints them."""
    quarter = make_quarter()
    report_line(quarter, make_line(quarter, "S1", plan="1234567.89"), forecast="1100000")
    report_line(quarter, make_line(quarter, "S2", plan="900"), forecast="900")
    make_sections(quarter, "recommendations")
    write(quarter, body="The money:\n\n{table.spending}")
    return quarter


@pytest.fixture
def clerk(client, quarter):
    client.force_login(make_user(quarter.board, Role.CLERK))
    return client


def rows_of(client):
    """The cells of each row of the page by their figure."""
    page = client.get(PAGE).content.decode()
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    rows = [re.sub("<[^>]+>", "|", row).split("|") for row in body.split("</tr>")[:-1]]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    return {name: found for name, *found in cells}


def test_each_figure_stands_once_for_each_file(clerk, quarter):
    version = walk(quarter, Status.SIGNED)

    found = rows_of(clerk)

    assert found["Check code"] == [version.check_code] * 3 + ["Agrees"]
    assert found["Lines of spending"] == ["2", "2", "2", "Agrees"]
    assert found["All lines: plan"] == ["1,235"] * 3 + ["Agrees"]
    assert found["All lines: forecast"] == ["1,101"] * 3 + ["Agrees"]
    assert found["All lines: variance"] == ["−135"] * 3 + ["Agrees"]
    page = " ".join(clerk.get(PAGE).content.decode().split())
    assert f"{len(found)} figures are the same in every file that prints them." in page


def test_one_cell_of_the_workbook_that_is_altered_is_found(clerk, quarter):
    walk(quarter, Status.SIGNED)
    clerk.get(PAGE)
    seals.take_off()
    altered = PaperFile.objects.get(kind="WORKBOOK")
    altered.content = with_other_result(bytes(altered.content), "1100.90", "1200.90")
    altered.save()

    found = rows_of(clerk)

    assert found["All lines: forecast"] == ["1,201", "1,101", "1,101", "Differs"]
    assert [cells[-1] for cells in found.values()].count("Differs") == 2
    page = " ".join(clerk.get(PAGE).content.decode().split())
    assert "2 figures differ. Do not send these files out" in page


def with_other_result(content, stored, other):
    """A workbook in whose sheet Expenditure the stored result of totals is another."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as target, zipfile.ZipFile(BytesIO(content)) as source:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                part = part.replace(f"<v>{stored}</v>".encode(), f"<v>{other}</v>".encode())
            target.writestr(name, part)
    return made.getvalue()


def test_a_paper_without_the_table_is_held_to_its_check_code_alone(clerk, quarter):
    write(quarter, body="No table.")
    walk(quarter, Status.SIGNED)

    found = rows_of(clerk)

    assert found["All lines: plan"] == ["1,235", "not printed", "1,235", "Agrees"]
    assert {cells[-1] for cells in found.values()} == {"Agrees"}


def test_a_file_that_cannot_be_read_back_does_not_agree(clerk, quarter, monkeypatch):
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: PAPER.encode())
    walk(quarter, Status.SIGNED)

    found = rows_of(clerk)

    assert found["Check code"][1:] == ["missing", found["Check code"][2], "Differs"]
    assert of_workbook(b"PK no workbook") == of_paper(PAPER.encode(), [])


def test_a_paper_that_breaks_off_in_the_table_does_not_agree():
    broken = HTML(string="<h1>Table 2: Better Care Fund expenditure</h1>").write_pdf()

    assert of_paper(broken, ["S1"]).totals == (("missing",) * 3,)


def test_a_group_that_a_file_lacks_does_not_agree():
    workbook = Printed("3f9a01bc", 2, (("1", "1", "0"), ("1", "1", "0")), ("BCF",))
    paper = Printed("3f9a01bc", 2, (("1", "1", "0"),))

    found = headlines((workbook, paper, workbook))

    assert [item.result for item in found] == ["Agrees"] * 2 + ["Differs"] * 6
    assert in_words(found).startswith("6 figures differ. Do not send these files out")
    assert in_words(found[1:3]).startswith("1 figure differs.")


def test_the_page_of_a_version_leads_there(clerk, quarter):
    walk(quarter, Status.SIGNED)

    assert f'href="{PAGE}"' in clerk.get(PAGE.removesuffix("agree/")).content.decode()


@pytest.mark.parametrize("count", [5, 500])
def test_the_page_costs_the_same_for_any_number_of_lines(client, monkeypatch, count):
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: PAPER.encode())
    quarter = make_quarter()
    make_lines(quarter, count)
    walk(quarter, Status.SIGNED)
    client.force_login(make_user(quarter.board, Role.CLERK))
    client.get(PAGE)

    assert count_queries(client, PAGE) == 26
