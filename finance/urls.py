from django.urls import path

from finance import views

app_name = "finance"
urlpatterns = [
    path("", views.spending, name="spending"),
    path("confirm/", views.confirm, name="confirm"),
    path("differences/", views.explanations, name="explanations"),
]
