"""The four places of the resident's shell, and which of them a page belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import pgettext_lazy

from linli.foundation.scope import Actor
from linli.portals.resident.access import Permission
from linli.ui.navigation import Place, Text

# label, icon, the place itself, and what else lies within it where it exists
PLACES: Final[Sequence[tuple[Text, str, str, tuple[str, ...]]]] = (
    (pgettext_lazy("place", "Home"), "house", "resident:home", ("engagement:board",)),
    (
        pgettext_lazy("place", "Services"),
        "clipboard-list",
        "resident:services",
        ("workorders:report", "workorders:matters"),
    ),
    (pgettext_lazy("place", "Join in"), "handshake", "resident:participation", ()),
    (
        pgettext_lazy("place", "Me"),
        "circle-user-round",
        "resident:mine",
        ("resident:me", "accounts:mine", "notices:inbox"),
    ),
)


def places_of(request: HttpRequest) -> list[Place]:
    """Give the four places to whoever has pages of their own here."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not actor.may(Permission.OWN):
        return []
    return [
        Place(str(label), reverse(name), icon, "", is_current=_holds((name, *others), request.path))
        for label, icon, name, others in PLACES
    ]


def address(url_name: str) -> str:
    """Give the address of a page, or nothing where its module is not in this house."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _holds(url_names: Sequence[str], path: str) -> bool:
    return any(path.startswith(url) for name in url_names if (url := address(name)))
