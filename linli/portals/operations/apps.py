"""The operations portal."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "linli.portals.operations"
    label = "operations"
