"""What is typed of a bulletin."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.domains.engagement.access import ADDRESSABLE
from linli.domains.engagement.actions.checks import LONGEST_BODY, LONGEST_TITLE, BulletinText
from linli.domains.engagement.models.bulletin import BulletinKind, BulletinState
from linli.foundation.scope import Role
from linli.toolbox.errors import Invalid
from linli.ui.widgets import DateInput, SearchInput, TelephoneInput

NOW, LATER = "now", "later"
_ON_THE_BOARD: Final = timedelta(days=14)
ESTATE_WIDTH: Final = 100  # codes of one estate, its building groups among them


class MomentInput(forms.DateTimeInput):
    """A day and a time, by the browser's own calendar."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class BulletinForm(forms.Form):
    """A bulletin on one page: what, where, for whom, when, how."""

    title = forms.CharField(
        label=pgettext_lazy("bulletin", "Title"),
        max_length=LONGEST_TITLE,
        help_text=_("What happens, and when. Up to 60 characters."),
    )
    body = forms.CharField(
        label=pgettext_lazy("bulletin", "Text"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Plain words; an empty line begins a new paragraph. Addresses such as https://… become links."),
    )
    telephone = forms.CharField(
        label=_("Telephone of the office"),
        max_length=30,
        widget=TelephoneInput,
        help_text=_("Printed on the bulletin, for questions. No private number."),
    )
    # drawn by the page as a tree; what may be ticked is decided by the action
    places = forms.TypedMultipleChoiceField(label=pgettext_lazy("bulletin", "Where"), coerce=int, choices=())
    roles = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=[(role.value, role.label) for role in ADDRESSABLE],
        widget=forms.CheckboxSelectMultiple,
        initial=[Role.RESIDENT.value],
    )
    important = forms.BooleanField(
        label=pgettext_lazy("bulletin", "Important"),
        required=False,
        help_text=_("Stands first on every board until its last day."),
    )
    when = forms.ChoiceField(
        label=pgettext_lazy("bulletin", "When"),
        choices=[(NOW, _("As soon as I publish it")), (LATER, _("Later, at this time:"))],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    publish_at = forms.DateTimeField(
        label=_("Time of publishing"),
        required=False,
        widget=MomentInput,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        help_text=_(
            "A time typed here schedules the bulletin: it goes out by itself then. Left empty, it goes out now."
        ),
    )
    expires_on = forms.DateField(
        label=_("Last day on the board"), widget=DateInput, help_text=_("After it the bulletin goes into the archive.")
    )
    by_sms = forms.BooleanField(
        label=_("Send a text message too"),
        required=False,
        help_text=_(
            "To every telephone in the ledger or of an account. The app and the printed sheet are always there."
        ),
    )
    instead_of = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, codes: list[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4
        self.fields["expires_on"].initial = timezone.localdate() + _ON_THE_BOARD
        places = self.fields["places"]
        assert isinstance(places, forms.TypedMultipleChoiceField)
        places.choices = [(code, str(code)) for code in codes or []]
        places.error_messages |= {
            "required": _("Say for where it is: tick the whole area, an estate or single buildings."),
            "invalid_choice": _(
                "One of these places lies outside of your area, or is no more. Choose among the places shown."
            ),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("when") == NOW and not self._is_timed_anew:
            cleaned["publish_at"] = None
            self.errors.pop("publish_at", None)
        elif "publish_at" not in self.errors and cleaned.get("publish_at") is None:
            self.add_error("publish_at", _("Choose the day and the time, or publish it at once."))
        return cleaned

    @property
    def _is_timed_anew(self) -> bool:
        """Whether a time was typed just now: it holds whatever the buttons say; one left over from before does not."""
        return "publish_at" in self.changed_data and bool(self["publish_at"].value())

    def take(self, refusal: Invalid) -> None:
        """Put what the action refused beside the fields it speaks of."""
        if not refusal.fields:
            self.add_error(None, str(refusal))
        for field, sentences in refusal.fields.items():
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)

    @property
    def ticked(self) -> set[int]:
        """The places ticked now, for the tree."""
        chosen = self["places"].value() or []
        return {int(code) for code in chosen if str(code).isdecimal()}

    @property
    def opened(self) -> set[int]:
        """The estates of which a single building is ticked: their buildings are shown."""
        return {code - code % ESTATE_WIDTH for code in self.ticked if code % ESTATE_WIDTH}

    @property
    def text(self) -> BulletinText:
        """What was typed, as the actions want it."""
        given = self.cleaned_data
        return BulletinText(
            title=given["title"],
            body=given["body"],
            telephone=given["telephone"],
            expires_on=given["expires_on"],
            places=given["places"],
            roles=given["roles"],
            kind=BulletinKind.IMPORTANT if given["important"] else BulletinKind.ORDINARY,
            publish_at=given["publish_at"],
            by_sms=given["by_sms"],
            instead_of=given["instead_of"],
        )


class RecallForm(forms.Form):
    """Why a bulletin holds no more."""

    reason = forms.CharField(
        label=_("Why is it recalled?"),
        max_length=200,
        help_text=_("Whoever had the bulletin reads this sentence. Write no names and no private numbers."),
    )

    def take(self, refusal: Invalid) -> None:
        """Put what the action refused beside the field it speaks of."""
        for field, sentences in refusal.fields.items():
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)


class FilterForm(forms.Form):
    """What the list of bulletins is narrowed to."""

    q = forms.CharField(label=_("Words in the title"), required=False, max_length=60, widget=SearchInput)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Any state")), *BulletinState.choices])
