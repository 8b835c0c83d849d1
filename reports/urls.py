from django.urls import path, register_converter

from boards.converters import CheckCodeConverter
from reports import views

register_converter(CheckCodeConverter, "code")
app_name = "reports"
quarter = "<slug:board>/<period:period>"
published = "public/<slug:board>/<period:period>"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:board>/quarters/open/", views.open_quarter, name="open_quarter"),
    path(f"{quarter}/", views.task_list, name="task_list"),
    path(f"{quarter}/dates/", views.dates, name="dates"),
    path(f"{quarter}/dates.ics", views.dates_file, name="dates_file"),
    path(f"{quarter}/tables/", views.tables, name="tables"),
    path(f"{quarter}/spending/movement/", views.movement, name="movement"),
    path(f"{quarter}/plan-money/", views.plan_printed, name="plan_printed"),
    path(f"{quarter}/commentary/", views.commentary_list, name="commentary_list"),
    path(f"{quarter}/commentary/<slug:section>/", views.commentary, name="commentary"),
    path(f"{quarter}/check/", views.check, name="check"),
    path(f"{quarter}/expenditure.xlsx", views.workbook, name="workbook"),
    path(f"{quarter}/expenditure.csv", views.expenditure_csv, name="expenditure_csv"),
    path(f"{quarter}/expenditure.json", views.expenditure_json, name="expenditure_json"),
    path(f"{quarter}/paper/", views.paper, name="paper"),
    path(f"{quarter}/paper.pdf", views.paper_pdf, name="paper_pdf"),
    path(f"{quarter}/sign-off/", views.sign_off, name="sign_off"),
    path(f"{quarter}/send/", views.send, name="send"),
    path(f"{quarter}/take-back/", views.take_back, name="take_back"),
    path(f"{quarter}/sign/", views.sign, name="sign"),
    path(f"{quarter}/changes/", views.request_changes, name="request_changes"),
    path(f"{quarter}/release/", views.release, name="release"),
    path(f"{quarter}/publish/", views.publish, name="publish"),
    path(f"{quarter}/withdraw/", views.withdraw, name="withdraw"),
    path(f"{quarter}/correct/", views.correct, name="correct"),
    path(f"{quarter}/record/<slug:kind>/", views.record_fact, name="record_fact"),
    path(f"{quarter}/cover/", views.late_fields, name="late_fields"),
    path(f"{quarter}/versions/<int:number>/", views.version, name="version"),
    path(f"{quarter}/versions/<int:number>/paper.pdf", views.version_paper, name="version_paper"),
    path(
        f"{quarter}/versions/<int:number>/expenditure.xlsx",
        views.version_workbook,
        name="version_workbook",
    ),
    path(
        f"{quarter}/versions/<int:number>/expenditure.csv",
        views.version_expenditure_csv,
        name="version_expenditure_csv",
    ),
    path(
        f"{quarter}/versions/<int:number>/expenditure.json",
        views.version_expenditure_json,
        name="version_expenditure_json",
    ),
    path(f"{quarter}/versions/<int:number>/agree/", views.agree, name="agree"),
    path(f"{quarter}/versions/<int:number>/changes/", views.changes, name="changes"),
    path(f"{quarter}/versions/<int:number>/addendum.pdf", views.addendum, name="addendum"),
    path("public/", views.public, name="public"),
    path(f"{published}/", views.public_report, name="public_report"),
    path(f"{published}/paper.pdf", views.public_paper, name="public_paper"),
    path(f"{published}/expenditure.xlsx", views.public_workbook, name="public_workbook"),
    path(f"{published}/addendum.pdf", views.public_addendum, name="public_addendum"),
    path(f"{published}/versions/<int:number>/", views.public_report, name="public_report_version"),
    path(
        f"{published}/versions/<int:number>/paper.pdf",
        views.public_paper,
        name="public_paper_version",
    ),
    path(
        f"{published}/versions/<int:number>/expenditure.xlsx",
        views.public_workbook,
        name="public_workbook_version",
    ),
    path(
        f"{published}/versions/<int:number>/addendum.pdf",
        views.public_addendum,
        name="public_addendum_version",
    ),
    path("v/", views.find_code, name="find_code"),
    path("v/<code:check_code>/", views.check_code, name="check_code"),
    path(f"{quarter}/history/", views.history, name="history"),
    path(f"{quarter}/history.csv", views.history_file, name="history_file"),
    path(f"{quarter}/comments/", views.comments, name="comments"),
    path(f"{quarter}/comments/<path:subject>/", views.comment, name="comment"),
]
