"""The open portal."""

from django.apps import AppConfig


class OpenConfig(AppConfig):
    name = "linli.portals.open"
    label = "open"
