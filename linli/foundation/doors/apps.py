"""The doors application: its system check refuses a view without a permission."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "linli.foundation.doors"
    label = "doors"

    def ready(self) -> None:
        from linli.foundation.doors import checks  # noqa: F401, PLC0415 - registers itself
