"""How long `make demo` takes from a clean clone to the sign-in page, with the package caches that are there."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, figure
from linli.config.home import CHECKOUT

BENCH: Final = "demo"
FEW: Final = 20_000  # what `make demo` builds unless told otherwise
SECONDS: Final = 180
SECONDS_OF_MANY: Final = 900
SECONDS_AGAIN: Final = 30
OK: Final = 200


def bench(people: int) -> Iterator[Figure]:
    """Start the demonstration twice as a newcomer would: of its usual size, and of so many people."""
    for size in sorted({min(FEW, people), people}):
        yield from _measure(size)


def _measure(people: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "linli"
        subprocess.run(["git", "clone", "-q", CHECKOUT, clone], check=True)  # noqa: S603, S607 - this checkout
        port = _free_port()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "DATABASE_"))}
        environment = inherited | {
            "LINLI_HOME": str(Path(folder) / "home"),
            "LINLI_PORT": str(port),
            "LINLI_DEMO_PEOPLE": str(people),
        }
        try:
            first = _start(clone, environment, port)
            again = _start(clone, environment, port)
        finally:
            _remove_cluster(clone, environment)
    most = SECONDS if people <= FEW else SECONDS_OF_MANY
    yield figure(BENCH, f"clean clone to sign-in page, {people:,} people", first, "s", at_most=most)
    yield figure(BENCH, f"second start, {people:,} people", again, "s", peer=first, at_most=SECONDS_AGAIN)


def _start(clone: Path, environment: dict[str, str], port: int) -> float:
    """Give the seconds until the sign-in page answers; everything that was started is stopped again."""
    began = time.perf_counter()
    with (clone.parent / "log").open("wb") as log:
        running = subprocess.Popen(
            ["make", "demo"],  # noqa: S607 - whatever make there is
            cwd=clone, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        while not _answers(port):
            if running.poll() is not None:
                raise RuntimeError((clone.parent / "log").read_text(encoding="utf-8")[-2_000:])
            time.sleep(0.2)
        return time.perf_counter() - began
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGINT)
            running.wait()


def _answers(port: int) -> bool:
    asked = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        asked.request("GET", "/sign-in/")
        return asked.getresponse().status == OK
    except OSError:
        return False
    finally:
        asked.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _remove_cluster(clone: Path, environment: dict[str, str]) -> None:
    """Root's clusters lie outside of the home: nobody else would ever look for this one."""
    asked = "from linli.config.home import cluster_place; print(cluster_place('postgres'))"
    found = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-c", asked], cwd=clone, env=environment, capture_output=True, text=True, check=False
    )
    if place := found.stdout.strip():
        shutil.rmtree(Path(place).parent, ignore_errors=True)
