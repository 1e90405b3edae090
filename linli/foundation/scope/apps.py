"""The scope application: no tables of its own."""

from django.apps import AppConfig


class ScopeConfig(AppConfig):
    name = "linli.foundation.scope"
    label = "scope"
