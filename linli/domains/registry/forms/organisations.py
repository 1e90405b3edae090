"""What is typed of an organisation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.domains.registry.actions.organisations import OrganisationFacts
from linli.domains.registry.forms.once import OnceForm
from linli.domains.registry.models.organisation import OrganisationKind
from linli.ui.widgets import TelephoneInput


class OrganisationForm(OnceForm):
    """A new organisation."""

    name = forms.CharField(label=pgettext_lazy("organisation", "Name"), max_length=80)
    kind = forms.TypedChoiceField(
        label=pgettext_lazy("organisation", "Kind"), choices=OrganisationKind.choices, coerce=OrganisationKind
    )
    credit_code = forms.CharField(
        label=_("Unified social credit code"), required=False, max_length=30, help_text=_("18 characters")
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    telephone = forms.CharField(
        label=_("Office telephone"),
        required=False,
        max_length=30,
        widget=TelephoneInput,
        help_text=_("An office's number; a person's number belongs to the person."),
    )

    @property
    def facts(self) -> OrganisationFacts:
        """What was typed as the actions want it."""
        given = self.cleaned_data
        return OrganisationFacts(
            given["name"], given["kind"], given["credit_code"], given["address"], given["telephone"]
        )


class OrganisationCorrectionForm(OrganisationForm):
    """A correction, with its reason and what the writer saw."""

    reason = forms.CharField(label=_("Why is it corrected?"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
