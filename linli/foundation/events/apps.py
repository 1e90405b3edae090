"""The events application."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "linli.foundation.events"
    label = "events"
