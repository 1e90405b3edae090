"""Keeps the web server and the workers running, and stops everything it started."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from linli.cli.installation import say
from linli.cli.postgres import Cluster
from linli.cli.stopping import check_stopped, undisturbed
from linli.config.home import HomeError

PATIENCE = 15.0  # seconds a process gets to finish what it does
QUICK_DEATH = 5.0  # seconds: a process that ends sooner did not really start
QUICK_DEATHS_ALLOWED = 3
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@dataclass
class Process:
    """One program that must keep running."""

    name: str
    command: Sequence[str]
    log: Path | None = None  # None: our own output, as a service manager wants it
    running: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    quick_deaths: int = 0

    def start(self) -> None:
        output = None if self.log is None else self.log.open("ab")
        try:
            self.running = subprocess.Popen(  # noqa: S603 - our own programs
                list(self.command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C reaches us only, and we stop things in their order
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - single-threaded here; even kill -9 leaves no orphan
            )
        finally:
            if output is not None:
                output.close()
        self.started_at = time.monotonic()

    def ask_to_stop(self) -> None:
        if self.running is not None:
            self.running.terminate()

    def stop(self) -> None:
        if self.running is None:
            return
        self.running.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.running.wait(PATIENCE)
        self._end_group()
        self.running.wait()

    def restart(self) -> None:
        self._end_group()
        self.start()

    def _end_group(self) -> None:
        """End what is left of it: the children of a killed web server would keep the port."""
        if self.running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.running.pid, signal.SIGKILL)

    def ended(self) -> int | None:
        """Return how it ended, or None while it runs."""
        return None if self.running is None else self.running.poll()

    def last_words(self) -> str:
        if self.log is None or not self.log.exists():
            return ""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:]
        return f"\nThe end of {self.log}:\n  " + "\n  ".join(lines)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


@dataclass
class Household:
    """The processes of one `linli demo` or `linli serve`, and the PostgreSQL below them."""

    processes: list[Process]
    cluster: Cluster | None = None  # None: somebody else's database
    tick: float = 0.5
    _checked_at: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        for process in self.processes:
            process.start()

    def keep(self) -> None:
        """Watch until Stopped; what ends is started again, what cannot start is reported."""
        with undisturbed():
            while True:
                check_stopped()
                time.sleep(self.tick)
                self._look_at_database()
                for process in self.processes:
                    self._look_at(process)

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Wait for the first sign of life."""
        ends = time.monotonic() + seconds
        while not ready():
            check_stopped()
            for process in self.processes:
                self._look_at(process)
            if time.monotonic() > ends:
                words = "".join(process.last_words() for process in self.processes)
                raise HomeError(f"The web server did not answer within {seconds:.0f} seconds.{words}")
            time.sleep(0.1)

    def stop(self) -> None:
        for process in self.processes:
            process.ask_to_stop()
        for process in self.processes:
            process.stop()

    def _look_at(self, process: Process) -> None:
        code = process.ended()
        if code is None:
            return
        quick = time.monotonic() - process.started_at < QUICK_DEATH
        process.quick_deaths = process.quick_deaths + 1 if quick else 0
        if process.quick_deaths >= QUICK_DEATHS_ALLOWED:
            raise HomeError(f"The {process.name} ends as soon as it starts (code {code}).{process.last_words()}")
        say(f"The {process.name} ended unexpectedly (code {code}); it is started again.")
        process.restart()

    def _look_at_database(self) -> None:
        now = time.monotonic()
        if self.cluster is None or now - self._checked_at < 2.0:  # noqa: PLR2004
            return
        self._checked_at = now
        if not self.cluster.is_running():
            say("PostgreSQL ended unexpectedly; it is started again.")
            self.cluster.start()
