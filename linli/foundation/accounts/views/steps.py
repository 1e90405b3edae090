"""The steps between the password and the session."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.foundation.accounts import entering, queries, second_factor, throttle
from linli.foundation.accounts.actions import own_account
from linli.foundation.accounts.forms import CodeForm, EnrolForm, NewPasswordForm
from linli.foundation.accounts.models import Account
from linli.foundation.accounts.views.sign_in import go_on
from linli.foundation.doors.requests import Request, StrangerRequest
from linli.foundation.doors.screens import PUBLIC, page, screen
from linli.foundation.scope.database import wall


@screen(PUBLIC, methods=("GET", "POST"))
def code(request: StrangerRequest) -> HttpResponse:
    """Ask for the code of the second factor."""
    standing = entering.entering(request)
    if standing is None or not standing[1].has_totp:
        return redirect("accounts:sign-in")
    state, account = standing
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        at = throttle.door(request, f"code:{account.pk}")
        if form.is_valid():
            if seconds := throttle.seconds_to_wait(at):
                form.add_error("code", throttle.wait_sentence(seconds))
                status = 429
            elif spend_code(account, form.cleaned_data["code"]):
                throttle.passed(at)
                entering.code_was_shown(request, state)
                return go_on(request)
            else:
                throttle.failed(at)
                entering.record(account, "accounts:totp:refuse")
                form.add_error("code", wrong_code())
    return page(request, "accounts/code.html", form=form, account=account, status=status)


@screen(PUBLIC, methods=("GET", "POST"))
def enrol(request: StrangerRequest) -> HttpResponse:
    """Set up the second factor, because a post requires it."""
    standing = entering.entering(request)
    if standing is None or standing[1].has_totp:
        return redirect("accounts:sign-in")
    state, account = standing
    me = queries.self_actor(account)
    if account.totp_secret is None:
        account = own_account.propose_second_factor(me)
    form = EnrolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = own_account.confirm_second_factor(me, code=form.cleaned_data["code"])
        if codes is not None:
            entering.code_was_shown(request, state)
            return page(request, "accounts/recovery_codes.html", codes=codes, onward="accounts:sign-in-onward")
        form.add_error("code", wrong_code())
    return enrol_page(request, form, account)


@screen(PUBLIC, methods=("GET", "POST"))
def onward(request: StrangerRequest) -> HttpResponse:
    """Carry on after the recovery codes have been put away."""
    return go_on(request)


@screen(PUBLIC, methods=("GET", "POST"))
def password(request: StrangerRequest) -> HttpResponse:
    """Ask for a password of one's own instead of the one that was given."""
    standing = entering.entering(request)
    if standing is None:
        return redirect("accounts:sign-in")
    state, account = standing
    # the code comes before: whoever found the given password must not be able to replace it
    if entering.next_step(state, account) != "accounts:sign-in-password":
        return go_on(request)
    form = NewPasswordForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        if account.check_password(form.cleaned_data["password"]):
            form.add_error("password", _("This is the password you were given. Choose one that only you know."))
        else:
            me = queries.self_actor(account)
            account = own_account.change_password(me, password=form.cleaned_data["password"], how="first sign-in")
            entering.password_was_changed(request, state, account)
            return go_on(request)
    return page(
        request,
        "accounts/new_password.html",
        form=form,
        account=account,
        step="first",
        status=422 if form.errors else 200,
    )


def enrol_page(request: Request | StrangerRequest, form: EnrolForm, account: Account) -> HttpResponse:
    """Show the secret as a QR code, and in letters, and ask for a first code."""
    return page(
        request,
        "accounts/enrol.html",
        form=form,
        account=account,
        qr=second_factor.qr_code(account),
        secret=second_factor.secret_of(account),
        status=422 if form.errors else 200,
    )


def spend_code(account: Account, typed: str) -> bool:
    """Accept a code from the telephone or from paper, each once."""
    with wall(account.own_scope, account_id=account.pk):
        return second_factor.accept_code(account, typed) or second_factor.accept_recovery_code(account, typed)


def wrong_code() -> str:
    return _("This code does not fit or has been used. Wait for the next one and type it.")
