"""The question for what purpose one looks at who reported."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

OTHER: Final = "other"
# written into the audit in Chinese or English, as it was read by whoever chose it
PURPOSES: Final = {
    "ask": _("To ask back about the matter"),
    "visit": _("To agree on a visit or a repair"),
    "answer": _("To tell the answer, or to ask whether it is solved"),
}


class RevealForm(forms.Form):
    """One of the daily purposes, or another in words."""

    purpose = forms.ChoiceField(
        label=_("For what purpose do you look?"),
        widget=forms.RadioSelect,
        choices=[*PURPOSES.items(), (OTHER, _("Something else:"))],
    )
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=100,
        help_text=_("The person can read this sentence. Write no names and no numbers."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("purpose") == OTHER and not cleaned.get("words"):
            self.add_error("words", _("Say it in a few words, so that the person understands why."))
        return cleaned

    @property
    def said(self) -> str:
        """Give the purpose as the person will read it."""
        chosen = self.cleaned_data["purpose"]
        return str(self.cleaned_data["words"] if chosen == OTHER else PURPOSES[chosen])
