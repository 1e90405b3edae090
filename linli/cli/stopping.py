"""Ctrl-C, SIGTERM and a closed terminal: told once, heard for certain, and never in the midst of putting away."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody pressed Ctrl-C or sent SIGTERM: not a failure."""


@dataclass
class _Signals:
    asked: bool = False
    calm: bool = False


_signals = _Signals()


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn the stopping signals into Stopped."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        _signals.asked = True
        if not _signals.calm:
            raise Stopped

    before = {each: signal.signal(each, stop) for each in STOPPING_SIGNALS}
    try:
        yield
    finally:
        _signals.asked = False
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let the stopping signals wait: while things are put away, and where `check_stopped` asks for them.

    What a handler raises is lost when it interrupts a destructor or a callback; a question is not.
    """
    was, _signals.calm = _signals.calm, True
    try:
        yield
    finally:
        _signals.calm = was


def check_stopped() -> None:
    """Raise Stopped if a stopping signal came, also one whose exception was lost."""
    if _signals.asked:
        raise Stopped
