"""The files application."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "linli.foundation.files"
    label = "files"

    def ready(self) -> None:
        from linli.foundation.files.resealing import SealedFiles  # noqa: PLC0415 - models must be loaded first
        from linli.foundation.vault import public as vault  # noqa: PLC0415

        vault.register_holding("files", SealedFiles())
