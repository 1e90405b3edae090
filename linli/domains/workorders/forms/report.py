"""What is typed into the report of a problem, one question a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.rules.kinds import LONGEST_PLACE, LONGEST_WORDS, MOST_PHOTOS
from linli.toolbox.errors import Invalid

FEW_PLACES: Final = 7  # as many as stand on a telephone without scrolling; more become a list to choose from
Choices = Sequence[tuple[object, object]]


class RefusableForm(forms.Form):
    """A form that shows what an action refused beside the field it speaks of."""

    def take(self, refusal: Invalid) -> None:
        """Put the sentences of a refusal where they belong."""
        if not refusal.fields:
            self.add_error(None, str(refusal))
        for field, sentences in refusal.fields.items():
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)


class PlaceForm(RefusableForm):
    """Where it is: the community or a part of it, and the words a neighbour would use."""

    place = forms.ChoiceField(
        label=_("Which part?"),
        error_messages={
            "required": _("Choose where it is: the whole community or a part of it."),
            "invalid_choice": _("This place is not in the list. Choose one of those shown."),
        },
    )
    place_words = forms.CharField(
        label=_("Where exactly?"),
        required=False,
        max_length=LONGEST_PLACE,
        help_text=_("For example: in front of entrance 3; 2nd floor, left; beside the bicycle shed."),
    )

    def __init__(self, *args: Any, places: Choices, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        if count <= FEW_PLACES:
            place.widget = forms.RadioSelect()
        place.choices = places


class WordsForm(RefusableForm):
    """What one sees. Whether there are words at all is asked only when the person goes on."""

    words = forms.CharField(
        label=_("What do you see?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A sentence is enough. Leave out names and telephone numbers."),
    )
    # the files themselves are looked at by the action, one by one
    photos = forms.FileField(label=_("Photos"), required=False, allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs["maxlength"] = LONGEST_WORDS


def room_for(photos: int) -> int:
    """Tell how many more pictures a report takes."""
    return max(0, MOST_PHOTOS - photos)
