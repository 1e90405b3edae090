"""Documents are tested: the reference is generated, settings and addresses are all described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linli.cli import reference
from linli.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SETTING = re.compile(r"""["'](LINLI_[A-Z0-9_]+|DATABASE_(?:OWNER_)?URL)["']""")
# names that are Python settings or internal, not the environment of an installation
NOT_ENVIRONMENT = {"LINLI_SECRETS", "LINLI_CHANNELS", "LINLI_TEST_MAINTENANCE_URL", "LINLI_TEST_DATABASE"}
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize(
    "name", ["permissions.md", "data-dictionary.md", "error-codes.md", "commands.md", "order-states.md"]
)
def test_the_reference_is_what_the_code_says(name):
    generated = reference.pages(app)[name]
    assert (DOCS / "reference" / name).read_text(encoding="utf-8") == generated, "run `linli reference`"


def test_every_setting_is_described():
    named = set()
    for path in [*(ROOT / "linli").rglob("*.py")]:
        if "tests" not in path.parts and path.name != "testing.py":
            named |= set(SETTING.findall(path.read_text(encoding="utf-8")))
    described = set(re.findall(r"`([A-Z0-9_]+)`", (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")))
    assert named - NOT_ENVIRONMENT - described == set()
    assert described - named == set(), "described, but nothing reads it"


def documents() -> list[Path]:
    return [*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "linli").rglob("README.md")]


@pytest.mark.parametrize("path", documents(), ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(path):
    broken = [
        target for target in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / target).exists()
    ]
    assert broken == []


def test_both_readmes_speak_of_the_same_things():
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))
    links = [set(LINK.findall(text)) - {"README.md", "README.zh-CN.md"} for text in (english, chinese)]
    assert links[0] == links[1]
