"""Who acts in this request: the account of the session under the post it has chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase

from linli.foundation.accounts import queries
from linli.foundation.accounts.models import Account
from linli.foundation.scope import Actor

POST_KEY: Final = "linli_post"  # the session's chosen post


class ActorMiddleware:
    """Set ``request.actor``: an Actor, or None for a stranger and for somebody without a post today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor | None:
    """Build the actor from the session; posts are read anew each time, so an ended post ends now."""
    if SESSION_KEY not in request.session:
        return None
    account = request.user
    if not isinstance(account, Account):
        return None
    return queries.actor_of_account(account, request.session.get(POST_KEY))
