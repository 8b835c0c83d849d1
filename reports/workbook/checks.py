"""The sheet Checks: what should agree, with formulas over the table of the sheet Data."""

from xlsxwriter.utility import xl_rowcol_to_cell

from finance.agreements import Kind, lines_without_area
from reports.workbook.data import BETWEEN
from reports.workbook.layout import CHECKS, DATA, FIRST_ROW, TABLE_NAME, place
from reports.workbook.sheet import Formula

NOTE = "Formulas over the sheet Data. Amounts in £ thousands (£000), with every decimal they have."
ONLY_LINES = "What bounds the whole plan is checked in the workbook of all lines."


def write_checks(book, figures):
    """A row for each Agreement, in their order."""
    note = f"{NOTE} {ONLY_LINES}" if figures.is_part else NOTE
    sheet = book.sheet("Checks", "Checks", note)
    found = figures.agreements
    last_row = FIRST_ROW + len(found) - 1
    sheet.table("tblChecks", CHECKS, last_row)
    for row, agreement in enumerate(found, FIRST_ROW):
        sheet.row(row, CHECKS, _values(row, agreement, figures))
    sheet.freeze(1)
    sheet.finish(last_row, len(CHECKS) - 1)


def _values(row, item, figures):
    cells = {column.field: xl_rowcol_to_cell(row, place(CHECKS, column.field)) for column in CHECKS}
    return (
        item.title,
        _subject(item, figures),
        "Lines" if item.is_count else "£000",
        _expected(item),
        _actual(item, figures, cells["subject"]),
        Formula(_difference(cells), _cell(item, item.difference)),
        _unknown(item, figures),
        Formula(RESULTS[item.kind].format(**cells), str(item.state)),
        item.words,
    )


def _cell(item, value):
    """A number as the sheet shows it: lines, or pounds as £ thousands."""
    return value if value is None or item.is_count else value / 1000


def _subject(item, figures):
    """What the formulas of the row look for in the table."""
    if item.kind is Kind.MINIMUM:
        return figures.minimum_name(item.subject)
    if item.kind is Kind.PRINTED:
        group = figures.group(item.subject)
        return group.name if group else item.subject
    return item.subject


def _difference(cells):
    return '=IF(OR({expected}="",{actual}=""),"",ROUND({actual}-{expected},5))'.format(**cells)


def _column(field):
    return f"{TABLE_NAME}[{DATA[place(DATA, field)].heading}]"


REF, CODE, GROUP, TOWARDS, PLAN, REVISED, SPENT, FORECAST, CONFIRMED, REVIEWED = map(
    _column,
    (
        "reference", "stream_code", "group", "counts_towards", "plan", "revised", "spent",
        "forecast", "confirmed", "reviewed_on",
    ),
)  # fmt: skip

RESULTS = {
    Kind.ALLOCATION: (
        '=IF({difference}="","Not known",IF({difference}=0,"Agrees",'
        'IF(AND({difference}<0,{unknown}>0),"Not known","Check")))'
    ),
    Kind.MINIMUM: (
        '=IF(OR({difference}="",{unknown}>0),"Not known",IF({difference}>=0,"Agrees","Check"))'
    ),
    Kind.SPENT: (
        '=IF({difference}>0,"Check",IF(OR({unknown}>0,COUNTA(' + REF + ')=0),"Not known","Agrees"))'
    ),
    Kind.REVIEWED: '=IF({expected}=0,"Not known",IF({difference}=0,"Agrees","Check"))',
    Kind.PRINTED: ('=IF({difference}="","Not known",IF(ROUND({difference},0)=0,"Agrees","Check"))'),
}


def _expected(item):
    value = _cell(item, item.expected)
    return Formula(f"=COUNTA({REF})", value) if item.kind is Kind.REVIEWED else value


def _actual(item, figures, subject):
    """What is there, by a formula over the table; blank where no lines stand under a total."""
    if item.kind is Kind.PRINTED and item.subject and not figures.group(item.subject):
        return None
    return Formula(_formula(item, subject), _cell(item, item.actual))


def _formula(item, subject):
    if item.kind is Kind.REVIEWED:
        return f"=COUNT({REVIEWED})"
    if item.kind is Kind.SPENT:
        return (
            f'=SUMPRODUCT(({SPENT}<>"")*({FORECAST}<>"")*({FORECAST}>=0)*({SPENT}>{FORECAST})'
            f'*({CONFIRMED}=""))'
        )
    if item.kind is Kind.ALLOCATION:
        return _sum_where(f"({CODE}={subject})", REVISED)
    if item.kind is Kind.MINIMUM:
        listed = f'"{BETWEEN}"&{TOWARDS}&"{BETWEEN}"'
        return _sum_where(f'ISNUMBER(FIND("{BETWEEN}"&{subject}&"{BETWEEN}",{listed}))', REVISED)
    return _sum_where(f"({GROUP}={subject})" if item.subject else f'({REF}<>"")', PLAN)


def _sum_where(holds, amounts):
    """Missing is not zero: blank where a line that counts has no amount."""
    blanks = f'SUMPRODUCT({holds}*({REF}<>"")*({amounts}=""))'
    return f'=IF({blanks}>0,"",SUMPRODUCT(--{holds},{amounts}))'


def _unknown(item, figures):
    """How many lines may count without that being known."""
    report = figures.spending
    if item.kind is Kind.ALLOCATION:
        count = sum(not row.stream_code for row in report.rows)
        return Formula(f'=SUMPRODUCT(({REF}<>"")*({CODE}=""))', count)
    if item.kind is Kind.SPENT:
        count = sum(None in (row.spent, row.forecast) for row in report.rows)
        return Formula(f'=SUMPRODUCT(({REF}<>"")*((({SPENT}="")+({FORECAST}=""))>0))', count)
    return len(lines_without_area(report)) if item.kind is Kind.MINIMUM else None
