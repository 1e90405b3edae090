"""My second factor: set up, move to another telephone, new recovery codes, off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.accounts import entering, queries, throttle
from linli.foundation.accounts.actions import own_account
from linli.foundation.accounts.forms import EnrolForm, StepUpForm
from linli.foundation.accounts.models import Account
from linli.foundation.accounts.views.my_account import me, password_fits
from linli.foundation.accounts.views.steps import enrol_page, spend_code, wrong_code
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, go, page, screen


@screen(SIGNED_IN, methods=("GET", "POST"))
def start(request: Request) -> HttpResponse:
    """Begin to set it up, here or on another telephone."""
    account = me(request)
    form = StepUpForm(request.POST or None, with_code=account.has_totp)
    if request.method == "POST" and form.is_valid() and _is_me(request, account, form):
        own_account.propose_second_factor(queries.self_actor(account))
        return go(request, "accounts:second-step")
    return _ask(request, form, "start", account)


@screen(SIGNED_IN, methods=("GET", "POST"))
def confirm(request: Request) -> HttpResponse:
    """Show the secret as a QR code and ask for a first code."""
    account = me(request)
    if account.has_totp or account.totp_secret is None:
        return go(request, "accounts:second-step-start")
    form = EnrolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = own_account.confirm_second_factor(queries.self_actor(account), code=form.cleaned_data["code"])
        if codes is not None:
            return page(request, "accounts/recovery_codes.html", codes=codes, onward="accounts:mine")
        form.add_error("code", wrong_code())
    return enrol_page(request, form, account)


@screen(SIGNED_IN, methods=("GET", "POST"))
def recovery_codes(request: Request) -> HttpResponse:
    """Hand out new recovery codes; the old ones open nothing any more."""
    account = me(request)
    if not account.has_totp:
        return go(request, "accounts:second-step-start")
    form = StepUpForm(request.POST or None, with_code=True)
    if request.method == "POST" and form.is_valid() and _is_me(request, account, form):
        codes = own_account.renew_recovery_codes(queries.self_actor(account))
        return page(request, "accounts/recovery_codes.html", codes=codes, onward="accounts:mine")
    return _ask(request, form, "codes", account)


@screen(SIGNED_IN, methods=("GET", "POST"))
def off(request: Request) -> HttpResponse:
    """Switch it off, where no post requires it."""
    account = me(request)
    if not account.has_totp or entering.totp_is_required(account):
        return go(request, "accounts:mine")
    form = StepUpForm(request.POST or None, with_code=True)
    if request.method == "POST" and form.is_valid() and _is_me(request, account, form):
        own_account.remove_second_factor(queries.self_actor(account))
        messages.success(request, _("The second step is off. Your password alone opens the account."))
        return go(request, "accounts:mine")
    return _ask(request, form, "off", account)


def _is_me(request: Request, account: Account, form: StepUpForm) -> bool:
    if not password_fits(request, account, form, "password"):
        return False
    if not account.has_totp:
        return True
    at = throttle.door(request, f"code:{account.pk}")
    if seconds := throttle.seconds_to_wait(at):
        form.add_error("code", throttle.wait_sentence(seconds))
        return False
    if not spend_code(account, form.cleaned_data["code"]):
        throttle.failed(at)
        form.add_error("code", wrong_code())
        return False
    throttle.passed(at)
    return True


def _ask(request: Request, form: StepUpForm, what: str, account: Account) -> HttpResponse:
    return page(
        request,
        "accounts/step_up.html",
        form=form,
        what=what,
        account=account,
        status=422 if form.errors else 200,
    )
