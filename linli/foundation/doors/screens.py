"""``@screen``: the door of every view, and the few ways a view answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Final, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from linli.foundation.doors.requests import StrangerRequest
from linli.foundation.doors.undoing import undoing
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import NotAllowed

PUBLIC: Final = "public"  # anybody, signed in or not
SIGNED_IN: Final = "signed-in"  # anybody with a post, whatever the post

View = Callable[..., HttpResponseBase]


def screen(permission: str, *, methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
    """Open a view to those who carry ``permission``, inside their scope, in one transaction.

    Strangers are sent to sign in; without the permission the answer is 403 whether the thing exists or not;
    outside the scope the view's own queries answer 404.
    """
    allowed = {*methods, "HEAD"} if "GET" in methods else set(methods)

    def decorate(view: View) -> View:
        @wraps(view)
        def through_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = cast("StrangerRequest", request).actor
            if actor is None and permission != PUBLIC:
                return to_sign_in(request)
            if actor is not None:
                check_may(actor, permission)
            if request.method not in allowed:
                return HttpResponseNotAllowed(sorted(allowed))
            if request.method == "HEAD":
                request.method = "GET"  # a view that asks for POST must not take HEAD for one
            with wall_of(actor), undoing():
                # templates are rendered inside, so that a lazy read happens behind the wall
                return view(request, *args, **kwargs)

        through_the_door.linli_permission = str(permission)  # type: ignore[attr-defined]
        through_the_door.linli_methods = tuple(methods)  # type: ignore[attr-defined]
        return through_the_door

    return decorate


def check_may(actor: Actor, permission: str) -> None:
    """Raise NotAllowed unless the actor carries the permission."""
    if permission not in (PUBLIC, SIGNED_IN) and not actor.may(permission):
        raise NotAllowed(
            _("Your post does not include this. Switch to another post, or ask your administrator."),
            code="doors.not_allowed",
        )


def wall_of(actor: Actor | None) -> Any:
    """Give the wall around what an actor may see; around nothing for a stranger."""
    if actor is None:
        return wall(Scope.NOTHING)
    return wall(actor.scope, person_id=actor.person_id, account_id=actor.account_id)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the sign-in page and back afterwards."""
    address = f"{reverse('accounts:sign-in')}?{urlencode({'next': request.get_full_path()})}"
    if cast("StrangerRequest", request).htmx:
        return HttpResponseClientRedirect(address)
    return redirect(address)


def page(request: HttpRequest, template: str, *, partial: str = "", status: int = 200, **context: Any) -> HttpResponse:
    """Render a page, or only its named ``partial`` when htmx asks for one."""
    htmx = cast("StrangerRequest", request).htmx
    name = f"{template}#{partial}" if partial and htmx and not htmx.boosted else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go(request: HttpRequest, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer a successful POST: the browser goes to ``to``, with or without htmx."""
    response: HttpResponse = redirect(to, *args, **kwargs)
    if cast("StrangerRequest", request).htmx:
        return HttpResponseClientRedirect(response["Location"])
    return response
