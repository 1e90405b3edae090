"""What `linli demo` starts is kept running, and all of it is gone afterwards."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from linli.cli.processes import Household, Process
from linli.cli.stopping import Stopped, check_stopped, stoppable, undisturbed
from linli.config.home import HomeError

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
# a parent with a child of its own, as a web server with its workers
FAMILY_SAYS = (
    "import subprocess, sys, time;"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "print(child.pid, flush=True); time.sleep(60)"
)
FAMILY = [sys.executable, "-c", FAMILY_SAYS]


def _within(seconds: float, happened: Callable[[], bool]) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if happened():
            return True
        time.sleep(0.02)
    return False


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_process_that_dies_is_started_again(capsys: pytest.CaptureFixture[str]) -> None:
    process = Process("worker", SLEEP)
    household = Household([process], tick=0.05)
    household.start()
    first = process.running.pid
    process.started_at -= 60  # it had lived a while
    os.kill(first, signal.SIGKILL)
    threading.Timer(1.0, lambda: signal.raise_signal(signal.SIGTERM)).start()

    with pytest.raises(Stopped), stoppable():
        household.keep()

    assert process.running.pid != first
    assert "The worker ended unexpectedly (code -9); it is started again." in capsys.readouterr().out
    household.stop()
    assert not _lives(process.running.pid)


def test_a_process_that_cannot_start_is_reported_with_its_last_words(tmp_path: Path) -> None:
    broken = [sys.executable, "-c", "raise SystemExit('no such colour')"]
    household = Household([Process("web server", broken, log=tmp_path / "web.log")], tick=0.05)
    household.start()

    with pytest.raises(HomeError, match=r"The web server ends as soon as it starts \(code 1\)(?s:.*)no such colour"):
        household.keep()


def test_stopping_ends_the_children_of_the_children(tmp_path: Path) -> None:
    process = Process("web server", FAMILY, log=tmp_path / "web.log")
    household = Household([process])
    household.start()
    assert _within(10, lambda: (tmp_path / "web.log").read_text().strip().isdigit())
    grandchild = int((tmp_path / "web.log").read_text())

    household.stop()

    assert not _lives(process.running.pid)
    assert _within(5, lambda: not _lives(grandchild))


def test_what_we_started_does_not_outlive_us(tmp_path: Path) -> None:
    log = tmp_path / "pid"
    ours = (
        "import sys, time; from pathlib import Path; from linli.cli.processes import Process;"
        f"process = Process('web server', {SLEEP!r}); process.start();"
        f"Path({str(log)!r}).write_text(str(process.running.pid)); time.sleep(60)"
    )
    parent = Process("linli", [sys.executable, "-c", ours])
    parent.start()
    assert _within(20, lambda: log.exists() and log.read_text().isdigit())

    parent.running.kill()  # even by kill -9
    parent.running.wait()

    assert _within(5, lambda: not _lives(int(log.read_text())))


def test_a_server_that_never_answers_is_reported() -> None:
    household = Household([Process("web server", SLEEP)])
    household.start()
    try:
        with pytest.raises(HomeError, match="did not answer within 0 seconds"):
            household.wait_until(lambda: False, seconds=0.3)
    finally:
        household.stop()


def test_a_second_signal_does_not_disturb_the_putting_away() -> None:
    before = signal.getsignal(signal.SIGINT)  # ignored in a background shell
    put_away = []

    def interrupted() -> None:
        with stoppable():
            try:
                signal.raise_signal(signal.SIGINT)
            finally:
                with undisturbed():
                    signal.raise_signal(signal.SIGINT)
                    signal.raise_signal(signal.SIGTERM)
                    put_away.append("database")

    with pytest.raises(Stopped):
        interrupted()

    assert put_away == ["database"]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_in_the_midst_of_a_destructor_is_heard_all_the_same() -> None:
    class Thing:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGTERM)  # what its handler raises here, Python throws away

    def interrupted() -> None:
        with stoppable():
            Thing()
            check_stopped()
            pytest.fail("the signal was lost")

    with pytest.raises(Stopped):
        interrupted()
