"""Urls of the resident's pages."""

from django.urls import path

from linli.portals.resident import views

app_name = "resident"
urlpatterns = [
    path("", views.me, name="me"),
    path("code/", views.code, name="code"),
    path("looks/", views.looks, name="looks"),
]
