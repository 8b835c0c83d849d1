"""The expenditure workbook: what a finance officer and a program find in it."""

import random
import time
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pandas
import pytest

from reports.workbook.book import OwnFormulas
from reports.workbook.pages import breaks
from tests.reports.workbook_builders import (
    bromley_report,
    make_facts,
    make_report,
    make_row,
    opened,
    report_with_gaps,
    values_of,
    written,
)

FIRST_ROW = 5
FIGURES = ("Plan £000", "Spent to date £000", "Forecast £000", "Variance £000")
SHEETS = [
    "Cover", "Expenditure", "Data", "Movement", "Checks", "Where the figures come from", "Notes",
]  # fmt: skip


def totals(contents):
    """The rows of subtotals and the grand total, as whole thousands, from the stored results."""
    sheet = opened(contents, data_only=True)["Expenditure"]
    found = []
    for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True):
        if row[3] in ("Subtotal", "Grand total"):
            found.append((row[3], *(None if n is None else round(n) for n in row[4:])))
    return found


def test_the_totals_are_those_of_the_published_table():
    assert totals(written(bromley_report())) == [
        ("Subtotal", 29703, None, 29703, 0),
        ("Subtotal", 2967, None, 2149, -818),
        ("Subtotal", 7730, None, 7730, 0),
        ("Grand total", 40400, None, 39582, -818),
    ]


def test_a_cell_holds_exact_thousands_under_a_format_of_whole_ones():
    contents = written(make_report((make_row(plan="2149312.45", forecast="0.01"),)))

    plan, spent, forecast = opened(contents)["Expenditure"]["E6:G6"][0]

    assert (plan.value, spent.value, forecast.value) == (2149.31245, None, 0.00001)
    assert plan.number_format == "#,##0;-#,##0;0"


def test_amounts_are_read_back_to_the_penny():
    chosen = random.Random(2023)  # noqa: S311
    amounts = [Decimal(chosen.randrange(10**11)).scaleb(-2) for _ in range(2000)]
    report = make_report(tuple(make_row(plan=pounds, forecast=pounds) for pounds in amounts))

    plans = values_of(opened(written(report)), "Plan £000")

    assert [Decimal(str(plan)) * 1000 for plan in plans] == amounts


@pytest.mark.parametrize("report", [bromley_report(), report_with_gaps()], ids=["full", "gaps"])
def test_every_stored_result_is_the_figure_of_the_report(report):
    workbook = opened(written(report), data_only=True)

    in_order = [item for group in report.groups for item in (*group.rows, group)] + [report]
    rows = workbook["Expenditure"].iter_rows(min_row=FIRST_ROW, values_only=True)
    stored = [row[4:] for row in rows if row[3]]
    assert stored == [figures_of(item) for item in in_order]
    flat = values_of(workbook, *FIGURES)
    assert flat == [figures_of(row) for row in report.rows]


def figures_of(item):
    pounds = (item.plan, item.spent, item.forecast, item.variance)
    return tuple(None if value is None else float(value / 1000) for value in pounds)


def test_a_total_with_a_missing_part_is_blank_and_the_others_are_not():
    assert totals(written(report_with_gaps())) == [
        ("Subtotal", 3, None, None, None),
        ("Subtotal", 0, 0, 0, 0),
        ("Subtotal", None, None, None, None),
        ("Subtotal", 0, 0, 0, 0),
        ("Grand total", None, None, None, None),
    ]


def test_totals_are_formulas_that_do_not_count_subtotals_twice():
    sheet = opened(written(bromley_report()))["Expenditure"]

    assert sheet["E32"].value == '=IF(COUNTBLANK(E6:E31)>0,"",SUBTOTAL(9,E6:E31))'
    assert sheet["E46"].value == (
        '=IF(COUNTBLANK(E32)+COUNTBLANK(E35)+COUNTBLANK(E45)>0,"",SUBTOTAL(9,E5:E45))'
    )
    assert sheet["H46"].value == '=IF(OR(E46="",G46=""),"",G46-E46)'


def test_equal_figures_give_equal_bytes_at_any_time():
    first = written(bromley_report())
    time.sleep(2)

    assert written(bromley_report()) == first


def test_a_change_of_a_penny_changes_the_bytes():
    assert written(make_report((make_row(plan="1"),))) != written(
        make_report((make_row(plan="1.01"),))
    )


@pytest.mark.check(50)
def test_a_draft_for_demonstration_says_so_on_every_sheet_and_page():
    contents = written(bromley_report())

    for sheet in opened(contents):
        assert sheet["A3"].value.startswith("DRAFT – not signed off. Demonstration: ")
        assert "DRAFT" in sheet.oddFooter.left.text
        assert "Demonstration" in sheet.oddHeader.right.text


def test_a_signed_report_is_nowhere_called_a_draft_or_a_demonstration():
    facts = make_facts(is_draft=False, is_demonstration=False)

    contents = written(bromley_report(), facts)

    archive = zipfile.ZipFile(BytesIO(contents))
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode().lower()
    assert "draft" not in everything
    assert "demonstration" not in everything


@pytest.mark.check(50)
def test_the_properties_name_the_council_and_no_person():
    properties = opened(written(bromley_report())).properties

    assert properties.title == "Better Care Fund expenditure: Bromley, Quarter 3 2023-24"
    assert properties.subject.startswith("Quarter 3 2023-24, October to December 2023. DRAFT")
    assert {properties.creator, properties.lastModifiedBy} == {"London Borough of Bromley"}


@pytest.mark.check(50)
def test_the_workbook_opens_on_the_expenditure_table_and_hides_nothing():
    workbook = opened(written(bromley_report()))

    assert workbook.sheetnames == SHEETS
    assert workbook.active.title == "Expenditure"
    assert {sheet.sheet_state for sheet in workbook} == {"visible"}
    for sheet in workbook:
        assert not sheet.merged_cells.ranges
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())


def test_each_sheet_begins_with_its_title_and_the_tables_with_a_row_of_headings():
    workbook = opened(written(bromley_report()))

    assert [sheet["A1"].value for sheet in workbook] == [
        "Better Care Fund expenditure: Bromley, Quarter 3 2023-24",
        "Expenditure: Bromley, Quarter 3 2023-24",
        "Expenditure data: Bromley, Quarter 3 2023-24",
        "Movement of forecasts: Bromley, Quarter 3 2023-24",
        "Checks: Bromley, Quarter 3 2023-24",
        "Where the figures come from: Bromley, Quarter 3 2023-24",
        "Notes: Bromley, Quarter 3 2023-24",
    ]
    assert [cell.value for cell in workbook["Expenditure"][4]] == [
        "Ref",
        "Led by",
        "Scheme type",
        "Scheme name",
        "2023-24 plan £000",
        "Spent to date £000",
        "2023-24 forecast £000",
        "Variance £000 (minus means under plan)",
    ]


@pytest.mark.parametrize(
    ("name", "frozen", "area"),
    [
        ("Expenditure", "E5", "$A$1:$H$46"),
        ("Data", "B5", "$A$1:$V$39"),
        ("Checks", "B5", "$A$1:$I$6"),
        ("Where the figures come from", "D5", "$A$1:$J$43"),
        ("Notes", "B5", "$A$1:$E$7"),
    ],
)
def test_headings_stay_in_view_and_repeat_on_each_printed_page(name, frozen, area):
    sheet = opened(written(bromley_report()))[name]

    assert sheet.freeze_panes == frozen
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.print_area == f"'{name}'!{area}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert _scaled(sheet) == (82 if name == "Expenditure" else "one page wide")
    assert sheet.oddFooter.left.text == "Bromley BCF Quarter 3 2023-24 – DRAFT – page &P of &N"


def _scaled(sheet):
    """The per cent at which a sheet is printed; the width that is left out is one page."""
    properties, page = sheet.sheet_properties.pageSetUpPr, sheet.page_setup
    if not (properties and properties.fitToPage):
        return page.scale
    return "one page wide" if (page.fitToWidth, page.fitToHeight) == (None, 0) else "otherwise"


def test_a_group_begins_a_page_rather_than_go_over_two():
    report = make_report(*(tuple(make_row(f"{n}") for n in range(20)) for _ in range(2)))

    sheet = opened(written(report))["Expenditure"]

    assert [page.id for page in sheet.row_breaks.brk] == [26]
    assert sheet["A27"].value == report.groups[1].name


@pytest.mark.parametrize(
    ("rows", "blocks", "found"),
    [
        (10, [2], []),
        (20, [2], []),
        (10, [2, 6], []),
        (11, [2, 6], [6]),
        (14, [2, 4, 8, 11], [8]),
        (19, [2, 14], []),
        (20, [2, 14], [14]),
    ],
    ids=[
        "one that fits",
        "one that no page holds",
        "two on a page",
        "the second goes over",
        "the fourth after the third",
        "after a long one there is room",
        "after a long one there is none",
    ],
)
def test_a_page_begins_where_a_block_would_go_over(rows, blocks, found):
    """Pages of ten rows, of which each but the first repeats one of the two above the blocks."""
    assert breaks([1] * rows, blocks, headings=1, room=10) == found


def test_rows_are_as_tall_as_their_wrapped_text():
    rows = (make_row(name="Short"), make_row(name="Long words " * 10))

    heights = opened(written(make_report(rows)))["Expenditure"].row_dimensions

    assert (heights[6].height, heights[7].height) == (None, 40.5)


def test_data_is_one_table_with_a_filter_and_a_row_for_each_line():
    sheet = opened(written(bromley_report()))["Data"]

    table = sheet.tables["tblExpenditure"]
    assert table.ref == table.autoFilter.ref == "A4:V39"
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[4]]


def test_another_program_reads_the_data_sheet_without_cleaning():
    frame = pandas.read_excel(BytesIO(written(bromley_report())), sheet_name="Data", header=3)

    assert len(frame) == 35
    assert frame["Plan £000"].sum() == 40400
    assert frame["Forecast £000"].sum() == 39582
    assert frame["Variance £000"].sum() == -818
    assert frame["Spent to date £000"].isna().all()
    assert frame["Stream basis"].value_counts().to_dict() == {
        "Derived, not printed": 26,
        "As printed": 9,
    }


def test_a_quarter_without_lines_still_gives_a_workbook():
    contents = written(make_report())

    assert totals(contents) == [("Grand total", 0, 0, 0, 0)]
    assert opened(contents)["Data"].tables["tblExpenditure"].ref == "A4:V5"


def test_a_row_added_to_the_data_works_out_its_own_variance():
    sheet = opened(written(bromley_report()))["Data"]

    columns = {column.name: column for column in sheet.tables["tblExpenditure"].tableColumns}
    filled = columns["Variance £000"].calculatedColumnFormula.attr_text

    assert f"={filled}" == sheet["P5"].value
    assert "[#This Row],[Forecast £000]" in filled
    assert [name for name, column in columns.items() if column.calculatedColumnFormula] == [
        "Variance £000"
    ]


def test_formulas_taken_as_they_are_give_the_workbook_that_xlsxwriter_prepares(monkeypatch):
    contents = written(bromley_report())
    monkeypatch.delattr(OwnFormulas, "_prepare_formula")

    assert written(bromley_report()) == contents


def cover(report):
    sheet = opened(written(report))["Cover"]
    return dict(sheet.iter_rows(min_row=FIRST_ROW, max_col=2, values_only=True))


def test_the_cover_says_which_figures_are_missing():
    found = cover(bromley_report())

    assert found["Spent to date"] == "Not provided."
    assert found["Forecast"] == "Provided for 35 lines."
    assert found["Totals"] == "Totals are sums of the exact amounts. The figures shown add up."
    assert cover(report_with_gaps())["Forecast"] == (
        "Not provided for 2 of 5 lines, so totals that need them are blank."
    )


@pytest.mark.parametrize(
    "rows",
    [
        (make_row(plan="400", forecast="400"),) * 2,
        (make_row(plan="1400", forecast="2600"),),
    ],
    ids=["down-a-column", "across-a-row"],
)
def test_a_note_says_when_printed_figures_do_not_add_up(rows):
    report = make_report(rows)

    note = "Figures may not add up because of rounding."
    assert cover(report)["Totals"].endswith(note)
    assert opened(written(report))["Expenditure"]["A2"].value.endswith(note)


def test_the_order_of_equal_lines_is_kept():
    rows = tuple(replace(make_row(), line=n, name=f"Line {n}") for n in range(5))

    frame = pandas.read_excel(BytesIO(written(make_report(rows))), sheet_name="Data", header=3)

    assert list(frame["Scheme name"]) == [f"Line {n}" for n in range(5)]
