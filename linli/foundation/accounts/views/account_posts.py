"""Posts of others: the waiting list, proposing, granting, ending."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.accounts import areas, directory
from linli.foundation.accounts.access import Permission
from linli.foundation.accounts.actions import posts as actions
from linli.foundation.accounts.forms import PostForm, ReasonForm
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Conflict, Invalid


@screen(Permission.ACCOUNT_VIEW)
def posts(request: Request) -> HttpResponse:
    """List the posts of the area: those that wait, or those valid today."""
    state = "valid" if request.GET.get("state") == "valid" else "proposed"
    after = number_of(request.GET.get("after", "")) or 0
    rows = directory.posts(request.actor, state=state, after=after, limit=directory.PAGE)
    shown, more = rows[: directory.PAGE], len(rows) > directory.PAGE
    return page(
        request,
        "accounts/posts.html",
        partial="rows",
        rows=shown,
        state=state,
        next_after=shown[-1].id if more else None,
        can_grant=request.actor.may(Permission.POST_GRANT),
        can_end=request.actor.may(Permission.POST_END),
        my_account_id=request.actor.account_id,
    )


@screen(Permission.POST_PROPOSE, methods=("GET", "POST"))
def propose(request: Request, account_id: int) -> HttpResponse:
    """Propose a post for an account."""
    return _new_post(request, account_id, "propose")


@screen(Permission.POST_GRANT, methods=("GET", "POST"))
def grant(request: Request, account_id: int) -> HttpResponse:
    """Grant a post to an account."""
    return _new_post(request, account_id, "grant")


@screen(Permission.POST_GRANT, methods=("POST",))
def granting(request: Request, post_id: int) -> HttpResponse:
    """Put a proposed post in force."""
    post = actions.grant_proposed_post(request.actor, post_id)
    messages.success(request, _("The post is granted and counts from its first day."))
    return go(request, _back(request, post.account_id))


@screen(Permission.POST_END, methods=("GET", "POST"))
def ending(request: Request, post_id: int) -> HttpResponse:
    """End a post, or decline a proposed one, with a reason."""
    post = directory.post(request.actor, post_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.end_post(request.actor, post_id, reason=form.cleaned_data["reason"])
        messages.success(request, _("The post has ended; it opens nothing from the next click on."))
        return go(request, "accounts:posts")
    return page(request, "accounts/ending.html", form=form, post=post, status=422 if form.errors else 200)


def _new_post(request: Request, account_id: int, what: str) -> HttpResponse:
    account = directory.account(request.actor, account_id)
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _was_made(request, account_id, form, what):
        sentence = _("The post is granted.") if what == "grant" else _("The post is proposed.")
        messages.success(request, sentence)
        return go(request, "accounts:card", account_id)
    return page(
        request,
        "accounts/new_post.html",
        form=form,
        account=account,
        what=what,
        areas=areas.offered_areas(request.actor),
        status=422 if form.errors else 200,
    )


def _was_made(request: Request, account_id: int, form: PostForm, what: str) -> bool:
    given = form.cleaned_data
    make = actions.grant_post if what == "grant" else actions.propose_post
    try:
        area = areas.find_area(request.actor, given["area"])
    except Invalid as error:
        form.add_error("area", str(error))
        return False
    try:
        make(
            request.actor,
            account_id,
            role=given["role"],
            area_code=area.code,
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
        )
    except (Conflict, Invalid) as error:
        form.add_error(None, str(error))
        return False
    return True


def _back(request: Request, account_id: int) -> str:
    return (
        reverse("accounts:card", args=[account_id]) if request.POST.get("from") == "card" else reverse("accounts:posts")
    )
