"""Houses for tests: ``linli demo`` started as a newcomer would, on its own port with its own database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTS_WITHIN = 300  # seconds; a bound for a broken start, not a figure


@dataclass(frozen=True)
class House:
    """A running Linli."""

    address: str
    home: Path
    process: subprocess.Popen[str]

    @property
    def environment(self) -> dict[str, str]:
        return environment_of(self.home)

    def linli(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        """Run a console command in this house."""
        return subprocess.run(
            [sys.executable, "-m", "linli.cli", *arguments],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False, **options,
        )  # fmt: skip


def environment_of(home: Path) -> dict[str, str]:
    foreign = ("DATABASE_", "LINLI_", "PYTEST_", "DJANGO_")
    return {k: v for k, v in os.environ.items() if not k.startswith(foreign)} | {"LINLI_HOME": str(home)}


@contextmanager
def running_house(home: Path, *, people: int) -> Iterator[House]:
    """Start ``linli demo`` and stop it with Ctrl-C."""
    port = free_port()
    environment = environment_of(home) | {"LINLI_PORT": str(port), "LINLI_DEMO_PEOPLE": str(people)}
    with (home / "demo.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "linli.cli", "demo"], env=environment, cwd=ROOT, stdout=log,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, start_new_session=True,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, process, home / "demo.log")
            yield House(address, home, process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)


def wait_for(address: str, process: subprocess.Popen[str], log: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"linli demo did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
