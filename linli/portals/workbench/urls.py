"""Urls of the workbench."""

from django.urls import path

from linli.portals.workbench import views

app_name = "workbench"
urlpatterns = [path("", views.home, name="home")]
