from django.urls import path

from boards import people_views, signing_views

app_name = "boards"
urlpatterns = [
    path("people/", people_views.people, name="people"),
    path("people/invite/", people_views.invite, name="invite"),
    path("people/<int:grant>/", people_views.grant, name="grant"),
    path("signing/", signing_views.signing, name="signing"),
    path("signing/add/", signing_views.add_capacity, name="add_capacity"),
    path("signing/<int:capacity>/", signing_views.capacity, name="capacity"),
]
