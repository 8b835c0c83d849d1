from django.urls import path

from metrics import views

app_name = "metrics"
urlpatterns = [
    path("<slug:code>/", views.metric, name="metric"),
    path("<slug:code>/revisions/", views.revisions, name="revisions"),
]
