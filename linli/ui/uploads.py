"""Photos and other files: how many, how large, said before anything is chosen. What is in them the server looks at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import ErrorList
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MEGABYTE = 2**20


class FilesInput(forms.FileInput):
    """Several files. With JavaScript photos are shown small, shrunk before they are sent, and can be taken off."""

    allow_multiple_selected = True
    most = 6
    megabytes = 10
    is_photos = True

    def render(
        self,
        name: str,
        value: Any,  # noqa: ARG002 - a browser cannot be given a file
        attrs: dict[str, Any] | None = None,
        renderer: object = None,  # noqa: ARG002 - Django's signature
    ) -> SafeString:
        attributes = self.build_attrs(self.attrs, attrs)
        limit_id = f"{attributes.get('id', name)}_limit"
        described = f"{attributes.pop('aria-describedby', '') or ''} {limit_id}".strip()
        context = {"name": name, "attributes": attributes, "described": described, "limit_id": limit_id}
        words = {"limit": self.limit, "most": self.most, "bytes": self.megabytes * MEGABYTE, "photos": self.is_photos}
        return SafeString(render_to_string("ui/files_input.html", {**context, **words}))

    @property
    def limit(self) -> str:
        """Say what may be sent, in a sentence."""
        numbers = {"most": self.most, "megabytes": self.megabytes}
        if self.is_photos:
            return ngettext(
                "%(most)d photo, at most %(megabytes)d MB.", "Up to %(most)d photos of at most %(megabytes)d MB each.",
                self.most,
            ) % numbers  # fmt: skip
        return ngettext(
            "%(most)d file, at most %(megabytes)d MB.", "Up to %(most)d files of at most %(megabytes)d MB each.",
            self.most,
        ) % numbers  # fmt: skip

    def value_from_datadict(
        self,
        data: Any,  # noqa: ARG002 - files only
        files: MultiValueDict[str, UploadedFile[Any]],
        name: str,
    ) -> list[UploadedFile[Any]]:
        return list(files.getlist(name)) if isinstance(files, MultiValueDict) else []


class FilesField(forms.FileField):
    """Several files of the given kinds; gives a list, empty when nothing was chosen."""

    widget = FilesInput

    def __init__(
        self, *, most: int = 6, megabytes: int = 10, accept: str = "", camera: bool = False, **options: Any
    ) -> None:
        super().__init__(**options)
        self.most, self.megabytes = most, megabytes
        self.widget.most, self.widget.megabytes = most, megabytes
        self.widget.is_photos = accept == "image/*"
        self.widget.attrs |= {name: value for name, value in (("accept", accept), ("multiple", most > 1)) if value}
        if camera:  # only where a picture from the album would be wrong: it takes the choice away
            self.widget.attrs["capture"] = "environment"

    def clean(self, data: Sequence[UploadedFile[Any]], initial: Any = None) -> list[UploadedFile[Any]]:
        if not data:
            super().clean(None, initial)  # says that it is required
            return []
        errors = ErrorList()
        if len(data) > self.most:
            errors.append(_("%(sent)d were chosen, at most %(most)d can be sent.") % {
                "sent": len(data), "most": self.most,
            })  # fmt: skip
        for file in data:
            if (file.size or 0) > self.megabytes * MEGABYTE:
                errors.append(_("“%(name)s” is larger than %(megabytes)d MB. Choose a smaller one.") % {
                    "name": file.name, "megabytes": self.megabytes,
                })  # fmt: skip
        if errors:
            raise forms.ValidationError(list(errors))
        return [super(FilesField, self).clean(file) for file in data]


class PhotosField(FilesField):
    """Several photos; on a telephone the browser offers the camera and the album."""

    def __init__(self, **options: Any) -> None:
        super().__init__(accept="image/*", **options)
