"""The ui application: templates, template tags and static files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "linli.ui"
    label = "ui"
