"""Urls of the resident's pages."""

from django.urls import path

from linli.portals.resident import shell_views as shell
from linli.portals.resident import views

app_name = "resident"
urlpatterns = [
    path("home/", shell.home, name="home"),
    path("services/", shell.services, name="services"),
    path("participation/", shell.participation, name="participation"),
    path("mine/", shell.mine, name="mine"),
    path("me/", views.me, name="me"),
    path("me/code/", views.code, name="code"),
    path("me/looks/", views.looks, name="looks"),
]
