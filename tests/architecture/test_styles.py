"""No style without something that wears it: what nobody uses is read by everybody who looks for what to use."""

from __future__ import annotations

import re
from pathlib import Path

LINLI = Path(__file__).resolve().parents[2] / "linli"
CLASS = re.compile(r"\.([a-z][a-z0-9_-]*[a-z0-9])(?=[^{}]*\{)")
# htmx puts these on by itself
BY_OTHERS = {"htmx-request", "htmx-indicator", "htmx-swapping", "htmx-settling", "htmx-added"}


def styled() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in LINLI.rglob("static/**/*.css"):
        text = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        found |= dict.fromkeys(CLASS.findall(text), path.name)
    return found


def worn() -> set[str]:
    words: set[str] = set()
    for path in LINLI.rglob("*"):
        if path.suffix in {".html", ".js", ".py"} and "tests" not in path.parts:
            words |= set(re.findall(r"[a-z][a-z0-9_-]*", path.read_text(encoding="utf-8")))
    return words


def test_every_style_is_worn_somewhere():
    known, used = styled(), worn()
    assert len(known) > 40
    assert {name: where for name, where in known.items() if name not in used | BY_OTHERS} == {}
