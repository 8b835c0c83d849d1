"""The addresses of the service with those that tasks lead to and that have no page yet."""

from django.http import HttpResponse
from django.urls import include, path

from bcf_reporting.urls import *  # noqa: F403

PLACE = "<slug:board>/<period:period>/"


def page(request, **parts):
    return HttpResponse()


schemes = [
    path("conditions/<slug:section>/", page, name="section"),
    path("actions/<slug:section>/", page, name="actions"),
    path("risks/", page, name="risks"),
]
reports = [
    path("commentary/<slug:section>/", page, name="commentary"),
    path("check/", page, name="check"),
]
urlpatterns = [
    path(PLACE, include((schemes, "schemes"))),
    path(PLACE, include((reports, "reports"))),
]
