from reports.views.check import check
from reports.views.commentary import commentary, commentary_list
from reports.views.comments import comment, comments
from reports.views.dates import dates, dates_file
from reports.views.files import paper_pdf, workbook
from reports.views.history import history, history_file
from reports.views.home import home
from reports.views.opening import open_quarter
from reports.views.pages import paper, tables
from reports.views.tasks import task_list

__all__ = [
    "check",
    "comment",
    "commentary",
    "commentary_list",
    "comments",
    "dates",
    "dates_file",
    "history",
    "history_file",
    "home",
    "open_quarter",
    "paper",
    "paper_pdf",
    "tables",
    "task_list",
    "workbook",
]
