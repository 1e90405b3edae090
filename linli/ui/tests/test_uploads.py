"""Photos and files: how many, how large, and what is said."""

from __future__ import annotations

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from linli.ui.tests.test_tags import Elements, draw
from linli.ui.uploads import FilesField, PhotosField


class ReportForm(forms.Form):
    photos = PhotosField(most=2, megabytes=1, help_text="Of the place.")


class LooseForm(forms.Form):
    papers = FilesField(required=False, accept="application/pdf")


def photo(name: str = "a.jpg", size: int = 10) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size)


def sent(*files: SimpleUploadedFile, kind: type[forms.Form] = ReportForm, name: str = "photos") -> forms.Form:
    return kind({}, MultiValueDict({name: list(files)}))


def test_every_chosen_file_comes_back() -> None:
    form = sent(photo("a.jpg"), photo("b.jpg"))
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["photos"]] == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "required"),
        ([photo("a.jpg"), photo("b.jpg"), photo("c.jpg")], "3 were chosen, at most 2"),
        ([photo("large.jpg", 2**20 + 1)], "“large.jpg” is larger than 1 MB"),
        ([photo("empty.jpg", 0)], "empty"),
    ],
)
def test_too_many_too_large_and_none_are_refused_in_words(files: list[SimpleUploadedFile], words: str) -> None:
    with translation.override("en"):
        assert words in str(sent(*files).errors["photos"])


def test_what_is_not_required_may_be_left_out() -> None:
    form = sent(kind=LooseForm, name="papers")
    assert form.is_valid()
    assert form.cleaned_data["papers"] == []


def test_the_limit_is_said_before_anything_is_chosen() -> None:
    with translation.override("en"):
        html = draw("{% field form.photos %}", form=ReportForm())
    page = Elements(html)
    control = next(attributes for tag, attributes in page.found if tag == "input")
    assert control["aria-describedby"] == "id_photos_hint id_photos_limit"
    assert {"id_photos_hint", "id_photos_limit"} <= page.ids
    assert "Up to 2 photos of at most 1 MB each." in html


def test_the_album_stays_open_unless_the_form_wants_the_camera_alone() -> None:
    control = next(a for t, a in Elements(draw("{% field form.photos %}", form=ReportForm())).found if t == "input")
    assert control["accept"] == "image/*"
    assert "multiple" in control
    assert "capture" not in control
