"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.foundation.accounts import demo_cards, entering, throttle
from linli.foundation.accounts.forms import SignInForm
from linli.foundation.accounts.models import Account
from linli.foundation.audit import public as audit
from linli.foundation.doors.requests import StrangerRequest
from linli.foundation.doors.screens import PUBLIC, page, screen
from linli.foundation.scope import Actor


@screen(PUBLIC, methods=("GET", "POST"))
def sign_in(request: StrangerRequest) -> HttpResponse:
    """Ask for user name and password."""
    after = entering.local_address(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "GET":
        if request.actor is not None:
            return redirect(after)
        return _page(request, SignInForm(), after)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, after, status=422)
    at = throttle.door(request, f"sign-in:{form.cleaned_data['username']}")
    if seconds := throttle.seconds_to_wait(at):
        form.add_error(None, throttle.wait_sentence(seconds))
        response = _page(request, form, after, status=429)
        response["Retry-After"] = str(seconds)
        return response
    account = authenticate(request, **form.cleaned_data)
    if not isinstance(account, Account):
        throttle.failed(at)
        _record_refusal()
        # one sentence for a wrong name, a wrong password and a closed account: nobody learns which
        form.add_error(None, _("User name and password do not fit together. Check both and try again."))
        return _page(request, form, after, status=422)
    throttle.passed(at)
    entering.begin(request, account, after)
    return go_on(request)


@screen(PUBLIC, methods=("POST",))
def sign_out(request: StrangerRequest) -> HttpResponse:
    """End this session."""
    if isinstance(request.user, Account):
        entering.record(request.user, "accounts:session:end", under=request.actor)
    logout(request)
    return redirect("accounts:sign-in")


def go_on(request: HttpRequest, *, how: str = "password") -> HttpResponse:
    """Send somebody to the next step of the way in, or in."""
    standing = entering.entering(request)
    if standing is None:
        return redirect("accounts:sign-in")
    state, account = standing
    if step := entering.next_step(state, account):
        return redirect(step)
    entering.finish(request, account, how="password and code" if state.code_shown else how)
    response = redirect(state.next)
    entering.speak(response, account.language)
    entering.dress(response, account)
    return response


def _page(request: StrangerRequest, form: SignInForm, after: str, *, status: int = 200) -> HttpResponse:
    cards = demo_cards.demo_cards() if demo_cards.is_open(request) else []
    without_post = request.user if request.user.is_authenticated and request.actor is None else None
    return page(
        request,
        "accounts/sign_in.html",
        status=status,
        form=form,
        next="" if after == "/" else after,
        cards=cards,
        without_post=without_post,
    )


def _record_refusal() -> None:
    # without the name: people type passwords into the wrong box, and an unknown name is no account's row
    audit.record(Actor.system(because="sign-in"), "accounts:session:refuse", kind="account")
