"""The vault application: no tables of its own, it works on the sealed columns of others."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "linli.foundation.vault"
    label = "vault"
