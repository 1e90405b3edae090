"""A forgotten password: a letter with a link, and the page it opens."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from linli.foundation.accounts import letters, queries, throttle
from linli.foundation.accounts.actions import own_account
from linli.foundation.accounts.events import PasswordLinkAsked
from linli.foundation.accounts.forms import ForgottenForm, NewPasswordForm
from linli.foundation.doors.requests import StrangerRequest
from linli.foundation.doors.screens import PUBLIC, page, screen
from linli.foundation.events.public import announce


@screen(PUBLIC, methods=("GET", "POST"))
def forgotten(request: StrangerRequest) -> HttpResponse:
    """Ask for the e-mail address. The answer is the same whether an account has it or not."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        at = throttle.door(request, f"forgotten:{email}")
        if seconds := throttle.seconds_to_wait(at):
            form.add_error(None, throttle.wait_sentence(seconds))
            return page(request, "accounts/forgotten.html", form=form, status=429)
        throttle.failed(at)  # every letter counts, so that nobody's letter-box is filled
        for account in letters.accounts_with_email(email):
            announce(PasswordLinkAsked(account.pk, request.build_absolute_uri("/"), invited=False))
        return page(request, "accounts/forgotten_sent.html", email=email)
    return page(request, "accounts/forgotten.html", form=form, status=422 if form.errors else 200)


@never_cache
@screen(PUBLIC, methods=("GET", "POST"))
@sensitive_variables()
def choose(request: StrangerRequest, reference: str, token: str) -> HttpResponse:
    """Choose a password behind a link that works once, for an hour."""
    account = letters.account_of_link(reference, token)
    if account is None:
        return page(request, "accounts/link_over.html", status=410)
    form = NewPasswordForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        me = queries.self_actor(account)
        own_account.change_password(me, password=form.cleaned_data["password"], how="e-mailed link")
        throttle.passed(throttle.door(request, f"sign-in:{account.username}"))
        return redirect("accounts:password-chosen")
    return page(
        request,
        "accounts/new_password.html",
        form=form,
        account=account,
        step="link",
        status=422 if form.errors else 200,
    )


@screen(PUBLIC)
def chosen(request: StrangerRequest) -> HttpResponse:
    """Say that the new password is in force."""
    return page(request, "accounts/password_chosen.html")
