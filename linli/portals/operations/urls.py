"""Urls of the operations portal."""

from django.urls import path

from linli.portals.operations import views

app_name = "operations"
urlpatterns = [
    path("", views.home, name="home"),
    path("<int:code>/", views.area, name="area"),
]
