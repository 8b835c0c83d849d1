from reports.views.changes import addendum, changes
from reports.views.check import check
from reports.views.commentary import commentary, commentary_list
from reports.views.comments import comment, comments
from reports.views.correction import correct, late_fields
from reports.views.dates import dates, dates_file
from reports.views.facts import publish, record_fact, release, withdraw
from reports.views.files import expenditure_csv, expenditure_json, paper_pdf, workbook
from reports.views.history import history, history_file
from reports.views.home import home
from reports.views.money import movement
from reports.views.opening import open_quarter
from reports.views.pages import tables
from reports.views.paper import paper
from reports.views.plan_printed import plan_printed
from reports.views.public import (
    check_code,
    find_code,
    public,
    public_addendum,
    public_paper,
    public_report,
    public_workbook,
)
from reports.views.sending import send, sign_off, take_back
from reports.views.signing import request_changes, sign
from reports.views.tasks import task_list
from reports.views.versions import (
    agree,
    version,
    version_expenditure_csv,
    version_expenditure_json,
    version_paper,
    version_workbook,
)

__all__ = [
    "addendum",
    "agree",
    "changes",
    "check",
    "check_code",
    "comment",
    "commentary",
    "commentary_list",
    "comments",
    "correct",
    "dates",
    "dates_file",
    "find_code",
    "history",
    "history_file",
    "home",
    "late_fields",
    "movement",
    "open_quarter",
    "paper",
    "paper_pdf",
    "plan_printed",
    "request_changes",
    "send",
    "sign",
    "sign_off",
    "public",
    "public_addendum",
    "public_paper",
    "public_report",
    "public_workbook",
    "publish",
    "record_fact",
    "release",
    "tables",
    "take_back",
    "task_list",
    "version",
    "version_paper",
    "version_expenditure_csv",
    "version_expenditure_json",
    "version_workbook",
    "withdraw",
    "expenditure_csv",
    "expenditure_json",
    "workbook",
]
