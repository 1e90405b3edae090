"""`make module` writes rooms that stand at once, and leaves the street to a person."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from linli.cli.new_module import write_module
from linli.config.home import CHECKOUT
from linli.toolbox.errors import Conflict, Invalid


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    leave = shutil.ignore_patterns("__pycache__", "*.mo", "data")
    shutil.copytree(CHECKOUT / "linli", tmp_path / "linli", ignore=leave)
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def _lint_imports(checkout: Path) -> str:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--contract", "streets"]
    command += ["--contract", "rooms", "--contract", "door-permits"]
    env = {**os.environ, "PYTHONPATH": str(checkout)}
    return subprocess.run(command, cwd=checkout, env=env, capture_output=True, text=True, check=False).stdout


def test_a_new_module_stands_but_for_its_street(checkout: Path) -> None:
    written = list(write_module("permits", checkout=checkout))

    assert Path("linli/domains/permits/templates/permits/overview.html") in written
    said = _lint_imports(checkout)
    assert "linli.domains.permits" in said.split("not listed as layers")[1]
    assert "Door: permits is entered through its public module KEPT" in said

    project = checkout / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace('  "registry",\n', '  "permits",\n  "registry",\n'), encoding="utf-8")
    assert "0 broken" in _lint_imports(checkout)


def test_what_is_written_is_python_and_formatted(checkout: Path) -> None:
    list(write_module("permits", checkout=checkout))
    ruff = Path(sys.executable).with_name("ruff")
    module = str(checkout / "linli" / "domains" / "permits")

    for command in ([ruff, "check", "--no-cache", module], [ruff, "format", "--no-cache", "--check", module]):
        said = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stdout


def test_a_module_that_is_there_is_not_overwritten(checkout: Path) -> None:
    with pytest.raises(Conflict, match="registry already"):
        list(write_module("registry", checkout=checkout))


@pytest.mark.parametrize("name", ["Permits", "permits2", "import", "../permits", "a-b", ""])
def test_a_name_that_is_no_noun_is_refused(checkout: Path, name: str) -> None:
    with pytest.raises(Invalid, match="cannot name a module"):
        list(write_module(name, checkout=checkout))
