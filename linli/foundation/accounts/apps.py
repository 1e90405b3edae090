"""The accounts application: accounts, posts, and the way in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope import grants
from linli.ui import frame
from linli.ui.navigation import Entry, declare


class AccountsConfig(AppConfig):
    name = "linli.foundation.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from linli.foundation.accounts import access, events, letters, standing  # noqa: PLC0415 - models must be loaded first
        from linli.foundation.events import public as news  # noqa: PLC0415

        grants.declare(access.Permission, access.GRANTS)
        news.subscribe(events.PasswordLinkAsked, letters.send_password_link)
        frame.declare_standing(standing.standing_of)
        declare(Entry(_("Accounts"), "accounts:list", access.Permission.ACCOUNT_VIEW, order=80, icon="users"))
        declare(Entry(_("Posts"), "accounts:posts", access.Permission.ACCOUNT_VIEW, order=81, icon="id-card"))
