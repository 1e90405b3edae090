"""The workbench portal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from linli.foundation.doors.screens import SIGNED_IN
from linli.ui.navigation import Entry, declare


class WorkbenchConfig(AppConfig):
    name = "linli.portals.workbench"
    label = "workbench"

    def ready(self) -> None:
        declare(Entry(_("First page"), "workbench:home", SIGNED_IN, order=1, icon="house"))
