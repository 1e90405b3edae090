"""The question for what purpose one looks at a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import PURPOSES
from linli.domains.registry.actions.checks import NUMBER_INSIDE
from linli.domains.registry.rules.purposes import OTHER, SHORTEST_IN_WORDS
from linli.foundation.scope import Actor
from linli.toolbox.levels import Level
from linli.toolbox.texts import holds_long_number, tidy


class PurposeForm(forms.Form):
    """A committee chooses from its daily work; upper levels and exceptions say it in words."""

    purpose = forms.ChoiceField(
        label=_("For what purpose do you look?"),
        choices=[*((purpose.value, words) for purpose, words in PURPOSES.items()), (OTHER, _("Something else:"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("The person can read this sentence. Write no names and no numbers."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actor.level < Level.COMMITTEE:
            # whoever does not know the neighbourhood has no daily reason to open a card
            del self.fields["purpose"]
            self.fields["words"].label = _("For what purpose do you look?")
            self.fields["words"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        words = tidy(cleaned.get("words", ""))
        if cleaned.get("purpose", OTHER) == OTHER and len(words) < SHORTEST_IN_WORDS and "words" not in self.errors:
            self.add_error("words", _("Say it in a few words, so that the person understands why."))
        if holds_long_number(words):
            self.add_error("words", NUMBER_INSIDE)
        return cleaned

    @property
    def said(self) -> str:
        """The purpose as it is recorded."""
        chosen = self.cleaned_data.get("purpose", OTHER)
        return tidy(self.cleaned_data["words"]) if chosen == OTHER else str(chosen)
