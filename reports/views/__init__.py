from reports.views.check import check
from reports.views.commentary import commentary, commentary_list
from reports.views.files import paper_pdf, workbook
from reports.views.pages import home, paper, tables, task_list

__all__ = [
    "check",
    "commentary",
    "commentary_list",
    "home",
    "paper",
    "paper_pdf",
    "tables",
    "task_list",
    "workbook",
]
