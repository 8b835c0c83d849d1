from django.urls import path

from finance import views
from finance.paste import views as paste

app_name = "finance"
urlpatterns = [
    path("", views.spending, name="spending"),
    path("budget/", views.budget, name="budget"),
    path("checks/", views.checks, name="checks"),
    path("confirm/", views.confirm, name="confirm"),
    path("differences/", views.explanations, name="explanations"),
    path("paste/", paste.paste, name="paste"),
    path("paste/undo/", paste.undo, name="undo_paste"),
]
