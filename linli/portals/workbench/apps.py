"""The workbench portal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from linli.foundation.doors.screens import SIGNED_IN
from linli.ui.navigation import Entry, declare


class WorkbenchConfig(AppConfig):
    name = "linli.portals.workbench"
    label = "workbench"

    def ready(self) -> None:
        from linli.foundation.finding.public import Command, declare_command  # noqa: PLC0415 - models must be loaded
        from linli.portals.workbench.find import finder_of  # noqa: PLC0415
        from linli.ui.frame import declare_finder  # noqa: PLC0415

        declare(Entry(_("First page"), "workbench:home", SIGNED_IN, order=1, icon="house"))
        declare_finder(finder_of)
        declare_command(
            Command(
                _("Keys"), "workbench:keys", SIGNED_IN, words=(_("keyboard, shortcuts"),), icon="keyboard", order=90
            )
        )
