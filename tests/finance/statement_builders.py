"""Place statements, entered by the real action; the printed one is that of Bromley, month 6."""

from boards.edits import stamp
from boards.numbers import Unit
from boards.roles import Role
from finance.statements.actions import record_statement
from finance.statements.queries import statement_of
from finance.statements.reading import read_rows
from finance.statements.values import PlaceStatement
from tests.builders import NOON, make_user

PRINTED = """\
Line\tBudget\tActual\tVariance\tAnnual budget\tOutturn\tVariance
Acute Services\t3,430\t3,393\t38\t6,861\t6,786\t75
Community Health Services\t41,675\t41,484\t192\t83,351\t82,905\t446
Mental Health Services\t7,158\t7,505\t(348)\t14,315\t14,854\t(539)
Continuing Care Services\t12,521\t12,925\t(404)\t25,042\t25,533\t(491)
Prescribing\t23,172\t25,385\t(2,213)\t46,343\t50,793\t(4,450)
Other Primary Care Services\t1,638\t1,638\t0\t3,275\t3,275\t0
Other Programme Services\t44\t26\t18\t87\t\u22121,584\t1,671
Delegated Primary Care Services\t29,023\t28,918\t105\t58,048\t57,838\t210
Corporate Budgets\t2,200\t1,988\t212\t4,400\t3,997\t403
Total\t120,860\t123,260\t(2,400)\t241,722\t244,397\t(2,675)
"""
LIST = "/northshire/2023-24-q3/statements/"
ADD, SEPTEMBER, CHANGE = LIST + "add/", LIST + "6/", LIST + "6/change/"
TYPED = {"month": "6", "title": "Month 6 position", "rows": PRINTED}
SMALL = "Acute\t100\t90\t10\t200\t190\t10\n"


def make_statement(quarter, *, month=6, title="Month 6 position", rows=SMALL, source="", by=None):
    """A statement of the quarter's year, over whatever is held for its month."""
    read = read_rows(rows, Unit[quarter.board.entry_unit])
    assert not read.problems
    held = statement_of(quarter, month)
    statement = PlaceStatement(quarter.year, month, title, source, read.rows, read.printed)
    record_statement(
        quarter=quarter, statement=statement, shown=stamp(held and held.text),
        by=by or make_user(quarter.board, Role.FINANCE_OFFICER), at=NOON,
    )  # fmt: skip
    return statement


def shown(client, page):
    return " ".join(client.get(page).content.decode().split())
