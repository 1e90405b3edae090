"""One account as administrators see it, and what they may do with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.foundation.accounts import directory
from linli.foundation.accounts.access import Permission
from linli.foundation.accounts.actions import accounts as actions
from linli.foundation.accounts.actions.second_factor import reset_second_factor
from linli.foundation.accounts.forms import AccountChangeForm, ReasonForm
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen


@screen(Permission.ACCOUNT_VIEW)
def card(request: Request, account_id: int) -> HttpResponse:
    """Show an account and its posts."""
    return _card(request, account_id)


@screen(Permission.ACCOUNT_CHANGE, methods=("GET", "POST"))
def change(request: Request, account_id: int) -> HttpResponse:
    """Correct name and e-mail."""
    account = directory.account(request.actor, account_id)
    form = AccountChangeForm(
        request.POST or None, initial={"display_name": account.row.display_name, "email": account.email}
    )
    if request.method == "POST" and form.is_valid():
        actions.change_account(request.actor, account_id, **form.cleaned_data)
        messages.success(request, _("The account is corrected."))
        return go(request, "accounts:card", account_id)
    return page(request, "accounts/change.html", form=form, account=account, status=422 if form.errors else 200)


@never_cache
@screen(Permission.ACCOUNT_CHANGE, methods=("POST",))
def new_password(request: Request, account_id: int) -> HttpResponse:
    """Give a password for one sign-in and show it this once."""
    return _card(request, account_id, given_password=actions.give_new_password(request.actor, account_id))


@screen(Permission.ACCOUNT_DISABLE, methods=("GET", "POST"))
def closing(request: Request, account_id: int) -> HttpResponse:
    """Close an account, with a reason."""
    account = directory.account(request.actor, account_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.disable_account(request.actor, account_id, reason=form.cleaned_data["reason"])
        messages.success(request, _("The account is closed; its sessions have ended."))
        return go(request, "accounts:card", account_id)
    return _ask_reason(request, form, account, "closing")


@screen(Permission.ACCOUNT_DISABLE, methods=("POST",))
def opening(request: Request, account_id: int) -> HttpResponse:
    """Open a closed account again."""
    actions.enable_account(request.actor, account_id)
    messages.success(request, _("The account is open again."))
    return go(request, "accounts:card", account_id)


@screen(Permission.TOTP_RESET, methods=("GET", "POST"))
def second_step(request: Request, account_id: int) -> HttpResponse:
    """Take the second factor off an account whose telephone is lost."""
    account = directory.account(request.actor, account_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reset_second_factor(request.actor, account_id, reason=form.cleaned_data["reason"])
        messages.success(request, _("The second step is off. It is set up anew at the next sign-in."))
        return go(request, "accounts:card", account_id)
    return _ask_reason(request, form, account, "second-step")


def _card(request: Request, account_id: int, *, given_password: str = "") -> HttpResponse:
    actor = request.actor
    account = directory.account(actor, account_id)
    is_me = account.row.id == actor.account_id
    can = {
        "change": actor.may(Permission.ACCOUNT_CHANGE),
        "close": actor.may(Permission.ACCOUNT_DISABLE) and not is_me,
        "propose": actor.may(Permission.POST_PROPOSE),
        "grant": actor.may(Permission.POST_GRANT) and not is_me,
        "end": actor.may(Permission.POST_END) and not is_me,
        "reset_totp": actor.may(Permission.TOTP_RESET) and account.row.has_totp and not is_me,
    }
    return page(request, "accounts/card.html", account=account, can=can, is_me=is_me, given_password=given_password)


def _ask_reason(request: Request, form: ReasonForm, account: directory.AccountCard, what: str) -> HttpResponse:
    return page(
        request,
        "accounts/reason.html",
        form=form,
        account=account,
        what=what,
        status=422 if form.errors else 200,
    )
