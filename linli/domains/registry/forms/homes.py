"""What is typed of homes, tenure and households."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.forms.once import OnceForm
from linli.domains.registry.forms.people import SOURCES, HomeChoiceMixin
from linli.domains.registry.models.person import Source
from linli.domains.registry.models.tenure import TenureKind
from linli.foundation.scope import Actor
from linli.toolbox import clock
from linli.ui.widgets import DateInput


class NewHomeForm(OnceForm):
    """A home that is not in the ledger yet."""

    address = forms.CharField(
        label=_("Address"),
        max_length=120,
        help_text=_("From the road or the estate to the room: 闻喜路251弄3号502室"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TenureForm(HomeChoiceMixin, OnceForm):
    """How a person is bound to a home."""

    kind = forms.TypedChoiceField(
        label=_("The person"), choices=TenureKind.choices, coerce=lambda text: TenureKind(int(text))
    )
    since = forms.DateField(
        label=_("Since"), required=False, widget=DateInput, help_text=_("Leave empty if nobody knows.")
    )
    source = forms.TypedChoiceField(label=_("Who says so"), choices=SOURCES, coerce=Source)
    reason = forms.CharField(label=_("Note"), max_length=200, required=False)

    field_order = ["kind", "home", "home_choice", "since", "source", "reason"]

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["home"].required = True
        self.offer_homes()


class EndTenureForm(OnceForm):
    """From when a bond no longer holds."""

    on = forms.DateField(label=_("From this day it no longer holds"), widget=DateInput, initial=clock.today)
    reason = forms.CharField(label=_("Why does it end?"), max_length=200)


class ReasonForm(OnceForm):
    """Nothing but why."""

    reason = forms.CharField(
        max_length=200,
        help_text=_("It stands in the history, and the person can read it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, label: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = str(label)


class MoveForm(HomeChoiceMixin, OnceForm):
    """Where a household moves, and when."""

    on = forms.DateField(label=_("Since"), widget=DateInput, initial=clock.today)
    reason = forms.CharField(label=_("Why do they move?"), max_length=200)

    field_order = ["home", "home_choice", "on", "reason"]

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["home"].required = True
        self.offer_homes()
