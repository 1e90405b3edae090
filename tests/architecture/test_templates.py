"""Traps of templates that no linter knows."""

from __future__ import annotations

import re
from pathlib import Path

LINLI = Path(__file__).resolve().parents[2] / "linli"
INCLUDE = re.compile(r"""{%\s*include\s+["'](?P<name>[^"']+)["'](?P<rest>[^%]*)%}""")


def templates() -> dict[str, str]:
    return {
        str(path).split("/templates/", 1)[1]: path.read_text(encoding="utf-8")
        for path in LINLI.rglob("templates/**/*.html")
    }


def test_an_included_form_gets_its_token():
    """``only`` drops csrf_token as well, and the form is then refused in a real browser but not by a test client."""
    texts = templates()
    needing = {name for name, text in texts.items() if "{% csrf_token %}" in text}
    while grown := {
        n for n, text in texts.items() if n not in needing and any(m["name"] in needing for m in INCLUDE.finditer(text))
    }:
        needing |= grown
    forgotten = [
        f"{name}: {match['name']}"
        for name, text in texts.items()
        for match in INCLUDE.finditer(text)
        if re.search(r"\bonly\b", match["rest"]) and "csrf_token" not in match["rest"] and match["name"] in needing
    ]
    assert forgotten == []
