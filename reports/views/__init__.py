from reports.views.comments import comment, comments
from reports.views.files import paper_pdf, workbook
from reports.views.pages import home, paper, tables, task_list

__all__ = ["comment", "comments", "home", "paper", "paper_pdf", "tables", "task_list", "workbook"]
