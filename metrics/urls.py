from django.urls import path

from metrics import views

app_name = "metrics"
urlpatterns = [
    path("effects/<str:reference>/", views.effects, name="effects"),
    path("<slug:code>/", views.metric, name="metric"),
    path("<slug:code>/revisions/", views.revisions, name="revisions"),
]
