"""Addresses of the ui floor: the choice of look always, the gallery in demo and debug."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from linli.ui.appearance import choose
from linli.ui.tables import keep

app_name = "ui"
urlpatterns: list[URLPattern | URLResolver] = [
    path("appearance", choose, name="appearance"),
    path("table", keep, name="table"),
]
if settings.DEBUG or getattr(settings, "LINLI_DEMO", False):
    urlpatterns.append(path("", include("linli.ui.gallery.urls")))
