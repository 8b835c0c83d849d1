from django.urls import path

from boards import people_views

app_name = "boards"
urlpatterns = [
    path("", people_views.people, name="people"),
    path("invite/", people_views.invite, name="invite"),
    path("<int:grant>/", people_views.grant, name="grant"),
]
