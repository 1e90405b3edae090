"""What is typed of a person: a new one, or a correction."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.domains.registry.actions import checks
from linli.domains.registry.actions.corrections import Changes
from linli.domains.registry.actions.people import NewPerson
from linli.domains.registry.forms.once import OnceForm
from linli.domains.registry.models.person import PersonFields, Relation, Sex, Source, Standing
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.queries.homes import suggested_homes
from linli.foundation.scope import Actor
from linli.toolbox.errors import Invalid
from linli.toolbox.texts import holds_long_number
from linli.ui.widgets import CitizenIdInput, DateInput, TelephoneInput

SOURCES: Final = [
    (Source.COMMITTEE.value, _("The committee found out")),
    (Source.SELF.value, _("The person said so")),
    (Source.POLICE.value, _("The police baseline")),
]
_WIDE: Final = {"autocomplete": "off"}


class HomeChoiceMixin(forms.Form):
    """A home is typed as an address; when several fit, the form asks which."""

    actor: Actor

    home = forms.CharField(
        label=_("Home address"),
        required=False,
        max_length=120,
        help_text=_("The address as people say it: 闻喜路251弄3号502室, or its end."),
        widget=forms.TextInput(attrs=_WIDE),
    )
    home_choice = forms.TypedChoiceField(
        label=_("Which of these homes?"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    home_id: int | None = None

    def offer_homes(self) -> None:
        """Look up what the typed address may mean, before the form is checked."""
        field = self.fields["home_choice"]
        typed = str(self.data.get(self.add_prefix("home"), "")).strip() if self.is_bound else ""
        self.found = suggested_homes(self.actor, typed) if typed else []
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = self.found

    def clean_home(self) -> str:
        typed = str(self.cleaned_data["home"]).strip()
        if not typed:
            return ""
        if not self.found:
            raise forms.ValidationError(
                _("No home of your area has this address. Look at the spelling, or enter the home first.")
            )
        if len(self.found) == 1:
            self.home_id = self.found[0][0]
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("home") and len(self.found) > 1:
            self.home_id = cleaned.get("home_choice")
            if self.home_id is None:
                self.add_error("home_choice", _("Several homes fit this address. Choose the one you mean."))
        return cleaned

    @property
    def asks_which_home(self) -> bool:
        return len(self.found) > 1


class PersonForm(HomeChoiceMixin, OnceForm):
    """The fields that a new person and a correction share."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=80, widget=forms.TextInput(attrs=_WIDE))
    sex = forms.TypedChoiceField(label=_("Sex"), choices=Sex.choices, coerce=lambda text: Sex(int(text)))
    birth_date = forms.DateField(
        label=_("Date of birth"), required=False, widget=DateInput, help_text=_("Taken from the citizen id if empty.")
    )
    citizen_id = forms.CharField(label=_("Citizen id"), required=False, max_length=40, widget=CitizenIdInput)
    telephone = forms.CharField(label=_("Telephone"), required=False, max_length=40, widget=TelephoneInput)
    relation = forms.TypedChoiceField(
        label=_("Relation to the head of the household"), required=False, choices=Relation.choices, coerce=Relation
    )
    standing = forms.TypedChoiceField(label=_("Standing"), choices=Standing.choices, coerce=Standing)
    source = forms.TypedChoiceField(label=_("Who says so"), choices=SOURCES, coerce=Source)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.offer_homes()

    def clean(self) -> dict[str, Any]:
        """Check the numbers with everything else, so that all mistakes are said at once."""
        cleaned = super().clean()
        citizen_id = None
        try:
            citizen_id = checks.checked_citizen_id(cleaned.get("citizen_id") or "")
        except Invalid as refusal:
            self.take(refusal)
        try:
            checks.checked_telephone(cleaned.get("telephone") or "")
        except Invalid as refusal:
            self.take(refusal)
        try:
            if "birth_date" in self.changed_data:
                checks.checked_birth_date(cleaned.get("birth_date"), citizen_id)
        except Invalid as refusal:
            self.take(refusal)
        return cleaned


class NewPersonForm(PersonForm):
    """Somebody who is not in the ledger yet."""

    kinds = forms.TypedMultipleChoiceField(
        label=_("At this home the person"),
        required=False,
        choices=TenureKind.choices,
        coerce=lambda text: TenureKind(int(text)),
        widget=forms.CheckboxSelectMultiple,
        initial=[TenureKind.LIVING.value],
    )
    since = forms.DateField(label=_("Since"), required=False, widget=DateInput)
    standing = forms.TypedChoiceField(
        label=_("Standing"), choices=Standing.choices, coerce=Standing, initial=Standing.PRESENT.value
    )

    field_order = ["name", "sex", "citizen_id", "birth_date", "telephone", "home", "home_choice"]

    def typed(self, household_id: int | None) -> NewPerson:
        """Give what was typed as the action wants it."""
        given = self.cleaned_data
        return NewPerson(
            name=given["name"],
            sex=given["sex"],
            birth_date=given["birth_date"],
            citizen_id=given["citizen_id"],
            telephone=given["telephone"],
            home_id=self.home_id,
            household_id=household_id,
            relation=given["relation"] or Relation.UNKNOWN,
            standing=given["standing"],
            kinds=given["kinds"],
            since=given["since"],
            source=given["source"],
        )


class CorrectionForm(PersonForm):
    """A correction: what the writer saw (``base``), and what is to be different."""

    citizen_id = forms.CharField(
        label=_("New citizen id"),
        required=False,
        max_length=40,
        widget=CitizenIdInput,
        help_text=_("Leave empty to keep the one that is there."),
    )
    remove_citizen_id = forms.BooleanField(label=_("Remove the citizen id"), required=False)
    telephone = forms.CharField(
        label=_("New telephone"),
        required=False,
        max_length=40,
        widget=TelephoneInput,
        help_text=_("Leave empty to keep the one that is there."),
    )
    remove_telephone = forms.BooleanField(label=_("Remove the telephone"), required=False)
    reason = forms.CharField(
        label=_("Why is it corrected?"),
        max_length=200,
        help_text=_("It stands in the history, and the person can read it."),
        widget=forms.TextInput(attrs=_WIDE),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self.fields["home"].help_text = _(
            "Change it if it was written down wrongly: 'lives there' then stands for the new address, and the person "
            "leaves a household of another home. Who moved: end 'lives there' on the card and record the new home."
        )

    def clean_reason(self) -> str:
        """Refuse a number beside everything else that is wrong, before the action would."""
        typed = str(self.cleaned_data["reason"])
        if holds_long_number(typed):
            raise forms.ValidationError(checks.NUMBER_INSIDE)
        return typed

    def changes(self) -> Changes:
        """Give only what differs from what the writer had before their eyes."""
        given, changed = self.cleaned_data, set(self.changed_data)
        changes: Changes = {}
        if "name" in changed:
            changes["name"] = given["name"]
        if "sex" in changed:
            changes["sex"] = given["sex"]
        if "birth_date" in changed:
            changes["birth_date"] = given["birth_date"]
        if "relation" in changed:
            changes["relation"] = given["relation"] or Relation.UNKNOWN
        if "standing" in changed:
            changes["standing"] = given["standing"]
        if "home" in changed:
            changes["home_id"] = self.home_id
        if given["citizen_id"] or given["remove_citizen_id"]:
            changes["citizen_id"] = given["citizen_id"]
        if given["telephone"] or given["remove_telephone"]:
            changes["telephone"] = given["telephone"]
        return changes


def initial_of(state: PersonFields, address: str) -> dict[str, Any]:
    """Give what a correction form begins with: what the ledger says, but for what is sealed."""
    return {
        "name": state.name,
        "sex": state.sex,
        "birth_date": state.birth_date,
        "home": address,
        "relation": state.relation,
        "standing": state.standing,
        "source": Source.COMMITTEE.value,
        "version": state.version,
    }
