"""Input shape of an export: for what, and as which file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.forms.purposes import PurposeForm
from linli.domains.registry.models.export import ExportFormat
from linli.foundation.scope import Actor
from linli.toolbox.errors import Invalid


class ExportForm(PurposeForm):
    """The purpose is asked anew for every export: it stands in the file."""

    format = forms.ChoiceField(
        label=_("As which file"), choices=ExportFormat.choices, widget=forms.RadioSelect, initial=ExportFormat.XLSX
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        for name in ("purpose", "words"):
            if name in self.fields and (name == "purpose" or "purpose" not in self.fields):
                self.fields[name].label = _("For what purpose do you take the list along?")

    @property
    def written_as(self) -> ExportFormat:
        return ExportFormat(self.cleaned_data["format"])

    def take(self, refusal: Invalid) -> None:
        """Show what the action refused."""
        self.add_error(None, str(refusal.message))
