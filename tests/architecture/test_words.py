"""Chinese first and English complete: every sentence on a screen has both."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

LINLI = Path(__file__).resolve().parents[2] / "linli"
GETTEXT = {"gettext", "gettext_lazy", "_", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_TEMPLATE = re.compile(r"""\b(?:gettext|_)\(\s*u?(?P<quote>['"])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)""")
IN_TEMPLATE_PLURAL = re.compile(r"""\bngettext\(\s*u?(?P<quote>['"])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)""")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w*)\}")

SINGULAR: set[str] = set()


def catalogues() -> dict[str, str]:
    known: dict[str, str] = {}
    for path in LINLI.rglob("locale/zh_Hans/LC_MESSAGES/django.po"):
        with path.open("rb") as stream:
            for message in read_po(stream, locale="zh_Hans", abort_invalid=True):
                if message.id and not message.fuzzy:
                    single = message.id if isinstance(message.id, str) else message.id[0]
                    text = message.string if isinstance(message.string, str) else message.string[0]
                    if text:
                        # a singular may leave its number out; the plural has the placeholders
                        full = message.id if isinstance(message.id, str) else message.id[-1]
                        known[single] = known[full] = text
                        if full != single:
                            SINGULAR.add(single)
    return known


def in_python() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in LINLI.rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT | PLURAL and node.args:
                first = node.args[0]
                assert not isinstance(first, ast.JoinedStr), f"{path}:{node.lineno}: no f-string in gettext"
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found[first.value] = f"{path.relative_to(LINLI)}:{node.lineno}"
    return found


def in_templates() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in LINLI.rglob("templates/**/*.*"):
        if path.suffix not in {".html", ".txt"}:
            continue
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        for pattern in (IN_TEMPLATE, IN_TEMPLATE_PLURAL):
            for match in pattern.finditer(source):
                text = ast.literal_eval(f"{match['quote']}{match['text']}{match['quote']}")
                found[text] = str(path.relative_to(LINLI))
    return found


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    return in_python() | in_templates()


def test_there_are_sentences_to_check(said):
    assert len(said) > 200


def test_every_sentence_has_a_chinese_one(said):
    known = catalogues()
    django_knows = {"Yes", "No", "Chinese", "English"}
    missing = {text: where for text, where in said.items() if text not in known and text not in django_knows and text}
    assert missing == {}


def test_a_word_has_one_chinese_wherever_it_stands():
    """All catalogues are one at run time: a word that means two things needs a context (msgctxt)."""
    said: dict[tuple[str | None, str], set[str]] = {}
    for path in LINLI.rglob("locale/zh_Hans/LC_MESSAGES/django.po"):
        with path.open("rb") as stream:
            for message in read_po(stream, locale="zh_Hans"):
                if message.id and isinstance(message.id, str) and isinstance(message.string, str):
                    said.setdefault((message.context, message.id), set()).add(message.string)
    assert {word: chinese for word, chinese in said.items() if len(chinese) > 1} == {}


def test_what_a_template_says_without_context_is_known_without_context():
    known = set()
    for path in LINLI.rglob("locale/zh_Hans/LC_MESSAGES/django.po"):
        with path.open("rb") as stream:
            known |= {message.id for message in read_po(stream, locale="zh_Hans") if not message.context}
    plain = re.compile(r"""(?<!p)gettext\(\s*u?(?P<quote>['"])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)\s*\)""")
    unknown = {
        text: str(path.relative_to(LINLI))
        for path in LINLI.rglob("templates/**/*.html")
        for match in plain.finditer(templatize(path.read_text(encoding="utf-8"), origin=str(path)))
        if (text := ast.literal_eval(f"{match['quote']}{match['text']}{match['quote']}")) and text not in known
    }
    assert unknown == {}


def test_every_translation_keeps_its_placeholders():
    broken = {
        text: chinese
        for text, chinese in catalogues().items()
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(chinese)) and text not in SINGULAR
    }
    assert broken == {}


def test_templates_hold_no_untranslated_chinese():
    """Chinese comes from the catalogue; a template with Chinese in it would show it to English readers."""
    allowed = {"ui/templates/gallery"}  # examples of long Chinese text
    loose = {
        str(path.relative_to(LINLI))
        for path in LINLI.rglob("templates/**/*.html")
        if CHINESE.search(re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL))
        and not any(str(path.relative_to(LINLI)).startswith(place) for place in allowed)
    }
    assert loose <= {"ui/templates/layouts/base.html", "foundation/accounts/templates/accounts/_languages.html"}


def test_every_catalogue_can_be_compiled():
    from babel.messages.mofile import write_mo

    for path in LINLI.rglob("locale/*/LC_MESSAGES/django.po"):
        with path.open("rb") as stream:
            write_mo(io.BytesIO(), read_po(stream, abort_invalid=True))
