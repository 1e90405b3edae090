"""Static files carry their hash in the name, also inside ``@import`` and ES-module imports."""

from __future__ import annotations

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


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

    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return name
        stored: str = super().stored_name(name)
        return stored
