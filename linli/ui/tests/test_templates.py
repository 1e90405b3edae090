"""Templates: each can be read, none carries what the content security policy refuses, none forgets a translation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po
from django.apps import apps
from django.template.loader import get_template

HERE = Path(__file__).resolve().parents[1]
EVERY = sorted(
    (folder, path.relative_to(folder).as_posix())
    for config in apps.get_app_configs()
    if config.name.startswith("linli.") and (folder := Path(config.path) / "templates").is_dir()
    for path in folder.rglob("*.html")
)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
MESSAGE = re.compile(
    r"""(?:translate |\b_\()(?P<q>["'])(?P<id>.+?)(?P=q)(?: context (?P<c>["'])(?P<context>.+?)(?P=c))?"""
)
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "pgettext_lazy": ((1, "c"), 2)}
BLOCK = re.compile(r"\{% blocktranslate[^%]*%\}(.+?)\{% endblocktranslate %\}", re.DOTALL)


def test_there_are_templates() -> None:
    assert len(EVERY) > 20


@pytest.mark.parametrize("name", [name for _, name in EVERY])
def test_a_template_can_be_read(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize(("folder", "name"), EVERY, ids=[name for _, name in EVERY])
def test_a_template_carries_no_inline_script_or_style(folder: Path, name: str) -> None:
    assert INLINE.findall((folder / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((HERE / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_a_template_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120


def test_every_text_of_the_ui_is_translated() -> None:
    with (HERE / "locale/zh_Hans/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = {
            (message.context, _singular(message.id)): message.string for message in read_po(file) if message.id
        }
    wanted: set[tuple[str | None, str]] = set()
    for path in [*HERE.glob("*.py"), *HERE.glob("templatetags/*.py")]:
        for _, message, _, context in extract_from_file("python", path, KEYWORDS):
            wanted.add((context, _singular(message)))
    for path in (HERE / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        wanted |= {(found["context"], found["id"]) for found in MESSAGE.finditer(text)}
        wanted |= {(None, _as_message(body)) for body in BLOCK.findall(text)}
    assert wanted - catalogue.keys() == set()
    assert catalogue.keys() - wanted == set()
    assert [key for key, text in catalogue.items() if not text] == []


def _singular(identifier: str | tuple[str, ...] | list[str]) -> str:
    return identifier if isinstance(identifier, str) else identifier[0]


def _as_message(body: str) -> str:
    return re.sub(r"\{\{ (\w+)[^}]*\}\}", r"%(\1)s", body.partition("{% plural %}")[0])
