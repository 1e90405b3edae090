"""The finding application."""

from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "linli.foundation.finding"
    label = "finding"

    def ready(self) -> None:
        from linli.foundation.finding import commands, sources  # noqa: PLC0415 - after the places are declared

        sources.declare(commands.SOURCE)
