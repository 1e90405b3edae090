"""Icons from the lucide package, read once and drawn inline."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PACKAGE: Final = Path(__file__).resolve().parents[2] / "node_modules" / "lucide-static" / "icons"
_NAME: Final = re.compile(r"[a-z0-9-]+")
_BODY: Final = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_TURNS: Final = re.compile(r"\b(left|right|log-out|log-in)\b")  # they point along the line of writing
_OPEN: Final = mark_safe(
    '" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"'
    ' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" focusable="false"'
)


class NoSuchIcon(LookupError):  # noqa: N818 - it reads as what happened
    """The icon package has no icon of that name."""


@cache
def shape(name: str) -> SafeString:
    """Return the inner markup of an icon; nothing where the package was never installed."""
    if not PACKAGE.is_dir():
        return SafeString("")  # every icon stands beside a word, so a page without them still says everything
    file = PACKAGE / f"{name}.svg"
    if not _NAME.fullmatch(name) or not file.is_file():
        raise NoSuchIcon(f"No icon “{name}” in {PACKAGE}. Look for its name at lucide.dev/icons.")
    found = _BODY.search(file.read_text(encoding="utf-8"))
    assert found is not None, f"{file} is not an svg."
    return mark_safe(re.sub(r"\s*\n\s*", "", found[1]))  # noqa: S308 - a file of the locked package


def draw(name: str, label: str = "") -> SafeString:
    """Draw an icon. Without a label it is decoration, and a screen reader passes over it."""
    classes = "icon icon-turns" if _TURNS.search(name) else "icon"
    if label:
        return format_html('<svg class="{}{} role="img" aria-label="{}">{}</svg>', classes, _OPEN, label, shape(name))
    return format_html('<svg class="{}{} aria-hidden="true">{}</svg>', classes, _OPEN, shape(name))
