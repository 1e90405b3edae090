"""The list of accounts, and a new one."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.accounts import areas, directory
from linli.foundation.accounts.access import Permission
from linli.foundation.accounts.actions.accounts import create_account
from linli.foundation.accounts.forms import AccountForm
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.scope import Role
from linli.toolbox.errors import Conflict, Invalid


@screen(Permission.ACCOUNT_VIEW)
def accounts(request: Request) -> HttpResponse:
    """List the accounts kept in the actor's area."""
    filters = directory.Filters(
        words=request.GET.get("q", "")[:80],
        role=request.GET.get("role", ""),
        state=request.GET.get("state", ""),
    )
    rows = directory.accounts(request.actor, filters, after=request.GET.get("after", ""), limit=directory.PAGE)
    shown, more = rows[: directory.PAGE], len(rows) > directory.PAGE
    chosen = {"q": filters.words, "role": filters.role, "state": filters.state}
    return page(
        request,
        "accounts/list.html",
        partial="rows",
        rows=shown,
        filters=filters,
        roles=Role.choices,
        next_page=urlencode(chosen | {"after": shown[-1].key}) if more else "",
        is_narrowed=any(chosen.values()),
        can_create=request.actor.may(Permission.ACCOUNT_CREATE),
        can_import=request.actor.may(Permission.ACCOUNT_IMPORT),
    )


@screen(Permission.ACCOUNT_VIEW)
def suggested_areas(request: Request) -> HttpResponse:
    """Suggest areas for what has been typed so far: a part of a name, pinyin initials or a code."""
    typed = request.GET.get("area", "")[:80]
    return page(request, "accounts/_area_options.html", areas=areas.suggested_areas(request.actor, typed))


@screen(Permission.ACCOUNT_CREATE, methods=("GET", "POST"))
def new(request: Request) -> HttpResponse:
    """Make an account."""
    form = AccountForm(request.POST or None, initial={"area": request.actor.area_name})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            area = areas.find_area(request.actor, given["area"])
        except Invalid as error:
            form.add_error("area", str(error))
        else:
            try:
                account = create_account(
                    request.actor,
                    username=given["username"],
                    display_name=given["display_name"],
                    area_code=area.code,
                    email=given["email"],
                    base_url=request.build_absolute_uri("/"),
                )
            except Conflict as error:
                form.add_error("username", str(error))
            else:
                messages.success(
                    request,
                    _("The account of %(name)s is made. It opens nothing yet.") % {"name": account.display_name},
                )
                return go(request, "accounts:card", account.pk)
    return page(
        request,
        "accounts/new.html",
        form=form,
        areas=areas.offered_areas(request.actor),
        status=422 if form.errors else 200,
    )
