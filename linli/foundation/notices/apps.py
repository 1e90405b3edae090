"""The notices application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "linli.foundation.notices"
    label = "notices"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from linli.foundation.accounts import public as accounts  # noqa: PLC0415
        from linli.foundation.doors.screens import SIGNED_IN  # noqa: PLC0415 - models must be loaded first
        from linli.foundation.events import public as events  # noqa: PLC0415
        from linli.foundation.notices import posts  # noqa: PLC0415
        from linli.foundation.notices.inbox import inbox_of  # noqa: PLC0415
        from linli.ui.frame import declare_inbox  # noqa: PLC0415
        from linli.ui.navigation import Entry, declare  # noqa: PLC0415

        declare(Entry(_("Messages"), "notices:inbox", SIGNED_IN, order=80, icon="mail"))
        declare_inbox(inbox_of)
        events.subscribe(accounts.PostGranted, posts.tell_of_grant)
        events.subscribe(accounts.PostEnded, posts.tell_of_end)
