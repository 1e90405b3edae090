"""As whom a person acts, told to the frame around every page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from linli.foundation.accounts import queries
from linli.foundation.scope import Actor, Role
from linli.ui.frame import PostChoice, Standing


def standing_of(request: HttpRequest) -> Standing | None:
    """Give name, post, area, and the other posts to switch to."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return None
    posts = queries.posts_of(actor)
    return Standing(
        name=actor.display_name,
        post=str(actor.role.label) if actor.role else "",
        area=actor.area_name,
        # a single post is no choice
        posts=[PostChoice(post.id, post.role_name, post.area_name, post.is_current) for post in posts]
        if len(posts) > 1
        else [],
        switch_url=reverse("accounts:take-post"),
        sign_out_url=reverse("accounts:sign-out"),
        account_url=reverse("accounts:mine"),
        language_url=reverse("accounts:language"),
        look_url=reverse("accounts:look"),
        audience="resident" if actor.role is Role.RESIDENT else "staff",
    )
