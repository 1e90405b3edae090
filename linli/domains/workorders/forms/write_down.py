"""What staff write down for somebody who came or telephoned, or saw themselves; one page, quick to fill."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.actions.checks import LONGEST_NAME
from linli.domains.workorders.actions.moving import PHOTO_BYTES
from linli.domains.workorders.actions.reporting import Written
from linli.domains.workorders.forms.deeds import DeedForm
from linli.domains.workorders.queries.words import KINDS
from linli.domains.workorders.rules.kinds import LONGEST_PLACE, LONGEST_WORDS, MOST_PHOTOS
from linli.ui.uploads import MEGABYTE, PhotosField
from linli.ui.widgets import TelephoneInput

PlaceChoices = list[tuple[str, list[tuple[str, str]]]]
_PATROL: Final = "patrol"
_OFF: Final = {"autocomplete": "off"}


class WriteDownForm(DeedForm):
    """A report that staff enter."""

    words = forms.CharField(
        label=_("What is the matter?"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3, **_OFF})
    )
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Choose")), *((one.value, words) for one, words in KINDS.items())],
    )
    place = forms.TypedChoiceField(label=_("Where?"), coerce=int)
    place_words = forms.CharField(
        label=_("Where exactly"),
        max_length=LONGEST_PLACE,
        required=False,
        help_text=_("The house number, the floor, or what stands beside it."),
        widget=forms.TextInput(attrs=_OFF),
    )
    source = forms.ChoiceField(
        label=_("How do we know?"),
        widget=forms.RadioSelect,
        initial="told",
        choices=[("told", _("Somebody told us, here or by telephone")), (_PATROL, _("We saw it ourselves"))],
    )
    name = forms.CharField(
        label=_("Who told us"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("A surname is enough. Not shown to the unit that does the work."),
        widget=forms.TextInput(attrs=_OFF),
    )
    telephone = forms.CharField(
        label=_("Their telephone"),
        max_length=20,
        required=False,
        help_text=_("To tell them the answer. Kept sealed."),
        widget=TelephoneInput(),
    )
    photos = PhotosField(label=_("Photos"), required=False, most=MOST_PHOTOS, megabytes=PHOTO_BYTES // MEGABYTE)

    def __init__(self, places: PlaceChoices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", str(_("Choose"))), *places]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("source") == "told" and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write down who told us, or choose that we saw it ourselves."))
        return cleaned

    def written(self) -> Written:
        """Give what is to be entered."""
        typed = self.cleaned_data
        return Written(
            kind=typed["kind"],
            place_code=typed["place"],
            words=typed["words"],
            place_words=typed["place_words"],
            reporter_name=typed["name"],
            reporter_telephone=typed["telephone"],
            is_patrol=typed["source"] == _PATROL,
        )
