"""What the reporter says of the answer."""

from __future__ import annotations

import uuid
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.actions.moving import Given
from linli.domains.workorders.forms.report import RefusableForm
from linli.domains.workorders.queries.words import SATISFACTION
from linli.domains.workorders.rules.kinds import LONGEST_WORDS, MOST_PHOTOS
from linli.ui.uploads import PhotosField


class TokenForm(RefusableForm):
    """A form that counts once, however often it is sent."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4

    @property
    def given(self) -> Given:
        """What was typed, as the actions want it."""
        photos: list[UploadedFile[Any]] = self.cleaned_data.get("photos") or []
        return Given(
            words=self.cleaned_data.get("words", ""),
            photos=[(cast("BinaryIO", photo), photo.name or "photo") for photo in photos],
            token=self.cleaned_data["token"],
        )


class RatingForm(TokenForm):
    """Whether it is solved, and how satisfied one is."""

    is_solved = forms.TypedChoiceField(
        label=_("Is it solved?"),
        choices=[("yes", _("Yes, it is solved")), ("no", _("No, not yet"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is solved.")},
    )
    satisfaction = forms.ChoiceField(
        label=_("How satisfied are you with the way it was handled?"),
        choices=[(one.value, words) for one, words in SATISFACTION.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how satisfied you are.")},
    )
    words = forms.CharField(
        label=_("Anything else?"), required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 2})
    )

    @property
    def says_no(self) -> bool:
        """Answer whether it was sent with the word that it is not solved, whatever else is missing."""
        return self.data.get("is_solved") == "no"


class ReopeningForm(TokenForm):
    """Why it is not solved."""

    words = forms.CharField(
        label=_("What is still wrong?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a sentence: others rely on it.")},
    )
    photos = PhotosField(label=_("Photos"), required=False, most=MOST_PHOTOS)
