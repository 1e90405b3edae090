"""The demonstration application: one table that says which city was built."""

from django.apps import AppConfig
from django.conf import settings

from linli.demo.notice import DEMO_NOTICE
from linli.ui import frame


class DemoConfig(AppConfig):
    name = "linli.demo"
    label = "demo"

    def ready(self) -> None:
        if settings.LINLI_DEMO:
            frame.declare_notice(DEMO_NOTICE)
