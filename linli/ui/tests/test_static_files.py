"""Static files: collected with a hash in every name, and nothing more than we serve."""

from __future__ import annotations

import gzip
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


def stored(collected: Path, name: str) -> Path:
    return collected / ModuleManifestStorage(location=collected, base_url="/static/").stored_name(name)


def test_imports_of_modules_carry_the_hash(collected: Path) -> None:
    names = re.findall(r'import"([^"]+)"', stored(collected, "ui/elements/app.js").read_text(encoding="utf-8"))
    assert len(names) > 10
    for name in names:
        assert re.search(r"\.[0-9a-f]{12}\.js$", name), name


def test_the_sheets_are_joined_into_one_each_in_its_layer(collected: Path) -> None:
    sheet = stored(collected, "ui/styles/app.css").read_text(encoding="utf-8")
    assert "@import" not in sheet
    assert sheet.count("{") == sheet.count("}")
    source = Path(str(finders.find("ui/styles/app.css")))
    wanted = re.findall(r'@import "([^"]+)" layer\((\w+)\);', source.read_text(encoding="utf-8"))
    layers = re.findall(r"^@layer (\w+) \{$", sheet, re.MULTILINE)
    assert [one for one in layers if one != "tokens"] == [layer for _, layer in wanted if layer != "tokens"]
    for name, _ in wanted:
        text = re.sub(r"/\*.*?\*/\s*", "", (source.parent / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        assert text in sheet, name


def test_the_first_page_of_staff_stays_light(collected: Path) -> None:
    """What every page loads, compressed: sheets under 22 KB, all of it with htmx and our elements under 100 KB."""
    looks = [f"ui/styles/tokens/{name}.css" for name in ("dark", "contrast", "contrast-dark", "elder")]
    weight = {
        name: packed(stored(collected, name)) for name in ["ui/styles/app.css", *looks, "vendor/htmx/htmx.min.js"]
    }
    elements = sum(
        packed(path)
        for path in (collected / "ui" / "elements").glob("*.js")
        if re.search(r"\.[0-9a-f]{12}\.js$", path.name)
    )
    assert sum(weight[name] for name in ["ui/styles/app.css", *looks]) < 22_000, weight
    assert sum(weight.values()) + elements < 100_000


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


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
