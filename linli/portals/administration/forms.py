"""What narrows the audit page."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.foundation.accounts import public as accounts
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor
from linli.ui.widgets import DateInput


class AuditFiltersForm(forms.Form):
    """Who, what, about whom, when; every field may stay empty."""

    who = forms.CharField(
        label=_("Who: user name or account number"), required=False, max_length=64, widget=forms.TextInput()
    )
    action = forms.CharField(
        label=_("What was done"), required=False, max_length=80, widget=forms.TextInput(attrs={"list": "actions"})
    )
    kind = forms.CharField(label=_("Kind of thing"), required=False, max_length=40)
    object = forms.IntegerField(label=_("Number of the thing"), required=False, min_value=1)
    subject = forms.IntegerField(label=_("Person number"), required=False, min_value=1)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput())
    until = forms.DateField(label=_("To, including"), required=False, widget=DateInput())

    def filters(self, actor: Actor) -> audit.Filters:
        """Give what was chosen; a field that cannot be read narrows nothing and says so beside itself."""
        self.is_valid()
        given: dict[str, Any] = self.cleaned_data
        until = given.get("until")
        return audit.Filters(
            action=given.get("action") or "",
            account_id=_account(actor, given.get("who") or ""),
            kind=given.get("kind") or "",
            object_id=given.get("object"),
            subject_id=given.get("subject"),
            since=_midnight(given.get("since")),
            until=_midnight(until + timedelta(days=1) if until else None),
        )


def _account(actor: Actor, typed: str) -> int | None:
    if not typed:
        return None
    if typed.isascii() and typed.isdecimal():
        return int(typed[:18])
    # nobody of that name in the area: no row fits, rather than every row
    return accounts.account_number(actor, typed) or 0


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
