"""The area picker: a tree of areas with a box each. A chosen area stands for everything inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from pypinyin import Style, lazy_pinyin


@dataclass(frozen=True, slots=True)
class Branch:
    """An area and what lies in it. ``note`` stands beside the name; ``words`` are more ways to find it."""

    value: str
    label: str
    children: Sequence[Branch] = ()
    note: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class DrawnBranch:
    """A branch as the template draws it."""

    value: str
    label: str
    note: str
    words: str
    box_id: str
    is_chosen: bool
    is_open: bool
    children: Sequence[DrawnBranch]


class AreaPicker(forms.CheckboxSelectMultiple):
    """Boxes in a tree that opens branch by branch; with JavaScript also typing, arrow keys and removable chips."""

    tree: Sequence[Branch] = ()

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:  # noqa: ARG002 - Django's signature
        attributes = self.build_attrs(self.attrs, attrs)
        numbers = {branch.value: number for number, branch in enumerate(flat(self.tree))}
        chosen = {str(one) for one in value or ()}
        own = str(attributes.get("id") or f"id_{name}")
        branches = [_drawn(branch, chosen, own, numbers, is_root=len(self.tree) == 1) for branch in self.tree]
        context = {"name": name, "own_id": own, "branches": branches, "invalid": "aria-invalid" in attributes}
        return SafeString(render_to_string("ui/area_picker.html", context))


class AreasField(forms.MultipleChoiceField):
    """Some areas of a tree. Gives the values chosen, without those that lie in another chosen one."""

    widget = AreaPicker
    default_error_messages = {
        "required": _("Choose at least one area."),
        "invalid_choice": _("One of the chosen areas is not in the list any more. Please choose again."),
    }

    def __init__(self, *, tree: Sequence[Branch] = (), **options: Any) -> None:
        super().__init__(**options)
        self.tree = tree

    @property
    def tree(self) -> Sequence[Branch]:
        return self._tree

    @tree.setter
    def tree(self, tree: Sequence[Branch]) -> None:
        self._tree = tree
        self.choices = [(branch.value, branch.label) for branch in flat(tree)]
        self.widget.tree = tree

    def clean(self, value: Any) -> list[str]:
        chosen = set(super().clean(value))
        return list(topmost(self.tree, chosen))


def flat(tree: Sequence[Branch]) -> Iterator[Branch]:
    """Walk a tree from the top, each branch before what lies in it."""
    for branch in tree:
        yield branch
        yield from flat(branch.children)


def topmost(tree: Sequence[Branch], chosen: set[str]) -> Iterator[str]:
    """Leave out what lies in something that is chosen itself."""
    for branch in tree:
        if branch.value in chosen:
            yield branch.value
        else:
            yield from topmost(branch.children, chosen)


@lru_cache(maxsize=8192)
def initials(label: str) -> str:
    """Give the first letters of the pinyin, by which people type a name ("gh" for 共和)."""
    return "".join(lazy_pinyin(label, style=Style.FIRST_LETTER, errors="default")).lower()


def _drawn(
    branch: Branch, chosen: set[str], own: str, numbers: dict[str, int], *, is_root: bool = False
) -> DrawnBranch:
    inside = [_drawn(child, chosen, own, numbers) for child in branch.children]
    return DrawnBranch(
        value=branch.value,
        label=branch.label,
        note=branch.note,
        words=f"{branch.label} {initials(branch.label)} {branch.words}".lower().strip(),
        box_id=f"{own}_{numbers[branch.value]}",
        is_chosen=branch.value in chosen,
        is_open=is_root or any(child.is_chosen or child.is_open for child in inside),
        children=inside,
    )
