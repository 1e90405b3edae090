"""The language of the screens."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.accounts import entering, queries
from linli.foundation.accounts.actions.own_account import choose_language
from linli.foundation.accounts.forms import LanguageForm
from linli.foundation.accounts.models import Account
from linli.foundation.doors.requests import StrangerRequest
from linli.foundation.doors.screens import PUBLIC, go, screen
from linli.toolbox.errors import Invalid


@screen(PUBLIC, methods=("POST",))
def choose(request: StrangerRequest) -> HttpResponse:
    """Choose a language, for this browser and for the account."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Linli does not speak this language yet."), code="accounts.language")
    language = form.cleaned_data["language"]
    if isinstance(request.user, Account) and request.user.language != language:
        choose_language(queries.self_actor(request.user), language=language)
    response = go(request, entering.local_address(request, request.POST.get("next", "")))
    entering.speak(response, language)
    return response
