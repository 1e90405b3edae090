"""Compiles the message catalogues: the repository holds only what people write."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

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
    return changed


if __name__ == "__main__":
    compile_messages()
