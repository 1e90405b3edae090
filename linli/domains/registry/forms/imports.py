"""Input shapes of an import: the file, and which of its columns holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.domains.registry.rules.columns import REQUIRED, Field
from linli.toolbox.errors import Invalid

# the words of each field, also the headings of the empty file that we offer
FIELDS: Final = {
    Field.NAME: pgettext_lazy("person", "Name"),
    Field.CITIZEN_ID: _("Citizen id"),
    Field.SEX: _("Sex"),
    Field.BIRTH_DATE: _("Date of birth"),
    Field.TELEPHONE: _("Telephone"),
    Field.ADDRESS: _("Address"),
    Field.HOUSEHOLD: _("Number of the household"),
    Field.RELATION: _("Relation to the head"),
    Field.STANDING: _("Standing"),
    Field.COMMITTEE: _("Committee (code or name)"),
    Field.REGISTERED_ON: _("Registered here since"),
    Field.LIVING_ON: _("Lives here since"),
    Field.OWNING_ON: _("Owns the home since"),
    Field.RENTING_ON: _("Rents the home since"),
    Field.TENURE: _("Kinds of tenure, in one column"),
    Field.TENURE_FROM: _("Tenure: from"),
    Field.TENURE_TO: _("Tenure: until"),
}
_HINTS: Final = {
    Field.CITIZEN_ID: _("By it people are found again, so that nobody is entered twice."),
    Field.SEX: _("Not needed where there is a citizen id."),
    Field.BIRTH_DATE: _("Not needed where there is a citizen id."),
    Field.HOUSEHOLD: _("Without it, those at one address are one household."),
    Field.TENURE: _("户籍, 居住, 产权, 租住; several in one cell are divided by 、"),
}


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("Excel (XLSX) or text (CSV), at most 300 MB. The first row holds the headings."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def take(self, refusal: Invalid) -> None:
        """Show a refusal of the action beside the field."""
        self.add_error("file", str(refusal.message))


class ColumnsForm(forms.Form):
    """For each of our fields the file's column that holds it."""

    def __init__(
        self, columns: Sequence[str], mapping: Mapping[str, str], *args: Any, needs_committee: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("– not in this file –")), *((column, column) for column in columns if column)]
        required = {*REQUIRED, Field.COMMITTEE} if needs_committee else set(REQUIRED)
        for field, label in FIELDS.items():
            if field is Field.COMMITTEE and not needs_committee and not mapping.get(field):
                continue
            self.fields[field] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=field in required,
                initial=mapping.get(field, ""),
                help_text=_HINTS.get(field, ""),
                error_messages={"required": _("Choose the column that holds this.")},
            )

    @property
    def mapping(self) -> dict[str, str]:
        """The columns chosen."""
        return {field: column for field, column in self.cleaned_data.items() if column}

    @property
    def needed(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.field.required]

    @property
    def wanted(self) -> list[forms.BoundField]:
        return [bound for bound in self if not bound.field.required]

    def take(self, refusal: Invalid) -> None:
        """Show what the action refused beside each field."""
        for field, sentences in refusal.fields.items():
            self.add_error(field if field in self.fields else None, list(sentences))
        if not refusal.fields:
            self.add_error(None, str(refusal.message))
