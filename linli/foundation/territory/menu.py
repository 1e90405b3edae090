"""The territory's place in the navigation, and its areas in the one search box."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Case, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.foundation.finding.public import Hit, Source
from linli.foundation.finding.public import declare as declare_source
from linli.foundation.scope import Actor
from linli.foundation.territory.queries import search
from linli.ui.navigation import SIGNED_IN, Entry
from linli.ui.navigation import declare as declare_entry


def declare() -> None:
    """Enter the territory."""
    declare_entry(Entry(_("Territory"), "territory:home", SIGNED_IN, order=60, icon="map"))
    declare_source(Source("areas", _("Areas"), SIGNED_IN, 50, _areas, _list))


def _areas(actor: Actor, text: str, limit: int) -> list[Hit]:
    """Find areas of everywhere, the actor's own first: their No. 1 is not that of another committee."""
    is_outside = Case(When(actor.scope.as_q("code"), then=0), default=1)
    found = search(text).order_by(is_outside, "level", "code")
    return [
        Hit(area.name, area.parent.name if area.parent else "", reverse("territory:area", args=[area.pk]), "map")
        for area in found[:limit]
    ]


def _list(text: str) -> str:
    return f"{reverse('territory:home')}?{urlencode({'q': text})}"
