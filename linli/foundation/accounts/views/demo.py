"""Signing in as somebody of the demonstration."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.foundation.accounts import demo_cards, entering
from linli.foundation.accounts.middleware import POST_KEY
from linli.foundation.doors.requests import StrangerRequest
from linli.foundation.doors.screens import PUBLIC, screen
from linli.toolbox.errors import NotFound


@screen(PUBLIC, methods=("POST",))
def sign_in_as(request: StrangerRequest, post_id: int) -> HttpResponse:
    """Sign in with one click. Outside of a demonstration on this machine the address does not exist."""
    if not demo_cards.is_open(request):
        raise NotFound(_("There is nothing at this address, or it lies outside your area."), code="doors.not_found")
    account, post = demo_cards.demo_account(post_id)
    entering.finish(request, account, how="demonstration card")
    request.session[POST_KEY] = post
    response = redirect(entering.local_address(request, request.POST.get("next", "")))
    entering.dress(response, account)
    return response
