"""Elder mode and the size of its text, for this browser and for the account."""

from __future__ import annotations

from django.http import HttpResponse

from linli.foundation.accounts import entering, queries
from linli.foundation.accounts.actions.own_account import choose_elder_text
from linli.foundation.accounts.models import Account
from linli.foundation.doors.requests import StrangerRequest
from linli.foundation.doors.screens import PUBLIC, go, screen
from linli.ui import appearance


@screen(PUBLIC, methods=("POST",))
def choose(request: StrangerRequest) -> HttpResponse:
    """Choose how pages look; elder mode follows the account to every device, the rest stays in this browser."""
    look = appearance.chosen(request)
    size = int(look.text) if look.is_elder else 0
    chose_a_mode = bool({"mode", "text"} & request.POST.keys())
    if chose_a_mode and isinstance(request.user, Account) and request.user.elder_text != size:
        choose_elder_text(queries.self_actor(request.user), size=size)
    response = go(request, entering.local_address(request, request.POST.get("next", "")))
    appearance.keep_posted(request, response)
    return response
