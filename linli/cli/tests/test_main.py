"""The console command explains itself, and what goes wrong is a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import typer
from typer.testing import CliRunner

from linli.cli import main
from linli.cli.main import app


def _commands() -> list[list[str]]:
    def below(command: object, path: list[str]) -> list[list[str]]:
        subcommands = getattr(command, "commands", {})
        found = [each for name, sub in subcommands.items() for each in below(sub, [*path, name])]
        return [path, *found] if path else found

    return below(typer.main.get_command(app), [])


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
def test_every_command_says_what_it_does(command: list[str]) -> None:
    answer = CliRunner().invoke(app, [*command, "--help"])

    assert answer.exit_code == 0
    sentences = [line.strip() for line in answer.stdout.splitlines() if line.strip() and "Usage" not in line]
    assert len(sentences[0].split()) > 4, f"linli {' '.join(command)} does not explain itself"


def test_a_failure_is_a_sentence_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    answer = subprocess.run(
        [sys.executable, "-m", "linli.cli", "status"],
        env={"PATH": "/usr/bin:/bin", "LINLI_HOME": str(tmp_path / "file" / "home")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert answer.stderr.startswith("linli: The folder ")
    assert "Traceback" not in answer.stderr


def test_a_worker_without_a_database_says_how_to_start_one(fresh_home: Path) -> None:
    answer = CliRunner().invoke(app, ["worker"])

    assert "The database does not answer" in str(answer.exception)
    assert "linli serve" in str(answer.exception)


@pytest.mark.parametrize("cause", [OSError(28, "No space left on device"), psycopg.errors.DiskFull("no room")])
def test_a_full_disk_is_a_sentence_whoever_met_it(
    cause: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> None:
        try:
            raise cause
        except Exception as problem:
            raise RuntimeError("wrapped as Django wraps") from problem

    one = typer.Typer()
    one.command()(command)
    monkeypatch.setattr(main, "app", one)
    monkeypatch.setattr(main.sys, "argv", ["linli"])

    with pytest.raises(SystemExit, match="1"):
        main.run()

    assert capsys.readouterr().err.startswith("linli: The disk is full.")


def test_what_is_our_own_fault_keeps_its_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    one = typer.Typer(pretty_exceptions_enable=False)
    one.command()(lambda: {}["missing"])
    monkeypatch.setattr(main, "app", one)
    monkeypatch.setattr(main.sys, "argv", ["linli"])

    with pytest.raises(KeyError):
        main.run()
