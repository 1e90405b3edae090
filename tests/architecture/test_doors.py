"""Every module has a door, and import-linter knows it: a module that was forgotten would stand open."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {each["id"]: each for each in PROJECT["tool"]["importlinter"]["contracts"]}


def modules(floor: str) -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "linli" / floor).glob("*/__init__.py"))


@pytest.mark.parametrize("module", modules("foundation"))
def test_everything_in_a_stone_of_the_foundation_but_its_doors_is_protected(module):
    contract = CONTRACTS.get(f"door-{module}", {})
    here = f"linli.foundation.{module}"
    assert contract.get("protected_modules") == [f"{here}.*"], "decide its doors in pyproject.toml"
    assert contract["allowed_importers"] == [here]


@pytest.mark.parametrize("module", modules("foundation"))
def test_a_door_is_a_file_that_is_there(module):
    doors = [line.split("-> ")[1] for line in CONTRACTS[f"door-{module}"]["ignore_imports"]]
    missing = [
        door for door in doors if not door.endswith("**") and not (ROOT / f"{door.replace('.', '/')}.py").is_file()
    ]
    assert missing == []


@pytest.mark.parametrize("module", modules("domains"))
def test_every_module_of_the_business_has_a_door(module):
    contract = CONTRACTS.get(f"door-{module}", {})
    protected = contract.get("protected_modules", [])
    assert {f"linli.domains.{module}.models", f"linli.domains.{module}.*"} & set(protected)
    assert (ROOT / "linli" / "domains" / module / "public.py").is_file()
