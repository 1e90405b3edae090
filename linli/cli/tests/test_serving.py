"""Addresses that cannot be served, and what a second `linli` finds out about the first."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from typer.testing import CliRunner

from linli.cli import serving
from linli.cli.main import app
from linli.cli.serving import Address
from linli.config.home import HomeError


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_named_before_anything_starts(fresh_home: Path, taken_port: int) -> None:
    answer = CliRunner().invoke(app, ["demo", "--port", str(taken_port)])

    assert isinstance(answer.exception, HomeError)
    assert f"Port {taken_port} is taken by another program" in str(answer.exception)
    assert f"LINLI_PORT={taken_port + 1}" in str(answer.exception)
    assert not (fresh_home / "running.json").exists()
    assert not (fresh_home / "secrets.toml").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "linli.example.org", "::"])  # noqa: S104
def test_the_demo_refuses_to_be_reached_from_elsewhere(fresh_home: Path, host: str) -> None:
    answer = CliRunner().invoke(app, ["demo", "--host", host])

    assert isinstance(answer.exception, HomeError)
    assert f"not as {host}" in str(answer.exception)


def test_the_demo_refuses_a_foreign_name(fresh_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_HOSTS", "localhost,linli.example.org")

    with pytest.raises(HomeError, match=r"not as linli\.example\.org"):
        serving.refuse_strangers(Address("127.0.0.1", 8000))


def test_a_second_linli_is_told_of_the_first(fresh_home: Path) -> None:
    fresh_home.mkdir()
    me = {"pid": os.getpid(), "created": psutil.Process().create_time(), "kind": "demo", "address": "http://here"}
    (fresh_home / "running.json").write_text(json.dumps(me), encoding="utf-8")

    answer = CliRunner().invoke(app, ["demo"])

    assert f"Linli runs here already: process {os.getpid()}, at http://here" in str(answer.exception)
    assert (fresh_home / "running.json").exists()


def test_a_first_linli_that_was_killed_is_not_in_the_way(fresh_home: Path) -> None:
    fresh_home.mkdir()
    # the number is used again by another program, which was created at another moment
    gone = {"pid": os.getpid(), "created": psutil.Process().create_time() - 500, "kind": "demo", "address": "http://x"}
    (fresh_home / "running.json").write_text(json.dumps(gone), encoding="utf-8")

    assert serving.running() is None
    assert any("stopped" in line for line in serving.status())


def test_stopping_nothing_says_so(fresh_home: Path) -> None:
    answer = CliRunner().invoke(app, ["stop"])

    assert answer.exit_code == 0
    assert "Nothing was running." in answer.stdout
