"""Small forms of one deed each: an address written otherwise, a household formed, joined or left."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.forms.homes import ReasonForm
from linli.domains.registry.models.person import Relation

_TYPED: Final = {"autocomplete": "off"}


class LabelForm(ReasonForm):
    """One step of an address, written otherwise."""

    label = forms.CharField(
        label=_("This step of the address"),
        max_length=60,
        help_text=_("Only this step, as on the door: 502室. Every address below it follows."),
        widget=forms.TextInput(attrs=_TYPED),
    )
    was = forms.CharField(widget=forms.HiddenInput, max_length=60)

    field_order = ["label", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label=_("Why is it corrected?"), **kwargs)
        self.fields["reason"].help_text = ""


class PersonChoiceForm(ReasonForm):
    """Somebody of the home."""

    person = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)

    def __init__(self, people: list[tuple[int, str]], *args: Any, who: object, label: object, **kwargs: Any) -> None:
        super().__init__(*args, label=label, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = people
        field.label = str(who)


class NewHouseholdForm(PersonChoiceForm):
    """A household that is not in the ledger yet, by its head."""

    number = forms.CharField(
        label=_("Number of the household"), max_length=30, required=False, widget=forms.TextInput(attrs=_TYPED)
    )

    field_order = ["person", "number", "reason"]


class JoinForm(PersonChoiceForm):
    """Who joins a household, and as what."""

    relation = forms.TypedChoiceField(
        label=_("Relation to the head of the household"),
        required=False,
        choices=Relation.choices,
        coerce=Relation,
        empty_value=Relation.UNKNOWN,
    )

    field_order = ["person", "relation", "reason"]
