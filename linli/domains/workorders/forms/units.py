"""What is typed about handling units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.actions.checks import LONGEST_NAME
from linli.domains.workorders.actions.units import LONGEST_REASON
from linli.domains.workorders.models.unit import UnitKind
from linli.toolbox.errors import Invalid
from linli.ui.widgets import TelephoneInput


class RefusedForm(forms.Form):
    """A form that takes an action's refusal."""

    def take(self, refusal: Invalid) -> None:
        """Put what an action refused beside the fields it speaks of."""
        for field, sentences in (refusal.fields or {"": [str(refusal)]}).items():
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)


class UnitForm(RefusedForm):
    """A unit that handles orders of the whole area."""

    name = forms.CharField(
        label=_("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.TypedChoiceField(
        label=_("What it is"), choices=UnitKind.choices, coerce=UnitKind, widget=forms.RadioSelect
    )
    telephone = forms.CharField(label=_("Its office telephone"), max_length=20, required=False, widget=TelephoneInput())


class MemberForm(RefusedForm):
    """Somebody who works for a unit."""

    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        help_text=_("Of somebody with a post as property firm staff or department officer in your area."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class ReasonForm(RefusedForm):
    """Why somebody or something stops."""

    reason = forms.CharField(
        label=_("Why?"), max_length=LONGEST_REASON, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class RemoveForm(ReasonForm):
    """Who works for a unit no longer."""

    post = forms.TypedChoiceField(label=_("Who?"), coerce=int, widget=forms.RadioSelect)

    field_order = ["post", "reason"]

    def __init__(self, people: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["post"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = list(people)


class CloseForm(ReasonForm):
    """Why a unit takes no more orders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Whoever reported something it held reads this.")
