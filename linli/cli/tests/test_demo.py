"""`linli demo` as a stranger runs it: from nothing to a page, Ctrl-C, nothing left, and quickly again."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from linli.cli.postgres import Cluster

pytestmark = pytest.mark.crash
PATIENCE = 300  # seconds: continuous integration may be slow, and the first start builds a city


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextmanager
def _demo(port: int, log: Path) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "-m", "linli.cli", "demo", "--people", "200", "--port", str(port)]
    with log.open("wb") as output:
        running = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
    try:
        ends = time.monotonic() + PATIENCE
        while "is open at" not in log.read_text():
            assert running.poll() is None, log.read_text()
            assert time.monotonic() < ends, log.read_text()
            time.sleep(0.1)
        yield running
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _page(port: int) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", "/sign-in/")
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def test_a_stranger_opens_the_city_and_ctrl_c_leaves_nothing_running(fresh_home: Path, tmp_path: Path) -> None:
    port, log = _free_port(), tmp_path / "log"
    with _demo(port, log) as running:
        status, page = _page(port)
        assert (status, "<form" in page) == (200, True)
        family = _family(psutil.Process(running.pid))
        assert len(family) >= 4  # ourselves, the web server with two workers, the worker
        assert Cluster().is_running()

        os.kill(running.pid, signal.SIGINT)

        assert running.wait(PATIENCE) == 0
    assert log.read_text().strip().endswith("Stopped.")
    assert not [process for process in family if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]
    assert not Cluster().is_running()

    # again: the city stands, and a killed web server comes back
    with _demo(port, log) as running:
        assert "Building a city" not in log.read_text()
        (web,) = [each for each in psutil.Process(running.pid).children() if "granian" in each.cmdline()]
        web.kill()
        ends = time.monotonic() + PATIENCE
        while "The web server ended unexpectedly" not in log.read_text() and time.monotonic() < ends:
            time.sleep(0.1)
        assert "it is started again" in log.read_text()
