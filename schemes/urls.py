from django.urls import path

from schemes import views

app_name = "schemes"
urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan/<slug:section>/", views.section, name="section"),
    path("plan/<slug:section>/actions/", views.actions, name="actions"),
    path("risks/", views.risks, name="risks"),
    path("risks/new/", views.new_risk, name="new_risk"),
    path("risks/<slug:risk>/", views.risk, name="risk"),
]
