from django.urls import path

from finance.statements import views

app_name = "statements"
urlpatterns = [
    path("", views.statements, name="statements"),
    path("add/", views.enter, name="add"),
    path("<int:month>/", views.statement, name="statement"),
    path("<int:month>/change/", views.enter, name="change"),
]
