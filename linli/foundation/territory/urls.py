"""Addresses of the territory."""

from django.urls import path

from linli.foundation.territory.views.area import area
from linli.foundation.territory.views.change import change
from linli.foundation.territory.views.home import home
from linli.foundation.territory.views.overlay import overlay, zone
from linli.foundation.territory.views.unit import new_unit

app_name = "territory"

urlpatterns = [
    path("", home, name="home"),
    path("overlays/<slug:code>/", overlay, name="overlay"),
    path("zones/<int:pk>/", zone, name="zone"),
    path("<int:code>/", area, name="area"),
    path("<int:code>/units/new/", new_unit, name="new-unit"),
    path("<int:code>/changes/<slug:kind>/new/", change, name="change"),
]
