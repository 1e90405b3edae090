"""Compiles the message catalogues: the repository holds only what people write."""

from __future__ import annotations

import gettext
from pathlib import Path

from asgiref.local import Local
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import trans_real

import linli


def compile_messages(root: Path | None = None) -> int:
    """Compile every catalogue that changed since it was last compiled; answer how many."""
    top = root or Path(linli.__file__).parent
    changed = 0
    for source in sorted(top.glob("**/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parent.parent.name)
        draft = target.with_suffix(".mo.tmp")
        with draft.open("wb") as compiled:
            write_mo(compiled, catalogue)
        draft.replace(target)  # a server that reads it meanwhile meets a whole file
        changed += 1
    if changed:
        _forget_what_was_loaded()
    return changed


def _forget_what_was_loaded() -> None:
    """Let this process read the catalogues anew: what it spoke before them, it would go on speaking in English."""
    # as Django's own reloader does
    for module, name, empty in (
        (trans_real, "_translations", {}),
        (trans_real, "_default", None),
        (trans_real, "_active", Local()),
        (gettext, "_translations", {}),
    ):
        setattr(module, name, empty)


if __name__ == "__main__":
    compile_messages()
