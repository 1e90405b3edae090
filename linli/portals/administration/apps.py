"""The administration portal: what the three separated administrators see of the whole."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    name = "linli.portals.administration"
    label = "administration"
    verbose_name = _("Administration")
