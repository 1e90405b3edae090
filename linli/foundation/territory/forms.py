"""Input shapes of the territory; saving is the actions' work."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.foundation.scope import Actor
from linli.foundation.territory.actions.changes import Part, merge_areas, move_area, rename_area, split_area
from linli.foundation.territory.models import Area, ChangeKind
from linli.toolbox.areacodes import from_national
from linli.toolbox.errors import Invalid
from linli.toolbox.levels import Level
from linli.ui.widgets import DateInput

_LONGEST_NAME: Final = 80
_LONGEST_BASIS: Final = 300
_NATIONAL_DIGITS: Final = (2, 4, 6, 9, 12)
_LINE: Final = re.compile(r"\s*(\d+)[\s,，、]+(\S.*?)\s*")


class UnitForm(forms.Form):
    """The name of a new unit."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=_LONGEST_NAME)


def _check_national(code: str) -> str:
    if not code.isascii() or not code.isdigit() or len(code) not in _NATIONAL_DIGITS:
        raise forms.ValidationError(_("“%(code)s” is not a national code: it has 6, 9 or 12 digits.") % {"code": code})
    return code


class ChangeForm(forms.Form):
    """What every change says: since when, and on what document it rests."""

    on = forms.DateField(label=gettext_lazy("Takes effect on"), widget=DateInput)
    basis = forms.CharField(
        label=gettext_lazy("Document"),
        max_length=_LONGEST_BASIS,
        help_text=gettext_lazy("Name, number and date of the decision, for example 静民〔2024〕12号."),
    )

    def __init__(self, area: Area, data: Any = None) -> None:
        super().__init__(data)
        self.area = area

    def record(self, actor: Actor) -> Area:
        """Carry the change out; gives the area to look at afterwards."""
        raise NotImplementedError

    @property
    def said(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"], "basis": self.cleaned_data["basis"]}


class RenameForm(ChangeForm):
    """A new name."""

    name = forms.CharField(label=gettext_lazy("New name"), max_length=_LONGEST_NAME)
    field_order = ["name", "on", "basis"]

    def record(self, actor: Actor) -> Area:
        return rename_area(actor, self.area.code, self.cleaned_data["name"], **self.said)


class SplitForm(ChangeForm):
    """The parts an area is divided into, one a line."""

    parts = forms.CharField(
        label=gettext_lazy("Parts"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One a line: national code, space, name. Give the present code as well where the area goes on."
        ),
    )
    field_order = ["parts", "on", "basis"]

    def clean_parts(self) -> list[Part]:
        parts = []
        for line in filter(str.strip, self.cleaned_data["parts"].splitlines()):
            read = _LINE.fullmatch(line)
            if read is None:
                raise forms.ValidationError(_("“%(line)s” is not a code followed by a name.") % {"line": line.strip()})
            parts.append(Part(_check_national(read[1]), read[2]))
        return parts

    def record(self, actor: Actor) -> Area:
        return split_area(actor, self.area.code, self.cleaned_data["parts"], **self.said)[0]


class MergeForm(ChangeForm):
    """The areas that join this one, and what they become."""

    others = forms.CharField(
        label=gettext_lazy("Areas that join"),
        help_text=gettext_lazy("National codes, separated by spaces."),
    )
    into_code = forms.CharField(
        label=gettext_lazy("Code afterwards"),
        max_length=12,
        help_text=gettext_lazy("The code of one of them, or a new one."),
    )
    into_name = forms.CharField(label=gettext_lazy("Name afterwards"), max_length=_LONGEST_NAME)
    field_order = ["others", "into_code", "into_name", "on", "basis"]

    def clean_others(self) -> list[int]:
        codes = [_check_national(code) for code in re.split(r"[\s,，、]+", self.cleaned_data["others"].strip())]
        try:
            return [from_national(code, Level(self.area.level))[0] for code in codes]
        except Invalid as invalid:
            raise forms.ValidationError(str(invalid)) from invalid

    def clean_into_code(self) -> str:
        return _check_national(self.cleaned_data["into_code"])

    def record(self, actor: Actor) -> Area:
        into = Part(self.cleaned_data["into_code"], self.cleaned_data["into_name"])
        return merge_areas(actor, [self.area.code, *self.cleaned_data["others"]], into, **self.said)


class MoveForm(ChangeForm):
    """The new parent, and the code and name under it."""

    parent = forms.CharField(label=gettext_lazy("Code of the new parent"), max_length=12)
    to_code = forms.CharField(label=gettext_lazy("Code afterwards"), max_length=12)
    to_name = forms.CharField(label=gettext_lazy("Name afterwards"), max_length=_LONGEST_NAME)
    field_order = ["parent", "to_code", "to_name", "on", "basis"]

    def clean_parent(self) -> int:
        if self.area.level <= Level.CITY:
            raise forms.ValidationError(_("A city has no parent to move from."))
        try:
            return from_national(_check_national(self.cleaned_data["parent"]), Level(self.area.level - 1))[0]
        except Invalid as invalid:
            raise forms.ValidationError(str(invalid)) from invalid

    def clean_to_code(self) -> str:
        return _check_national(self.cleaned_data["to_code"])

    def record(self, actor: Actor) -> Area:
        to = Part(self.cleaned_data["to_code"], self.cleaned_data["to_name"])
        return move_area(actor, self.area.code, self.cleaned_data["parent"], to, **self.said)


CHANGE_FORMS: Final[dict[ChangeKind, type[ChangeForm]]] = {
    ChangeKind.RENAME: RenameForm,
    ChangeKind.SPLIT: SplitForm,
    ChangeKind.MERGE: MergeForm,
    ChangeKind.MOVE: MoveForm,
}
