"""My account: what I can see and change about it myself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.accounts import entering, queries, second_factor, throttle
from linli.foundation.accounts.actions import own_account
from linli.foundation.accounts.forms import ChangePasswordForm, ContactForm, TelephoneForm
from linli.foundation.accounts.models import Account
from linli.foundation.accounts.sealed import telephone_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, go, page, screen
from linli.toolbox import masks


@screen(SIGNED_IN)
def show(request: Request) -> HttpResponse:
    """Show my account."""
    account = me(request)
    return page(
        request,
        "accounts/my_account.html",
        account=account,
        telephone=telephone_of(account),
        posts=queries.posts_of(request.actor),
        totp_required=entering.totp_is_required(account),
        codes_left=second_factor.recovery_codes_left(account),
    )


@screen(SIGNED_IN, methods=("GET", "POST"))
def contact(request: Request) -> HttpResponse:
    """Change e-mail and telephone."""
    account = me(request)
    known = {"email": account.email, "telephone": telephone_of(account)}
    form = ContactForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid() and password_fits(request, account, form, "password"):
        own_account.change_contact(
            queries.self_actor(account),
            email=form.cleaned_data["email"],
            telephone=form.cleaned_data["telephone"],
        )
        messages.success(request, _("E-mail and telephone are saved."))
        return go(request, "accounts:mine")
    return page(request, "accounts/contact.html", form=form, status=422 if form.errors else 200)


@screen(SIGNED_IN, methods=("GET", "POST"))
def telephone(request: Request) -> HttpResponse:
    """Change the telephone number alone."""
    account = me(request)
    is_asked = asks_for_password(account)
    form = TelephoneForm(request.POST or None, with_password=is_asked)
    if (
        request.method == "POST"
        and form.is_valid()
        and (not is_asked or password_fits(request, account, form, "password"))
    ):
        own_account.change_contact(
            queries.self_actor(account), email=account.email, telephone=form.cleaned_data["telephone"]
        )
        messages.success(request, _("Your telephone number is saved."))
        return go(request, "accounts:mine")
    return page(
        request,
        "accounts/telephone.html",
        form=form,
        present=masks.telephone(telephone_of(account)),
        is_asked=is_asked,
        status=422 if form.errors else 200,
    )


@screen(SIGNED_IN, methods=("GET", "POST"))
def password(request: Request) -> HttpResponse:
    """Change the password; every other session ends."""
    account = me(request)
    form = ChangePasswordForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid() and password_fits(request, account, form, "old"):
        account = own_account.change_password(
            queries.self_actor(account), password=form.cleaned_data["password"], how="by the owner"
        )
        update_session_auth_hash(request, account)
        messages.success(request, _("The new password is in force. All other sessions have ended."))
        return go(request, "accounts:mine")
    return page(request, "accounts/change_password.html", form=form, status=422 if form.errors else 200)


@screen(SIGNED_IN, methods=("POST",))
def end_sessions(request: Request) -> HttpResponse:
    """Sign out everywhere but here."""
    account = own_account.end_all_sessions(queries.self_actor(me(request)))
    update_session_auth_hash(request, account)
    messages.success(request, _("You are signed out everywhere but here."))
    return go(request, "accounts:mine")


def me(request: Request) -> Account:
    """Give the account of the person who asks."""
    return queries.own_account(request.actor.account_id or 0)


def asks_for_password(account: Account) -> bool:
    """Answer whether the password is asked for: but for an invented account of a demonstration without one, always."""
    return not (settings.LINLI_DEMO and account.is_demo and not account.has_usable_password())


def password_fits(request: Request, account: Account, form: Form, field: str) -> bool:
    """Check the present password, throttled as at the sign-in: an open screen is no licence to guess."""
    at = throttle.door(request, f"sign-in:{account.username}")
    if seconds := throttle.seconds_to_wait(at):
        form.add_error(field, throttle.wait_sentence(seconds))
        return False
    if not account.check_password(form.cleaned_data[field]):
        throttle.failed(at)
        form.add_error(field, _("This is not your present password."))
        return False
    throttle.passed(at)
    return True
