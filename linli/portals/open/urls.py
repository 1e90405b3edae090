"""Urls of the open portal."""

from django.urls import path

from linli.portals.open import app_views, help_views, views

app_name = "open"
urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("help/", help_views.show, name="help"),
    path("manifest.webmanifest", app_views.manifest, name="manifest"),
    path("sw.js", app_views.worker, name="worker"),
    path("offline/", app_views.offline, name="offline"),
]
