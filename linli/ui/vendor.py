"""The browser libraries we serve: exactly these files of the locked npm manifest, nothing else of a package."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

NODE_MODULES: Final = Path(__file__).resolve().parents[2] / "node_modules"
FILES: Final = {"vendor/htmx/htmx.min.js": "htmx.org/dist/htmx.min.js"}


class VendorFinder(BaseFinder):
    """Find the files of ``FILES`` for Django's static files."""

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> str | list[str]:  # type: ignore[override]  # noqa: FBT001, FBT002
        source = NODE_MODULES / FILES[path] if path in FILES else None
        if source is None or not source.is_file():
            return []
        return [str(source)] if find_all else str(source)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:  # noqa: ARG002
        for path in FILES:
            yield path, _Package()


class _Package(FileSystemStorage):
    """Opens a public path as the file of the package behind it."""

    prefix = None  # asked for by collectstatic

    def path(self, name: str) -> str:
        return str(NODE_MODULES / FILES[name])
