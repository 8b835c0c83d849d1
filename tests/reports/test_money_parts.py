"""What the paper prints of the money beside its lines, and what a version shows of it."""

import json
import re
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from io import BytesIO

import msgspec
import page
import pikepdf
import pytest

from boards.canonical import encode
from boards.numbers import Unit
from finance.agreements import agreements
from finance.fund import FundReport, Printed
from finance.movement import Movement
from reports.board_paper.content import BoardPaper
from reports.board_paper.html import paper_html
from reports.board_paper.pdf import render_pdf
from reports.money_parts import money_parts
from reports.tables import tables_of_paper
from tests.reports.changes_builders import (
    changed_at,
    leaves,
    make_full_fund,
    make_full_income,
    make_full_movement,
    make_full_paper,
    make_full_spending,
)
from tests.reports.paper_builders import make_paper, texts

HEADINGS = {
    "virements": "Changes to the plan",
    "carried": "Changes to the plan",
    "reserves": "Reserves",
    "risk_shares": "Risk share",
    "minima": "Minimum spending",
}
SINCE = "Movement since Quarter 2 2023-24, version 1"
# Which lines count is told by a code; what older papers printed has a page of its own.
ELSEWHERE = {"Minimum.kind", *(f"Printed.{field.name}" for field in fields(Printed))}


@pytest.fixture(scope="module")
def full_pdf():
    return render_pdf(make_full_paper())


def headings(paper):
    return [part.heading for part in money_parts(paper)]


def rows_of(html, caption):
    """The cells of each row of the table with a caption that ends so."""
    table = next(t for t in html.split("<table")[1:] if f"{caption}</caption>" in t)
    rows = re.findall("<tr[^>]*>(.*?)</tr>", table.split("</table>")[0], re.DOTALL)
    cells = [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[unescape(cell).strip() for cell in row] for row in cells]


def test_every_part_is_printed_with_its_numbered_tables(full_pdf):
    text = " ".join(texts(full_pdf))

    assert "Appendix C: money beside the expenditure table" in text
    assert "Table 4: plan money moved between lines in 2023-24, in £ thousands" in text
    assert "20 November 2023 S1 Home care S2 Equipment 2 More adaptations." in text
    assert "Table 5: underspends of 2023-24 to be carried into 2024-25, in £ thousands" in text
    assert "Agreed on 20 November 2023" in text
    assert "Transformation Reserve 5,710 5,171 One-off." in text
    assert "Council 60% Of all lines. ICB 40% Of all lines. Together 100%" in text
    assert "Table 8: minimum spending out of the minimum NHS contribution" in text
    assert "Table 9: forecasts since Quarter 2 2023-24, version 1, in £ thousands" in text


def test_a_paper_with_all_of_it_is_still_pdf_ua(full_pdf):
    assert page.validate_pdf_bytes(full_pdf, profile="ua1").is_compliant
    with pikepdf.open(BytesIO(full_pdf)) as pdf:
        tree = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        heads = [item for item in tree if item.get("/S") == "/TH"]
        assert all(str(cell.A.Scope) in ("/Column", "/Row") for cell in heads)


def test_a_paper_that_holds_none_of_it_has_no_such_appendix():
    html = paper_html(make_paper())

    assert money_parts(make_paper()) == []
    assert "money beside the expenditure table" not in html
    assert not any(f">{heading}<" in html for heading in HEADINGS.values())


@pytest.mark.parametrize("name", HEADINGS)
def test_a_part_is_printed_alone_where_nothing_else_is_held(name):
    fund = replace(FundReport(), **{name: getattr(make_full_fund(), name)})

    paper = make_paper(fund=fund)

    assert headings(paper) == [HEADINGS[name]]
    assert "Appendix B: money beside the expenditure table" in paper_html(paper)
    assert [table.caption[:8] for part in money_parts(paper) for table in part.tables] == [
        "Table 4:"
    ]


def test_a_movement_is_printed_where_something_of_the_year_was_signed():
    moved = make_paper(movement=make_full_movement())
    nothing = make_paper(movement=Movement("Quarter 2 2023-24, version 1", ()))

    assert headings(moved) == [SINCE]
    assert headings(nothing) == headings(make_paper()) == []


def test_minima_that_nobody_entered_are_no_part_of_the_paper():
    fund = make_full_fund()
    blank = replace(fund.minima[0], amount=None)

    assert headings(make_paper(fund=FundReport(minima=(blank,)))) == []
    assert headings(make_paper(fund=FundReport(minima=(*fund.minima, blank)))) == [
        "Minimum spending"
    ]


def test_a_minimum_is_printed_with_the_words_of_its_check_in_thousands():
    spending = replace(make_full_spending(), entry_unit=Unit.POUNDS.name)
    paper = make_full_paper(spending=spending)
    checks = agreements(make_full_spending(), make_full_income(), make_full_fund())
    check = next(item for item in checks if item.subject == "SOCIAL_CARE")

    rows = rows_of(paper_html(paper), "minimum NHS contribution, in £ thousands")

    assert rows[1] == [check.title, "14", check.state, check.words, "Guidance."]


def other(value):
    if isinstance(value, str):
        return f"{value} more"
    if isinstance(value, Decimal):
        return value + 77_000
    return value + timedelta(days=1) if isinstance(value, date) else date(2024, 1, 1)


def test_whatever_a_fund_holds_is_printed_and_shown():
    paper = make_full_paper()
    printed, shown = paper_html(paper), read(paper)
    found = [leaf for leaf in leaves(paper.fund) if leaf.name not in ELSEWHERE]

    for leaf in found:
        changed = replace(paper, fund=changed_at(paper.fund, leaf.path, other(leaf.value)))
        assert paper_html(changed) != printed, leaf.name
        assert read(changed) != shown, leaf.name
    assert len({leaf.name for leaf in found}) == 22


def read(paper):
    """Every cell of what a version shows of the money beside its lines."""
    return [
        (table.caption, [body.rows for body in table.bodies()], table.footer())
        for part in tables_of_paper(paper)["money_parts"]
        for table in part.tables
    ]


def test_lines_that_did_not_move_are_one_row_and_all_rows_add_up():
    moved = make_full_movement().rows[0]
    still = [replace(moved, reference=f"S{n}", now=moved.before) for n in (3, 4)]
    movement = Movement("Quarter 2", (moved, *still))

    rows = rows_of(paper_html(make_paper(movement=movement)), "since Quarter 2, in £ thousands")

    assert [row[2] for row in rows[1:3]] == ["Home care", "2 lines with the same forecast"]
    assert rows[3][0] == "Whole fund"


def test_versions_kept_before_there_was_such_money_are_printed_as_they_were():
    held = json.loads(encode(make_paper()))
    del held["fund"], held["movement"]

    paper = msgspec.json.decode(json.dumps(held), type=BoardPaper)

    assert paper_html(paper) == paper_html(make_paper())
    assert tables_of_paper(paper)["money_parts"] == []
