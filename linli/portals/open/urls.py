"""Urls of the open portal."""

from django.urls import path

from linli.portals.open import views

app_name = "open"
urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
]
