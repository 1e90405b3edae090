"""Urls of the workbench."""

from django.urls import path

from linli.portals.workbench import find, keys, views

app_name = "workbench"
urlpatterns = [
    path("", views.home, name="home"),
    path("find/", find.find, name="find"),
    path("keys/", keys.keys, name="keys"),
]
