"""Urls of engagement: nouns only."""

from django.urls import path

from linli.domains.engagement.views.overview import overview

app_name = "engagement"
urlpatterns = [
    path("", overview, name="overview"),
]
