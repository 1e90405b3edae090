"""The accounts application: accounts, posts, and the way in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope import grants


class AccountsConfig(AppConfig):
    name = "linli.foundation.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from linli.foundation.accounts import access  # noqa: PLC0415 - translations need a started Django

        grants.declare(access.Permission, access.GRANTS)
