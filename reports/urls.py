from django.urls import path

from reports import views

app_name = "reports"
quarter = "<slug:board>/<period:period>"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:board>/quarters/open/", views.open_quarter, name="open_quarter"),
    path(f"{quarter}/", views.task_list, name="task_list"),
    path(f"{quarter}/dates/", views.dates, name="dates"),
    path(f"{quarter}/dates.ics", views.dates_file, name="dates_file"),
    path(f"{quarter}/tables/", views.tables, name="tables"),
    path(f"{quarter}/commentary/", views.commentary_list, name="commentary_list"),
    path(f"{quarter}/commentary/<slug:section>/", views.commentary, name="commentary"),
    path(f"{quarter}/check/", views.check, name="check"),
    path(f"{quarter}/expenditure.xlsx", views.workbook, name="workbook"),
    path(f"{quarter}/paper/", views.paper, name="paper"),
    path(f"{quarter}/paper.pdf", views.paper_pdf, name="paper_pdf"),
    path(f"{quarter}/history/", views.history, name="history"),
    path(f"{quarter}/history.csv", views.history_file, name="history_file"),
    path(f"{quarter}/comments/", views.comments, name="comments"),
    path(f"{quarter}/comments/<path:subject>/", views.comment, name="comment"),
]
