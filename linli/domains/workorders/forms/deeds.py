"""Small forms of one deed each: what an office or a unit does with an order."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.actions.moving import PHOTO_BYTES, Given
from linli.domains.workorders.queries.words import SATISFACTION
from linli.domains.workorders.rules.kinds import LONGEST_WORDS, MOST_PHOTOS
from linli.toolbox.errors import Invalid
from linli.ui.uploads import MEGABYTE, PhotosField

_WORDS: Final = {"rows": 4, "autocomplete": "off"}


class DeedForm(forms.Form):
    """A deed that is carried out once, on what the person had before them."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, seen: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4
        self.fields["seen"].initial = seen

    def given(self) -> Given:
        """Give what the form brings to the action."""
        typed = self.cleaned_data
        return Given(
            words=self.said(),
            photos=[(photo.file, photo.name) for photo in typed.get("photos") or ()],
            seen=typed.get("seen"),
            token=typed.get("token"),
            is_inside="is_shown" in self.fields and not typed["is_shown"],
        )

    def said(self) -> str:
        """Give the words as the step keeps them."""
        return str(self.cleaned_data.get("words", ""))

    def take(self, refusal: Invalid) -> None:
        """Put what an action refused beside the fields it speaks of."""
        if not refusal.fields:
            self.add_error(None, str(refusal))
        for field, sentences in refusal.fields.items():
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)


class WordsForm(DeedForm):
    """A deed with words."""

    words = forms.CharField(max_length=LONGEST_WORDS, widget=forms.Textarea(attrs=_WORDS))

    def __init__(self, *args: Any, label: object, hint: object = "", needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = str(label)
        self.fields["words"].help_text = str(hint)
        self.fields["words"].required = needed


class EvidenceForm(WordsForm):
    """Words, and pictures of what was done."""

    photos = PhotosField(label=_("Photos"), required=False, most=MOST_PHOTOS, megabytes=PHOTO_BYTES // MEGABYTE)


class NoteForm(EvidenceForm):
    """A note: among the offices, unless one wants the reporter to read it."""

    is_shown = forms.BooleanField(
        label=_("Whoever reported it reads this too"), required=False, help_text=_("Otherwise it stays inside.")
    )


PATHS: Final = {
    "": _("no other path"),
    "court": _("the court, or the people's mediation committee"),
    "police": _("the police, telephone 110"),
    "review": _("administrative review, or a lawsuit against an authority"),
    "letters": _("letters and visits: the office for petitions"),
    "arbitration": _("labour arbitration"),
    "owners": _("the owners' assembly or the owners' committee"),
    "twice": _("it has been reported already and runs under another number"),
}


# room kept beside the clerk's words for the way that is added to them, in the longest of our languages
ROOM_FOR_PATH: Final = 150


class DeclineForm(WordsForm):
    """Why a matter is not taken on, and what way stands open instead."""

    words = forms.CharField(max_length=LONGEST_WORDS - ROOM_FOR_PATH, widget=forms.Textarea(attrs=_WORDS))
    path = forms.ChoiceField(
        label=_("Which way stands open instead?"),
        required=False,
        choices=list(PATHS.items()),
        help_text=_("It is added to your words. Nobody is sent away without being told where to go."),
    )

    def said(self) -> str:
        path = self.cleaned_data.get("path", "")
        words = super().said()
        return f"{words}\n{_('Please turn to')}{_(': ')}{PATHS[path]}" if path else words


COMMITTEE: Final = "committee"


class DispatchForm(WordsForm):
    """To whom an order goes: a unit, one person of it, or the committee where it lies."""

    to = forms.ChoiceField(label=_("Who does it?"), widget=forms.RadioSelect)

    field_order = ["to", "words"]

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args, label=_("What should they know?"), hint=_("The reporter reads this too."), needed=False, **kwargs
        )
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)
        if len(choices) == 1:
            field.initial = choices[0][0]

    def receiver(self) -> tuple[int | None, int | None]:
        """Give the unit and, when one was named, the post of its person."""
        unit, _dot, post = str(self.cleaned_data["to"]).partition(".")
        return (None if unit == COMMITTEE else int(unit)), (int(post) if post else None)

    def take(self, refusal: Invalid) -> None:
        for sentence in refusal.fields.pop("unit", []):
            self.add_error("to", sentence)
        if refusal.fields or not self.errors:
            super().take(refusal)


class CallBackForm(WordsForm):
    """What the reporter said on the telephone."""

    is_solved = forms.TypedChoiceField(
        label=_("Is it solved?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, it is solved")), ("no", _("No, not solved"))],
        coerce=lambda text: text == "yes",
    )
    satisfaction = forms.ChoiceField(
        label=_("How satisfied are they?"),
        widget=forms.RadioSelect,
        choices=[(one.value, words) for one, words in SATISFACTION.items()],
    )

    field_order = ["is_solved", "satisfaction", "words"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label=_("What they said"), needed=False, **kwargs)
