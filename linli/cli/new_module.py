"""Writes the rooms of a new domain module, and enters it where the house must know it."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

from linli.config.home import CHECKOUT
from linli.toolbox.errors import Conflict, Invalid

ROOMS = Path(__file__).parent / "module_rooms"
DOOR = """
[[tool.importlinter.contracts]]
id = "door-$name"
name = "Door: $name is entered through its public module"
type = "protected"
protected_modules = [
  "linli.domains.$name.models",
  "linli.domains.$name.access",
  "linli.domains.$name.queries",
  "linli.domains.$name.views",
]
allowed_importers = ["linli.domains.$name"]
ignore_imports = ["linli.**.tests.** -> linli.**"]
"""


def write_module(name: str, *, checkout: Path = CHECKOUT) -> Iterator[Path]:
    """Write the module's files and name each; its street is left for a person to decide."""
    _check_name(name)
    module = checkout / "linli" / "domains" / name
    if module.exists():
        raise Conflict(f"There is a module {name} already, in {module}. Choose another noun.", code="module.exists")
    words = {"name": name, "Title": name.replace("_", " ").capitalize(), "Class": name.title().replace("_", "")}
    for source in sorted(ROOMS.rglob("*.in")):
        inside = Path(
            str(source.relative_to(ROOMS)).removesuffix(".in").replace("templates/module", f"templates/{name}")
        )
        target = module / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(source.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
        yield target.relative_to(checkout)
    yield from _enter(checkout, words)


def _check_name(name: str) -> None:
    if not re.fullmatch(r"[a-z][a-z_]*[a-z]", name) or keyword.iskeyword(name):
        raise Invalid(
            f"{name!r} cannot name a module: take a noun of small English letters, such as permits.",
            code="module.name",
        )


def _enter(checkout: Path, words: dict[str, str]) -> Iterator[Path]:
    """Tell the settings, the urls and the import linter."""
    name = words["name"]
    slug = name.replace("_", "-")
    for file, beside, line in (
        ("settings.py", '    "linli.domains.registry",\n', f'    "linli.domains.{name}",\n'),
        (
            "urls.py",
            '    path("", include("linli.domains.registry.urls")),\n',
            f'    path("{slug}/", include("linli.domains.{name}.urls")),\n',
        ),
    ):
        path = checkout / "linli" / "config" / file
        text = path.read_text(encoding="utf-8")
        if beside not in text:
            raise Conflict(f"{path} has no line {beside.strip()!r} to put {name} below.", code="module.enter")
        path.write_text(text.replace(beside, beside + line), encoding="utf-8")
        yield path.relative_to(checkout)
    project = checkout / "pyproject.toml"
    with project.open("a", encoding="utf-8") as contracts:
        contracts.write(Template(DOOR).substitute(words))
    yield project.relative_to(checkout)
