"""Static files carry their hash in the name, also inside ``@import`` and ES-module imports."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

ENTRY: Final = "ui/styles/app.css"
_IMPORT: Final = re.compile(r'@import "([^"]+)" layer\((\w+)\);\n?')
_COMMENT: Final = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


class ModuleManifestStorage(ManifestStaticFilesStorage):
    """Django's manifest storage with module imports switched on, for our own files.

    Files of packages get their hash but stay as they are: their imports are not ours to mend, and some of them
    name neighbours that the package does not ship.

    Before files were ever collected (tests, a fresh checkout) there is no manifest; names then stay as they
    are and the finders serve them. With a manifest, a missing file is an error as usual.
    """

    patterns = tuple(
        (f"ui/{extension}", rules)
        for extension, rules in (
            *ManifestStaticFilesStorage.patterns,
            # Django has no public name for them, and the switch for them would not stay within our folder
            ManifestStaticFilesStorage._js_module_import_aggregation_patterns,  # type: ignore[attr-defined]  # noqa: SLF001
        )
    )

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:  # noqa: FBT001, FBT002
        """Join the sheets into one first: sixty small requests in two rows would keep the first page waiting."""
        if ENTRY in paths:
            paths = {**paths, ENTRY: (_Joined(paths), ENTRY)}
        yield from super().post_process(paths, dry_run, **options)

    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return name
        stored: str = super().stored_name(name)
        return stored


class _Joined(Storage):
    """Opens the entry sheet with every import replaced by what it imports, in its layer."""

    def __init__(self, paths: dict[str, Any]) -> None:
        self._paths = paths

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:  # noqa: ARG002 - Django's signature
        def layer(found: re.Match[str]) -> str:
            return f"@layer {found[2]} {{\n{self._text(posixpath.join(posixpath.dirname(name), found[1]))}}}\n"

        return ContentFile(_IMPORT.sub(layer, self._text(name)).encode())

    def _text(self, name: str) -> str:
        storage, path = self._paths[name]
        with storage.open(path) as file:
            return _COMMENT.sub("", file.read().decode())
