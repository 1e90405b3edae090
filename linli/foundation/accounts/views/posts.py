"""Switching posts."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.accounts import entering, queries
from linli.foundation.accounts.middleware import POST_KEY
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, go, screen
from linli.toolbox.errors import NotFound


@screen(SIGNED_IN, methods=("POST",))
def take(request: Request) -> HttpResponse:
    """Act under another post of one's own from now on."""
    wanted = request.POST.get("post", "")
    mine = {str(post.id): post for post in queries.posts_of(request.actor)}
    if wanted not in mine:
        raise NotFound(_("You do not hold this post today."), code="accounts.post_not_held")
    request.session[POST_KEY] = mine[wanted].id
    entering.record(
        queries.own_account(request.actor.account_id or 0),
        "accounts:post:take",
        under=request.actor,
        post=mine[wanted].id,
    )
    # the page one came from may not exist under the new post
    return go(request, "/")
