"""The accounts application: accounts, posts, and the way in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope import grants
from linli.ui import frame
from linli.ui.navigation import Entry, declare


class AccountsConfig(AppConfig):
    name = "linli.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        # models must be loaded before these
        from linli.foundation.accounts import (  # noqa: PLC0415
            access,
            events,
            letters,
            sealed,
            second_factor,
            standing,
        )
        from linli.foundation.doors.screens import SIGNED_IN  # noqa: PLC0415
        from linli.foundation.events import public as news  # noqa: PLC0415
        from linli.foundation.finding.public import Command, declare_command  # noqa: PLC0415
        from linli.foundation.vault import public as vault  # noqa: PLC0415

        vault.register_column("accounts_account", "telephone_sealed", context=sealed.TELEPHONE)
        vault.register_column("accounts_account", "totp_secret", context=second_factor.TOTP_SECRET)
        grants.declare(access.Permission, access.GRANTS)
        news.subscribe(events.PasswordLinkAsked, letters.send_password_link)
        frame.declare_standing(standing.standing_of)
        declare_command(
            Command(
                _("My account"),
                "accounts:mine",
                SIGNED_IN,
                words=(_("password, telephone, language"), _("settings, sign out, log out")),
                icon="settings",
                order=80,
            )
        )
        declare_command(
            Command(
                _("Change my telephone number"),
                "accounts:telephone",
                SIGNED_IN,
                words=(_("new telephone, another telephone, mobile"),),
                icon="phone",
                order=81,
            )
        )
        declare(Entry(_("Accounts"), "accounts:list", access.Permission.ACCOUNT_VIEW, order=86, icon="users"))
        declare(Entry(_("Posts"), "accounts:posts", access.Permission.ACCOUNT_VIEW, order=87, icon="id-card"))
