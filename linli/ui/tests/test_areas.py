"""Choosing areas: a tree, what covers what, and what comes back."""

from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from linli.ui.areas import AreasField, Branch, initials
from linli.ui.tests.test_tags import Elements, draw

TREE = [
    Branch(
        "s", "共和新路街道", children=(Branch("c1", "和源", children=(Branch("e1", "名城"),)), Branch("c2", "柳营"))
    ),
    Branch("t", "彭浦新村街道"),
]


class NoticeForm(forms.Form):
    areas = AreasField(label="To", tree=TREE)


def chosen(*values: str) -> object:
    form = NoticeForm({"areas": list(values)})
    return form.cleaned_data["areas"] if form.is_valid() else dict(form.errors)


def test_what_lies_in_a_chosen_area_is_left_out() -> None:
    assert chosen("e1", "s", "t") == ["s", "t"]
    assert chosen("e1", "c2") == ["e1", "c2"]


@pytest.mark.parametrize("values", [(), ("nowhere",)])
def test_nothing_and_nonsense_are_refused(values: tuple[str, ...]) -> None:
    with translation.override("en"):
        assert list(chosen(*values)) == ["areas"]


def test_every_branch_has_a_box_with_a_label_and_chosen_ones_are_open() -> None:
    html = draw("{% field form.areas %}", form=NoticeForm(initial={"areas": ["e1"]}))
    page = Elements(html)
    boxes = [attributes for tag, attributes in page.found if tag == "input" and attributes["type"] == "checkbox"]
    assert [(box["value"], "checked" in box) for box in boxes] == [
        ("s", False), ("c1", False), ("e1", True), ("c2", False), ("t", False),
    ]  # fmt: skip
    assert len({box["id"] for box in boxes}) == 5
    assert sum("open" in attributes for tag, attributes in page.found if tag == "details") == 2


def test_the_error_summary_leads_to_the_first_box() -> None:
    form = NoticeForm({})
    page = Elements(draw("{% error_summary form %}{% field form.areas %}", form=form))
    (target,) = [str(attributes["href"])[1:] for tag, attributes in page.found if tag == "a"]
    assert target in page.ids
    assert "fieldset" in {tag for tag, _ in page.found}


def test_a_form_may_bring_its_own_tree_without_changing_others() -> None:
    form = NoticeForm({"areas": ["x"]})
    form.fields["areas"].tree = [Branch("x", "X")]
    assert form.is_valid()
    assert "共和新路街道" in draw("{% field form.areas %}", form=NoticeForm())


def test_names_are_found_by_pinyin_initials() -> None:
    assert initials("共和新路") == "ghxl"
    assert 'data-words="共和新路街道 ghxljd"' in draw("{% field form.areas %}", form=NoticeForm())
