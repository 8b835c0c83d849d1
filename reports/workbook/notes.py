"""The sheet Notes: what was said of lines, and what changes or bounds the plan of the year."""

from boards import formats
from finance.models import LineReturn
from reports.workbook import words
from reports.workbook.layout import FIRST_ROW, NOTES

NOTE = "One row for each thing said. Amounts in £ thousands (£000)."
REASONS, USES = dict(LineReturn.Reason.choices), dict(LineReturn.MoneyUse.choices)


def write_notes(book, figures):
    """A row for each note: rules first, then lines, then the plan around them."""
    sheet = book.sheet("Notes", "Notes", NOTE)
    rows = [
        *_rules(figures),
        *_of_lines(figures.spending),
        *_of_the_plan(book.facts, figures.fund),
        *(("Income", name, None, None, note) for name, note in figures.income.notes),
    ]
    last_row = FIRST_ROW + len(rows) - 1
    sheet.table("tblNotes", NOTES, last_row)
    for row, values in enumerate(rows, FIRST_ROW):
        sheet.row(row, NOTES, values)
    sheet.freeze(1)
    sheet.finish(last_row, len(NOTES) - 1)


def _rules(figures):
    yield _rule("Sign", words.variance(figures.spending))
    yield _rule("Rounding", words.rounding(figures))
    yield _rule("Blank cell", words.BLANK)


def _rule(about, text):
    return "Rule", about, None, None, text


def _of_lines(report):
    """What was said of a line; the amount beside an explanation is the variance it explains."""
    for row in report.rows:
        about = f"{row.reference} {row.name}"
        said = (
            ("Main reason", row.variance, REASONS.get(row.main_reason, row.main_reason)),
            ("Explanation", row.variance, row.explanation),
            ("Effect", None, row.effect),
            ("What happens to the money", None, USES.get(row.money_use, row.money_use)),
            ("Unlikely figure, why it is right", None, row.unlikely_because),
        )
        for what, amount, text in said:
            if text:
                yield what, about, amount, None, text


def _of_the_plan(facts, fund):
    for item in fund.virements:
        yield "Plan money taken from", item.taken_from, -item.amount, item.agreed_on, item.reason
        yield "Plan money given to", item.given_to, item.amount, item.agreed_on, item.reason
    for item in fund.carried:
        state, day = (
            ("agreed", item.agreed_on) if item.agreed_on else ("proposed", item.proposed_on)
        )
        about = f"{item.reference} {item.name}"
        yield f"Carry-forward, {state}", about, item.amount, day, item.reason
    for item in fund.reserves:
        year = int(facts.year[:4])
        for named, amount in ((year - 1, item.last_year), (year, item.this_year)):
            yield f"Reserve, {formats.financial_year(named)}", item.name, amount, None, item.note
    for item in fund.risk_shares:
        yield f"Risk share, {formats.percentage(item.percent)}", item.partner, None, None, item.note
