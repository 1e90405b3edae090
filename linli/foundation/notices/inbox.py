"""How many messages wait, told to the frame around every page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from linli.foundation.notices import queries
from linli.foundation.scope import Actor
from linli.ui.frame import Inbox


def inbox_of(request: HttpRequest) -> Inbox | None:
    """Give the address of the actor's messages and the number of unread ones."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return None
    return Inbox(url=reverse("notices:inbox"), unread=queries.unread_count(actor))
