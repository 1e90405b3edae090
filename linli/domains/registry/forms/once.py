"""What every form shares that changes something."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from linli.toolbox.errors import Invalid


class OnceForm(forms.Form):
    """A form that is carried out once and takes an action's refusal."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4

    def take(self, refusal: Invalid) -> None:
        """Put what an action refused beside the fields it speaks of."""
        if not refusal.fields:
            self.add_error(None, str(refusal))
        for field, sentences in refusal.fields.items():
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)
