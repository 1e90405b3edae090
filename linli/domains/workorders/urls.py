"""Urls of workorders: nouns only."""

from django.urls import path

from linli.domains.workorders.views.overview import overview

app_name = "workorders"
urlpatterns = [
    path("", overview, name="overview"),
]
