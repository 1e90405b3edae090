"""Static files: collected with a hash in every name, and nothing more than we serve."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from linli.ui.storage import ModuleManifestStorage
from linli.ui.vendor import FILES


@pytest.fixture
def collected(tmp_path: Path, settings) -> Path:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "linli.ui.storage.ModuleManifestStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_imports_of_sheets_and_modules_carry_the_hash(collected: Path) -> None:
    storage = ModuleManifestStorage(location=collected, base_url="/static/")
    sheet = (collected / storage.stored_name("ui/styles/app.css")).read_text(encoding="utf-8")
    module = (collected / storage.stored_name("ui/elements/app.js")).read_text(encoding="utf-8")
    for name in re.findall(r'@import url\("([^"]+)"\) layer\(', sheet) + re.findall(r'import"([^"]+)"', module):
        assert re.search(r"\.[0-9a-f]{12}\.(css|js)$", name), name
    assert sheet.count("@import url(") > 20
    assert '@import "' not in sheet


def test_a_file_that_is_not_there_is_an_error_once_files_were_collected(collected: Path) -> None:
    storage = ModuleManifestStorage(location=collected, base_url="/static/")
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        storage.stored_name("ui/styles/aap.css")


def test_of_a_package_only_the_chosen_files_are_served(collected: Path) -> None:
    plain = {path.relative_to(collected).as_posix() for path in (collected / "vendor").rglob("*") if path.is_file()}
    unhashed = {name for name in plain if not re.search(r"\.[0-9a-f]{12}\.", name)}
    assert unhashed == set(FILES)


@pytest.mark.parametrize("path", FILES)
def test_a_browser_library_is_found(path: str) -> None:
    assert Path(str(finders.find(path))).is_file()


def test_the_lock_file_names_no_registry() -> None:
    lock = (Path(__file__).resolve().parents[3] / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    assert '"integrity"' in lock
