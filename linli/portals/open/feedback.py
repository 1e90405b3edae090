"""What people say about Linli itself goes to those who can do something about it, as a message."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import Final

from django import forms
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.foundation.accounts import public as accounts
from linli.foundation.notices import public as notices
from linli.foundation.scope import Actor, Role, Scope
from linli.toolbox.areacodes import committee_of, range_of
from linli.toolbox.levels import Level

AN_HOUR: Final = timedelta(hours=1)
MOST_AN_HOUR: Final = 5


class FeedbackForm(forms.Form):
    """One box. Whoever wants an answer telephones or asks in person."""

    text = forms.CharField(
        label=gettext_lazy("What went wrong, or what would be better?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Please write no names, addresses or numbers of people."),
    )
    page = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput())


def may_send(actor: Actor) -> bool:
    """Answer whether this account has sent less than five in the last hour, however often it signed in anew."""
    return notices.news_since(_readers(actor), _mark_of(actor), timezone.now() - AN_HOUR) < MOST_AN_HOUR


def send(actor: Actor, text: str, page: str) -> None:
    """Put it into the inbox of the committee's head and of the system administrators. The sender is not named."""
    same = hashlib.sha256(text.encode()).hexdigest()[:24]
    for account_id in _readers(actor):
        with notices.in_language_of(account_id):
            words = {"text": text, "page": without_numbers(page), "role": actor.role.label if actor.role else ""}
            notices.notify(
                account_id,
                subject=_("Feedback on Linli"),
                body=_("%(text)s\n\nWritten on the page %(page)s by: %(role)s.") % words,
                key=f"{_mark_of(actor)}{same}",
            )


def without_numbers(page: str) -> str:
    """Give the path of a page of ours without the numbers in it, which may name a person."""
    path = page.partition("?")[0]
    return re.sub(r"\d+", "…", path) if path.startswith("/") else "–"


def _readers(actor: Actor) -> list[int]:
    roles = {Role.SYSTEM_ADMINISTRATOR}
    near = Scope(actor.area_code, actor.area_code + 1)
    if actor.level >= Level.COMMITTEE:
        roles.add(Role.COMMITTEE_HEAD)
        near = Scope(*range_of(committee_of(actor.area_code), Level.COMMITTEE))
    return [reader.account_id for reader in accounts.holders_of(roles, [near])]


def _mark_of(actor: Actor) -> str:
    """Give what the keys of an account's feedback begin with: it counts them, and tells nobody whose they are."""
    mark = salted_hmac("linli.portals.open.feedback", str(actor.account_id), algorithm="sha256").hexdigest()
    return f"open.feedback:{mark[:24]}:"
