from reports.views.files import paper_pdf, workbook
from reports.views.opening import open_quarter
from reports.views.pages import home, paper, tables, task_list

__all__ = ["home", "open_quarter", "paper", "paper_pdf", "tables", "task_list", "workbook"]
