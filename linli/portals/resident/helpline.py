"""Whom a person may telephone: the committee, or a number of the whole city where the committee's is not known."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.domains.registry import public as registry
from linli.foundation.scope import Actor
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of
from linli.toolbox.levels import Level
from linli.ui.frame import Helpline


def helpline_of(request: HttpRequest) -> Helpline:
    """Give the telephone of the committee in which the person acts, or the hotline."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and actor.level >= Level.COMMITTEE:
        committee = committee_of(actor.area_code)
        if number := registry.committee_telephone(committee):
            return Helpline(territory.area(committee).name, number)
    return Helpline(_("Citizens' hotline"), settings.LINLI_HELPLINE, is_assumed=actor is not None)
