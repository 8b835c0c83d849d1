from django.urls import path

from finance.plan import views

app_name = "plan"
urlpatterns = [
    path("", views.schemes, name="schemes"),
    path("<year:year>/", views.schemes, name="year"),
    path("<year:year>/add/", views.add, name="add"),
    path("<year:year>/<str:reference>/", views.scheme, name="scheme"),
    path("<year:year>/<str:reference>/stop/", views.stop, name="stop"),
]
